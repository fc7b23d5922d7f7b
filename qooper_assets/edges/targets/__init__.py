"""Where the accounts are: the interface that a target has, and the embedded one."""
