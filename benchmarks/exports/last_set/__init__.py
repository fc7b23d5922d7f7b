"""Exports made after the fresh set had been used too: again other systems, locales and shapes."""
