"""Renders whole numbers in a number format, as a spreadsheet shows them.

An id is what people see in the sheet, and the key of their sign-in: 123 in the format `"E"00000` is E00123. A
format that only spaces out a quantity (`#,##0`, `0.00`, `0E+00`) changes nothing: that id is 123.

Belongs here: the codes of number formats (ECMA-376 part 1, 18.8.31). Does not: which cell has which
(`number_formats.py`).
"""

import functools
import operator
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

COLORS = re.compile(r"(?i:black|blue|cyan|green|magenta|red|white|yellow|color *[0-9]{1,2})")
CURRENCY = re.compile(r"\$([^-]*)(?:-([0-9A-Fa-f]{1,8}))?")
"""A literal and a language; the first byte of its eight hexadecimal digits is the shape of digits."""
ARABIC_DIGITS = 0x01FFFFFF
"""The last language whose digits are 0 to 9."""
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)")
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
FILL = "\0"
"""As many spaces as the column has room for."""
BLANK = " " + FILL
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.)|(?P<fill>\*.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<digit>[0#?]|(?i:general))|(?P<exponent>[eE][-+])|(?P<mark>[;,.@])"
    r"|(?P<literal>[-+$()!^&'~{}<>= ]|[^\x00-\x7f])|(?P<other>.)",
    re.DOTALL,
)


class Digit(NamedTuple):
    """The place of a digit, and what is shown there if the number has none."""

    pad: str


class Section(NamedTuple):
    """One section of a number format."""

    parts: tuple[str | Digit, ...]
    """Literals and the places of digits, up to the decimal point."""
    is_spaced: bool
    """It shows separators, decimals or an exponent."""
    is_text: bool
    condition: tuple[str, float] | None

    @property
    def zeros(self) -> int:
        return self.parts.count(Digit("0"))

    @property
    def is_plain(self) -> bool:
        """It shows a number's digits and nothing else that is visible."""
        return self.zeros <= 1 and not self.has_literal

    @property
    def has_literal(self) -> bool:
        return any(part.strip(BLANK) for part in self.parts if isinstance(part, str))

    @property
    def pads(self) -> bool:
        """It only pads with zeros, perhaps between literals: 00000, "E"00000, 000-00-0000."""
        is_padded = self.zeros > 1 and self.zeros == sum(isinstance(part, Digit) for part in self.parts)
        return is_padded and not self.is_spaced and self.condition is None


Format = tuple[Section | None, ...]
"""The sections of a number format; None for one that is not understood, or shows no digit."""


class _Builder:
    """Builds one section of its tokens."""

    def __init__(self) -> None:
        self.is_understood = True
        self._parts: list[str | Digit] = []
        self._is_spaced = self._is_text = self._is_after_point = self._has_comma = False
        self._condition: tuple[str, float] | None = None

    def take(self, token: re.Match[str]) -> None:
        text = token[0]
        match token.lastgroup:
            case "digit":
                self._take_digit(text)
            case "mark" | "exponent":
                self._take_mark(text)
            case "bracket":
                self._take_bracket(token["bracket"])
            case "fill":
                self.is_understood &= text == "* "
                self._parts.append(FILL)
            case "space":
                self._parts.append(" ")
            case "other":
                self.is_understood = False
            case _:
                self._parts.append(token["quoted"] or token["escaped"] or token["literal"] or "")

    def _take_digit(self, text: str) -> None:
        self._has_comma = False
        if not self._is_after_point:
            # Right of a zero that is shown, every place is.
            is_zero = text not in "#?" or Digit("0") in self._parts
            self._parts.append(Digit("0" if is_zero else text.replace("#", "").replace("?", " ")))

    def _take_mark(self, text: str) -> None:
        if text == "@":
            self._is_text = True
        elif text == ",":
            self.is_understood &= not self._is_after_point
            self._is_spaced = self._has_comma = True
        else:
            self.is_understood &= not self._has_comma  # a comma before it divides by a thousand
            self._is_spaced = self._is_after_point = True

    def _take_bracket(self, text: str) -> None:
        if currency := CURRENCY.fullmatch(text):
            self.is_understood &= int(currency[2] or "0", 16) <= ARABIC_DIGITS
            self._parts.append(currency[1])
        elif condition := CONDITION.fullmatch(text):
            self._condition = (condition[1], float(condition[2]))
        else:
            self.is_understood &= COLORS.fullmatch(text) is not None

    def section(self) -> Section | None:
        """The section, or None if it is not understood."""
        has_digit = any(isinstance(part, Digit) for part in self._parts)
        if not self.is_understood or self._has_comma or not (has_digit or self._is_text):
            return None
        parts = tuple(part for part in self._parts if part != "")
        return Section(parts, self._is_spaced, self._is_text, self._condition)


@functools.lru_cache(maxsize=4096)
def parse(code: str) -> Format:
    """The sections that apply to numbers, three at most."""
    if code in ("", "@"):
        return parse("General")
    sections: list[Section | None] = []
    builder = _Builder()
    for token in _TOKEN.finditer(code):
        if token[0] == ";":
            sections.append(builder.section())
            builder = _Builder()
        else:
            builder.take(token)
    sections.append(builder.section())
    last = sections[-1]
    if last is not None and last.is_text and len(sections) > 1:
        sections.pop()
    return tuple(None if one is not None and one.is_text else one for one in sections[:3])


def section_of(value: float, sections: Format) -> Section | None:
    """The section that shows a number; None if that is not understood."""
    if any(section and section.condition for section in sections):
        return _section_by_condition(value, sections)
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


def _section_by_condition(value: float, sections: Format) -> Section | None:
    """The first section whose condition holds, or the last one, which has none."""
    if value < 0:
        return None  # whether its sign is shown depends on the other conditions
    for section in sections:
        if section is None:
            return None
        if section.condition is None:
            return section if section is sections[-1] else None
        comparison, limit = section.condition
        if COMPARISONS[comparison](value, limit):
            return section
    return None


def shown(number: int, sections: Format) -> str | None:
    """A whole number as a spreadsheet shows it, without blanks around it; None if that is not understood."""
    section = section_of(number, sections)
    if section is None:
        return None
    if section.is_plain:
        return str(number)
    if section.is_spaced:
        return None
    sign = "-" if number < 0 and len(sections) == 1 else ""
    text = (sign + _in_places(abs(number), section.parts)).strip(BLANK)
    return None if FILL in text else text


def _in_places(number: int, parts: Sequence[str | Digit]) -> str:
    """Digits fill the places from the right, surplus ones the first place."""
    digits = list(str(number)) if number else []
    places = sum(isinstance(part, Digit) for part in parts)
    out = []
    for part in reversed(parts):
        if isinstance(part, str):
            out.append(part)
            continue
        places -= 1
        if not digits:
            out.append(part.pad)
        elif places:
            out.append(digits.pop())
        else:
            out.append("".join(digits))
    return "".join(reversed(out))
