"""One reader per file format: each proves the structure of a delivery before the engine reads it."""
