"""Detects the encoding of a text file, and transcodes it to UTF-8."""
