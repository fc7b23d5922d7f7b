"""One file per outside thing: each translates that thing's faults once, and decides nothing."""
