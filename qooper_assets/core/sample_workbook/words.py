"""What the words of an answer mean: those of our lists, in either language, and usual ones beyond them.

Belongs here: one word → one value, and back. Does not: formats of dates (`day_letters.py`), or which cell a
word is in (`parse.py`).
"""

import re
from collections.abc import Mapping

from qooper_assets.core.sample_workbook.texts import Language, Texts
from qooper_assets.core.sample_workbook.texts_de import DE
from qooper_assets.core.sample_workbook.texts_en import EN
from qooper_assets.core.words import word_key

TEXTS: Mapping[Language, Texts] = {"en": EN, "de": DE}
SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "auth": {"key": "key", "ssh key": "key", "schlüssel": "key", "ssh-schlüssel": "key",
             "passwort": "password"},
    "format": {".csv": "csv", "xlsx": "excel", ".xlsx": "excel", ".json": "json"},
    "coverage": {"full": "full_snapshot", "changes": "delta", "delta": "delta", "änderungen": "delta"},
    "on": {"sonnabend": "saturday"},
    "identity": {"email": "email", "mail": "email", "employee_id": "employee_id"},
    "refers_to": {"email": "email", "mail": "email", "employee_id": "employee_id"},
    "order": {"first_last": "first_last", "last_first": "last_first"},
    "meaning": {
        **dict.fromkeys(("keeps", "keep", "active", "yes", "behält", "behalten", "aktiv", "ja"), "active"),
        **dict.fromkeys(
            ("deactivated", "deactivate", "inactive", "no", "deaktivieren", "deaktiviert", "inaktiv", "nein"),
            "inactive",
        ),
    },
    "separator": {";": ";", ",": ",", "|": "|", "/": "/"},
    "column": dict.fromkeys(("-", "–", "—", "keiner", "nicht vorhanden", "not available"), ""),
}  # fmt: skip
"""Words that people write instead of those of a list."""
_WORD_MEANING = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;\n]*?))\s*[=:]\s*([^=:;\n]*?)\s*(?:[;\n]|\Z)')


def value_of(kind: str, word: str) -> str | None:
    """The value in the tenant file that a word of a list means; None if it is not a word of it."""
    key = word_key(word)
    for texts in TEXTS.values():
        for value, shown in texts.choices[kind].items():
            if word_key(shown) == key:
                return value
    return SYNONYMS.get(kind, {}).get(key)


def write_meanings(values: Mapping[str, str], texts: Texts) -> str:
    """Write status words, one per line, as `parse_meanings` reads them."""
    meanings = texts.choices["meaning"]
    return "\n".join(f"{_quoted(word)} = {meanings[meaning]}" for word, meaning in values.items())


def _quoted(word: str) -> str:
    if word == word.strip() and not re.search(r'[=:;"\r\n]', word):
        return word
    return '"' + word.replace('"', '""') + '"'


def parse_meanings(text: str) -> list[tuple[str, str]] | None:
    """Parse `word = meaning` of each line; a word with `=`, `:`, `;` or a quote is quoted. None if a line has
    another form."""
    found: list[tuple[str, str]] = []
    at = 0
    rest = text.strip()
    while at < len(rest):
        if rest[at] in "\r\n; \t":
            at += 1
            continue
        match = _WORD_MEANING.match(rest, at)
        if match is None:
            return None
        word = match[2] if match[1] is None else match[1].replace('""', '"')
        if not word.strip():
            return None
        found.append((word, match[3]))
        at = match.end()
    return found
