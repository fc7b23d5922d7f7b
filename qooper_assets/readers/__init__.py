"""One package per kind of file: each proves the structure of a delivery before the engine reads it."""
