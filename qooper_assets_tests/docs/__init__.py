"""The documents in `docs/` say what the code does: nothing is missing, and nothing is made up."""
