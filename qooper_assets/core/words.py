"""The comparison key of a word that a tenant file lists and a file contains: a status, an option, an address.

Both sides get their key from `word_key`; the engine only joins what it made, because an engine's `lower()`
and Python's differ on `İ`, a final `ς` and `ẞ` (S29). Belongs here: cleaning and folding one text. Does not:
e-mails as identities, whose key (R6, `email_key` in `sql/macros.sql`) keeps `straße@` and `strasse@` apart;
headers (`column_names.py`).
"""

import unicodedata

WHITE_SPACE = "".join(map(chr, [
    9, 10, 11, 12, 13, 26, 32, 133, 160, 5760, *range(8192, 8206), 8232, 8233, 8239, 8287, 8288, 12288,
    65279
]))  # fmt: skip
"""As in sql/macros.sql: ASCII white space, the end-of-file mark of DOS, NBSP, the Unicode spaces, zero-width
characters, the BOM."""


def clean(text: str) -> str:
    """The text in NFC, without white space at the ends (R6)."""
    return unicodedata.normalize("NFC", text).strip(WHITE_SPACE)


def word_key(text: str) -> str:
    """The key of a word: cleaned, then Unicode case folding (S29)."""
    return clean(text).casefold()
