"""Random rosters, and the files that a faultless system writes.

The cells hold what breaks software in people's names: delimiters, quotes, accents, other scripts, formulas,
leading zeros, `NA`, blanks. `clean` is the oracle: the meaning of a cell, in three lines independent of
the reader. Belongs here: people, a dialect, one line of it. Does not: any defect (`polluting.py`,
`damaging.py`).
"""

import unicodedata
from typing import Any, NamedTuple

from hypothesis import strategies as st

COLUMNS = {
    "employee_id": "id",
    "email": "e-mail",
    "last_name": "last",
    "title": "title",
    "department": "dept",
}
"""Mapped attribute → header; an unmapped column `note` is among them."""
WHITE = "\t\n\x0b\x0c\r \x85\xa0\u2003\u2028\u2029\u200b\ufeff"
DELIMITERS = (",", ";", "\t", "|", "^", "~", ":")
NAMES = (
    "Lee", "O'Neil", "Ng", "Groß", "Łukasz", "王小明", "שלום", "Jose\u0301", "José", "D’Arcy", "Null", "NA",
    "None", "true", "0042", "1e5", "=1+1", "+49 30", "-5", "@home", "#1", "N/A", "ﬁ", "👩\u200d💻", "C:\\",
    "50 %", "a\u2028b", "c\x85d",
)  # fmt: skip
MARKS = ",;|^~\t\"'\\ .=#a é"


class Person(NamedTuple):
    """The cells of one row, as the customer's system holds them; `note` is an unmapped column."""

    id: str
    email: str
    last: str
    title: str
    dept: str
    note: str


def clean(cell: str) -> str | None:
    """Return the meaning of a cell: composed characters, trimmed; None if it is blank."""
    text = unicodedata.normalize("NFC", cell).strip(WHITE)
    return text or None


def expected(person: Person) -> dict[str, str | None]:
    return dict(zip(COLUMNS, map(clean, person[:-1]), strict=True))


class Dialect(NamedTuple):
    delimiter: str = ","
    end: str = "\n"
    quote: str = '"'
    quoting: str = "doubled"
    quotes_all: bool = False
    newlines_in_fields: bool = False
    is_declared: bool = True
    """The tenant file declares the delimiter; otherwise it is detected."""
    order: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    """The order of the columns."""

    @property
    def settings(self) -> dict[str, Any]:
        return {
            "delimiter": self.delimiter if self.is_declared else "auto",
            "quote": self.quote,
            "quoting": self.quoting,
            "newlines_in_fields": self.newlines_in_fields,
        }

    def cells(self, person: tuple[str, ...]) -> list[str]:
        return [person[place] for place in self.order]

    def written(self, cell: str) -> str:
        """Write a cell as in the file. Other delimiters are quoted too, as cautious systems do."""
        if self.quoting == "none":
            return cell
        must = any(mark in cell for mark in (*DELIMITERS, self.quote, "\n", "\r")) or cell[:1] == " "
        if self.quoting == "escaped":
            cell = cell.replace("\\", "\\\\").replace(self.quote, "\\" + self.quote)
        else:
            cell = cell.replace(self.quote, self.quote * 2)
        return f"{self.quote}{cell}{self.quote}" if must or self.quotes_all else cell

    def line(self, cells: list[str]) -> str:
        return self.delimiter.join(map(self.written, cells))

    def header(self) -> list[str]:
        return self.cells((*COLUMNS.values(), "note"))


def cells(newlines: bool) -> st.SearchStrategy[str]:
    odd = st.text(MARKS, max_size=7) | st.tuples(st.sampled_from(NAMES), st.text(MARKS, max_size=3)).map(
        "".join
    )
    plain = st.sampled_from(NAMES) | st.just("")
    over_lines = st.sampled_from(["two\nlines", "a\n\nb", 'say\n"hi"', "x,\ny"])
    return plain | odd | over_lines if newlines else plain | odd


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    quoting = draw(st.sampled_from(["doubled", "doubled", "doubled", "escaped", "none"]))
    return Dialect(
        draw(st.sampled_from(DELIMITERS)),
        draw(st.sampled_from(["\n", "\r\n", "\r"])),
        '"' if quoting == "none" else draw(st.sampled_from(['"', '"', "'"])),
        quoting,
        draw(st.booleans()),
        quoting != "none" and draw(st.sampled_from([False, False, True])),
        draw(st.booleans()),
        tuple(draw(st.permutations(range(6)))),
    )


@st.composite
def people(draw: st.DrawFn, dialect: Dialect, at_most: int = 12) -> list[Person]:
    """Draw people with unique identifiers and e-mails; without quotes, no cell contains a delimiter."""
    count = draw(st.integers(2, at_most))
    text = cells(dialect.newlines_in_fields)
    if dialect.quoting == "none":
        text = text.map(lambda cell: cell.replace(dialect.delimiter, ""))
    prefix = draw(st.sampled_from(["", "E", "0", "Ü-", "a "]))
    return [
        Person(f"{prefix}{n:03}", f"p{n}@x.example", draw(text), draw(text), draw(text), draw(text))
        for n in range(1, count + 1)
    ]
