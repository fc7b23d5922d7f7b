"""Which id or e-mail a cell means, and which texts are none.

Belongs here: I28, I31, I32, I33, AT17, character by character. Does not: what becomes of such a row
(`rows.py`).
"""

import re
import unicodedata
from collections.abc import Iterable

from qooper_assets_tests.model.rules import Rules


def is_invisible(char: str) -> bool:
    return unicodedata.category(char) == "Cf"


def cleaned(text: str | None) -> str | None:
    """Trimmed, also of no-break spaces and invisible characters, and NFC (R6, I33); a blank is None (R8)."""
    text = unicodedata.normalize("NFC", text or "")
    while text and (text[0].isspace() or is_invisible(text[0])):
        text = text[1:]
    while text and (text[-1].isspace() or is_invisible(text[-1])):
        text = text[:-1]
    return text or None


def _without_marks(text: str) -> str | None:
    """Without the `'` or `="…"` of a spreadsheet (I32)."""
    if text.startswith('="') and text.endswith('"') and text.count('"') == 2:
        return cleaned(text[2:-1])
    bare = text.lstrip("'")
    return cleaned(bare) if bare and bare[0] != '"' and bare[-1] not in "'\"" else text


def id_of(cell: str | None, *, has_decimals: bool) -> str | None:
    """The id that a cell means; `106.0` is 106 unless other ids have decimals."""
    text = cleaned(cell)
    text = _without_marks(text) if text else None
    if text and not has_decimals and "." in text:
        whole, _, zeros = text.partition(".")
        if whole.isdecimal() and zeros and set(zeros) == {"0"}:
            return whole
    return text


def address_of(cell: str | None) -> str | None:
    """The e-mail that a cell means (AT17)."""
    text = cleaned(cell)
    text = _without_marks(text) if text else None
    for _ in range(2):
        if text and re.match("(mailto|smtp):", text, re.IGNORECASE):
            text = cleaned(text.partition(":")[2])
        if text and text.endswith(">") and text.count("<") == 1 and "@" not in text.partition("<")[0]:
            text = cleaned(text.partition("<")[2][:-1])
    return text


def have_decimals(ids: Iterable[str | None]) -> bool:
    """True if an id is a number with decimals that are not all zeros."""
    return any(
        text and re.fullmatch(r"\d+\.\d+", text) and set(text.partition(".")[2]) != {"0"} for text in ids
    )


def is_rounded(text: str) -> bool:
    mantissa, _, exponent = text.lower().partition("e")
    sign = re.compile(r"[+-]?\d+")
    return bool(re.fullmatch(r"[+-]?\d+([.,]\d+)?", mantissa) and sign.fullmatch(exponent))


def is_placeholder(text: str, rules: Rules) -> bool:
    words = {word.lower() for word in rules.placeholder_ids}
    return text.lower() in words or ("0" in words and bool(re.fullmatch(r"0+(\.0+)?", text)))


def is_address(text: str) -> bool:
    """One @, and a domain of two labels or more."""
    if not re.fullmatch(r"[^@\s,;<>\"()\[\]]+@[^@\s,;<>\"()\[\]:/?='\\]+", text):
        return False
    labels = text.partition("@")[2].split(".")
    return len(labels) > 1 and all(labels)


def twin_key(who: str, rules: Rules) -> str:
    """Equal for ids that may be one (I15, P22), and for two spellings of one id or e-mail (I32, AT17)."""
    text = "".join(char for char in who if not is_invisible(char))
    if rules.identity == "email":
        return (address_of(text) or "").lower()
    return (id_of(text, has_decimals=False) or "").lstrip("0").lower()
