"""How the name of a column is compared: here alone, for a reader's process imports nothing heavier."""

import re
import unicodedata


def normalize_header(name: str) -> str:
    """A header as it is compared: without case, spaces, `_` and `-` (P09)."""
    return re.sub(r"[\s_\-\u00a0\u200b\ufeff]+", "", unicodedata.normalize("NFKC", name)).casefold()
