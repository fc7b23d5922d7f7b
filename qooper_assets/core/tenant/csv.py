"""The key `feed.csv`: the dialect of a CSV file.

Belongs here: what can be declared about the dialect. Does not: how a dialect is detected or parsed
(`readers/csv/`, `readers/encodings/`).
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from qooper_assets.core.tenant.base import Model

Delimiter = Literal[",", ";", "\t", "|", "^", "~", ":"]
"""What may part cells. Never a letter, a digit, `@`, a space or a quote (P08)."""
Encoding = Literal[
    "auto",
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-7",
    "iso-8859-9",
    "iso-8859-15",
    "cp850",
    "cp437",
    "cp852",
    "cp866",
    "mac-roman",
    "koi8-r",
    "shift_jis",
    "euc-jp",
    "gb18030",
    "big5",
    "euc-kr",
]
"""What a spreadsheet or an HR system writes where it does not write Unicode: the pages of Windows, their
elder sisters of ISO and DOS, and the Mac's. Where several are the same text, the first one is named."""


class Trailer(Model):
    """A last line that is no person, such as `TOTAL,1234` (P16)."""

    begins: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    """What its first cell holds, whatever the case: TOTAL. A file without it is cut short."""
    count_in: Annotated[int, Field(ge=1)] | None = None
    """The cell that holds the control total, counted from 1; without it, nothing is compared."""
    counts: Literal["records", "lines"] = "records"
    """What the control total counts: the records between header and trailer, or all lines of the file that
    are not blank, header and trailer too."""


class Csv(Model):
    """The dialect. What is declared is obeyed, and a file that contradicts it is blocked."""

    delimiter: Delimiter | Literal["auto"] = "auto"
    """What parts the cells of a row; a tab is written `"\\t"`. auto: that by which the header parts into the
    columns of the mapping; the rows are not asked."""
    quote: Literal['"', "'"] = '"'
    """What a cell is put in that holds the delimiter."""
    quoting: Literal["doubled", "escaped", "none"] = "doubled"
    """How a quote in a cell is written. doubled: twice (RFC 4180). escaped: with a backslash before it, as
    are backslashes, and delimiters outside of quotes. none: a quote is a character like others."""
    encoding: Encoding = "auto"
    """How the bytes are read. `auto`: UTF-8 is recognized, and UTF-16; another encoding only where the
    file's words leave no doubt, with a warning, and else the file is blocked, `encoding_unclear`. What is
    declared is obeyed, and a file that contradicts it is blocked, `encoding`."""
    newlines_in_fields: bool = False
    """Whether a cell in quotes may go on in the next line. Where not, one stray quote costs one row."""
    header_row: Annotated[int, Field(ge=1, le=1000)] | Literal["auto"] = "auto"
    """The line of the header, from 1. auto: the first of 50 that holds the required columns of the mapping.
    Lines above it are left out and told, and must not look like people (P16)."""
    trailer: Trailer | None = None
    """The last line, if it is no person (P16)."""

    @model_validator(mode="after")
    def _quotes_go_with_quoting(self) -> "Csv":
        if self.quoting == "none" and (self.quote != '"' or self.newlines_in_fields):
            raise ValueError("quoting: none has no quotes; `quote` and `newlines_in_fields` don't go with it")
        return self
