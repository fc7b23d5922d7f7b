"""Exports that nobody who makes a recognizer is shown: other systems, other locales, odd but real shapes."""
