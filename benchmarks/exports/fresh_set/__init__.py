"""Exports made after the held-out set had been used for tuning: again other systems, locales and shapes."""
