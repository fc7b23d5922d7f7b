"""One package per file format: each validates the structure of a delivery before the engine reads it."""
