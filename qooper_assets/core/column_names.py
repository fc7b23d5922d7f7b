"""Comparison of column names, in a module of its own so that a reader's process imports nothing heavier."""

import re
import unicodedata


def normalize_header(name: str) -> str:
    """The form in which headers are compared: without case, spaces, `_` and `-` (P09)."""
    return re.sub(r"[\s_\-\u00a0\u200b\ufeff]+", "", unicodedata.normalize("NFKC", name)).casefold()
