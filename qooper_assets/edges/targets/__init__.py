"""The systems that hold the accounts: the interface of a target, and the embedded one."""
