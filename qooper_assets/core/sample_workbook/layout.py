"""Decides what is in which cell of the sample workbook, blank or prefilled with a proposal.

Belongs here: the rows of each sheet as values. Does not: how a cell looks or is written
(`edges/sample_workbook.py`), or what a filled one means (`parse.py`).
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from qooper_assets.core.sample_workbook import day_letters
from qooper_assets.core.sample_workbook.texts import FIELDS, OWN_FIELDS, VERSION, FieldText, Texts
from qooper_assets.core.sample_workbook.words import write_meanings
from qooper_assets.core.suggest.proposal import Chosen, Proposal, Question

TIME_ZONES = (
    "Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/London", "Europe/Dublin", "Europe/Paris",
    "Europe/Madrid", "Europe/Rome", "Europe/Amsterdam", "Europe/Stockholm", "Europe/Warsaw", "Europe/Athens",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto",
    "America/Sao_Paulo", "America/Mexico_City", "Asia/Dubai", "Asia/Kolkata", "Asia/Singapore",
    "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland", "UTC",
)  # fmt: skip
"""Offered; any other zone may be written."""
EXAMPLE_CHARS = 16
UNLISTED = "none"
"""How a proposal writes that none of the columns is meant."""


class Kind(Enum):
    """What a cell is for, which decides how it looks."""

    TITLE = auto()
    HELP = auto()
    HEADER = auto()
    LABEL = auto()
    TEXT = auto()
    EXAMPLE = auto()
    ANSWER = auto()
    NOT_ASKED = auto()


class Box(NamedTuple):
    """One cell of a sheet."""

    text: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    """The answers of its list, if it has one."""
    takes_others: bool = True
    """Something else may be written than the choices."""


class SheetLayout(NamedTuple):
    """One sheet. A row of a single cell that is a title or a help is as wide as the sheet."""

    name: str
    widths: tuple[int, ...]
    """Of the columns, in characters."""
    rows: tuple[tuple[Box, ...], ...]
    hidden_column: int | None = None
    """Counted from 0."""


def lay_out(texts: Texts, proposal: Proposal | None = None) -> tuple[SheetLayout, ...]:
    """Lay out the sheets of the workbook, in their order."""
    return (_fields(texts, proposal), _connection(texts), _example(texts), _questions(texts, proposal))


def _answer(text: str = "", choices: Sequence[str] = (), *, takes_others: bool = False) -> Box:
    return Box(text, Kind.ANSWER, tuple(choices), takes_others or not choices)


def _header(texts: tuple[str, ...]) -> tuple[Box, ...]:
    return tuple(Box(text, Kind.HEADER) for text in texts)


# Fields


def _fields(texts: Texts, proposal: Proposal | None) -> SheetLayout:
    chosen = dict(proposal.chosen) if proposal else {}
    standard = [_field(texts, name, chosen.pop(name, None)) for name in FIELDS]
    own: list[tuple[str, Chosen | None]] = [*chosen.items()]
    own += [("", None)] * (OWN_FIELDS - len(own))
    rows = (
        (Box(texts.title.format(version=VERSION), Kind.TITLE),),
        (Box(texts.help["fields"], Kind.HELP),),
        _header(texts.field_header),
        *standard,
        _header(texts.own_header),
        *(_own_field(texts, number, name, one) for number, (name, one) in enumerate(own, 1)),
    )
    return SheetLayout(texts.sheets["fields"], (17, 16, 40, 27, 22, 18, 27, 18), rows)


def _field(texts: Texts, name: str, chosen: Chosen | None) -> tuple[Box, ...]:
    details = chosen.details if chosen else {}
    unasked = Box(texts.not_asked, Kind.NOT_ASKED)
    written, values = unasked, unasked
    if name in ("hire_date", "termination_date"):
        shown = details.get("format")
        letters = day_letters.write(str(shown), texts.language) if shown else ""
        written = _answer(letters, texts.day_formats, takes_others=True)
    elif name == "full_name":
        written = _choice(texts, "order", details.get("order"))
    elif name == "manager":
        written = _choice(texts, "refers_to", details.get("refers_to"))
    elif name == "status":
        known = details.get("values", {})
        assert isinstance(known, dict)
        values = _answer(write_meanings(known, texts))
    text = texts.fields[name]
    header = _answer(chosen.header if chosen else "")
    return (
        *_described(text, text.label),
        Box(text.example, Kind.EXAMPLE),
        header,
        written,
        values,
        _answer(),
    )


def _own_field(texts: Texts, number: int, name: str, chosen: Chosen | None) -> tuple[Box, ...]:
    separators = texts.choices["separator"]
    split = str(chosen.details.get("split") or "") if chosen else ""
    text = texts.own if number == 1 else texts.own._replace(meaning="")
    return (
        *_described(text, text.label.format(number=number)),
        _answer(name),
        _answer(chosen.header if chosen else ""),
        _answer(separators.get(split, split), tuple(separators.values()), takes_others=True),
        Box(texts.not_asked, Kind.NOT_ASKED),
        _answer(),
    )


def _described(text: FieldText, label: str) -> tuple[Box, ...]:
    return (Box(label, Kind.LABEL), Box(text.required), Box(text.meaning))


def _choice(texts: Texts, kind: str, value: object) -> Box:
    choices = texts.choices[kind]
    return _answer(choices.get(str(value), ""), tuple(choices.values()))


# Connection and example


def _connection(texts: Texts) -> SheetLayout:
    rows = []
    for key, text in texts.connection.items():
        answer = _answer()
        if key == "timezone":
            answer = _answer("", TIME_ZONES, takes_others=True)
        elif key in texts.choices:
            answer = _choice(texts, key, None)
        rows.append((Box(text.label, Kind.LABEL), answer, Box(text.example, Kind.EXAMPLE), Box(text.help)))
    title, *how = texts.secrets
    return SheetLayout(
        texts.sheets["connection"],
        (24, 36, 30, 60),
        (
            (Box(texts.headings["connection"], Kind.TITLE),),
            (Box(texts.help["connection"], Kind.HELP),),
            _header(texts.connection_header),
            *rows,
            (Box(""),),
            (Box(title, Kind.TITLE),),
            *((Box(line, Kind.HELP),) for line in how),
        ),
    )


def _example(texts: Texts) -> SheetLayout:
    header, *people = texts.example
    widths = tuple(max(map(_width, cells)) for cells in zip(*texts.example, strict=True))
    return SheetLayout(
        texts.sheets["example"],
        widths,
        (
            (Box(texts.headings["example"], Kind.TITLE),),
            (Box(texts.help["example"], Kind.HELP),),
            _header(header),
            *(tuple(Box(cell, Kind.TEXT) for cell in person) for person in people),
        ),
    )


def _width(text: str) -> int:
    """How wide a column of the example has to be: only what is long is wrapped, and never within a word."""
    return max(min(len(text), EXAMPLE_CHARS), *map(len, text.split(" "))) + 2


# Questions


def _questions(texts: Texts, proposal: Proposal | None) -> SheetLayout:
    asked = proposal.questions if proposal else ()
    rows = [row for question in asked for row in _question(texts, question)]
    numbered = tuple((Box(str(number), Kind.LABEL), *row) for number, row in enumerate(rows, 1))
    return SheetLayout(
        texts.sheets["questions"],
        (6, 17, 52, 22, 26, 24, 14),
        (
            (Box(texts.headings["questions"], Kind.TITLE),),
            (Box(texts.help["questions"] if rows else texts.no_questions, Kind.HELP),),
            _header(texts.question_header),
            *numbered,
        ),
        hidden_column=6,
    )


def _question(texts: Texts, question: Question) -> Iterator[tuple[Box, ...]]:
    """The rows of a question: one for each status word, otherwise one."""
    field = texts.fields.get(question.attribute)
    label = field.label if field else question.attribute
    text = texts.questions[question.code].format(text=question.text, label=label)
    for concerned in question.options if question.code == "status_words" else (_concerned(question),):
        choices, takes_others = _options(texts, question)
        yield (
            Box(label),
            Box(text),
            Box(concerned, Kind.EXAMPLE),
            Box("\n".join(choices)),
            _answer("", choices, takes_others=takes_others),
            Box(question.code),
        )


def _concerned(question: Question) -> str:
    return question.options[0] if question.code == "is_it" and question.options else ""


def _options(texts: Texts, question: Question) -> tuple[tuple[str, ...], bool]:
    """The possible answers, and whether another one may be written."""
    match question.code:
        case "status_words":
            return tuple(texts.choices["meaning"].values()), False
        case "name_order":
            return tuple(texts.choices["order"].values()), False
        case "manager":
            return tuple(texts.choices["refers_to"].values()), False
        case "identifier":
            return tuple(texts.choices["identity"].values()), False
        case "date_format":
            return tuple(_localized(each, texts) for each in question.options), True
        case "which_column" | "is_it":
            none = texts.choices["column"][""]
            return tuple(none if each == UNLISTED else each for each in question.options), True


def _localized(letters: str, texts: Texts) -> str:
    written = day_letters.parse(letters)
    return day_letters.write(written, texts.language) if written else letters
