"""A subprocess with bounded memory and time, for files that may be hostile."""
