"""The documents in `docs/` match the code: nothing is missing, and nothing is invented."""
