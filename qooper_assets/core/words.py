"""The comparison key of a word that a tenant file lists and a file contains: a status, an option, an address.

Both sides get their key from `word_key`; the engine only joins what it made, because an engine's `lower()`
and Python's differ on `İ`, a final `ς` and `ẞ` (S29). Belongs here: cleaning, folding and showing one text.
Does not: e-mails as identities, whose key (R6, `email_key` in `sql/macros.sql`) keeps `straße@` and
`strasse@` apart; headers (`column_names.py`).
"""

import unicodedata

INVISIBLE = "".join(map(chr, [
    0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065),
    *range(0x2066, 0x206A), 0xFEFF,
]))  # fmt: skip
"""Soft hyphen, zero-width characters, bidi controls: trimmed at the ends, and never part of an identifier or
e-mail, because two that look alike would be two people (I33)."""
WHITE_SPACE = INVISIBLE + "".join(map(chr, [
    9, 10, 11, 12, 13, 26, 32, 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288
]))  # fmt: skip
"""As in sql/macros.sql: ASCII white space, the end-of-file mark of DOS, NBSP, the Unicode spaces, invisible
characters."""


def clean(text: str) -> str:
    """The text in NFC, without white space at the ends (R6)."""
    return unicodedata.normalize("NFC", text).strip(WHITE_SPACE)


def word_key(text: str) -> str:
    """The key of a word: cleaned, then Unicode case folding (S29)."""
    return clean(text).casefold()


def printable(text: str) -> str:
    """The text with control and invisible characters, such as marks for right to left, escaped as in Python,
    so that it can't change how the text around it is shown."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)
