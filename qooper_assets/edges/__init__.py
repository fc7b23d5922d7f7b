"""A module or package per external system; each translates that system's errors once, and decides nothing."""
