"""Finds what looks like a secret in a workbook that should have none.

Belongs here: the signs of a secret. Does not: reporting it, which never repeats the text (`grid.py`).
"""

import re

_WORDS = "password|passwort|kennwort|passphrase|passcode"
_SHORT_WORDS = "pwd|pw|secret|geheimnis|token"
"""They may be words of status as well, so before an equals sign they are no sign of a secret."""
_SIGNS = (
    (re.compile(r"-----BEGIN[A-Z ]*PRIVATE KEY|PuTTY-User-Key-File|openssh-key-v1"), "a private key"),
    (re.compile(rf"\b(?:(?:{_WORDS})\s*[:=]|(?:{_SHORT_WORDS})\s*:)\s*\S", re.IGNORECASE), "a password"),
    (re.compile(r"://[^/\s:@]+:[^/\s@]+@"), "an address with a password"),
)


def secret_in(text: str) -> str | None:
    """What kind of secret a text seems to have."""
    return next((what for sign, what in _SIGNS if sign.search(text)), None)
