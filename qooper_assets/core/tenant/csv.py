"""The key `feed.csv`: the dialect of a CSV file.

Belongs here: what can be declared about the dialect. Does not: how a dialect is detected or parsed
(`readers/csv/`, `readers/encodings/`).
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from qooper_assets.core.tenant.base import Model

Delimiter = Literal[",", ";", "\t", "|", "^", "~", ":"]
"""The characters that may separate cells. Never a letter, a digit, `@`, a space or a quote (P08)."""
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
"""Unicode, and what spreadsheets and HR systems write instead: code pages of Windows, ISO, DOS, the Mac and
East Asia. Where several decode a file to the same text, the first in this order is reported."""


class Trailer(Model):
    """A last line that is not a person, such as `TOTAL,1234` (P16)."""

    begins: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    """The text of its first cell, such as TOTAL, in any case. A file without this line counts as
    truncated."""
    count_in: Annotated[int, Field(ge=1)] | None = None
    """The cell that holds the control total, counted from 1. Without it, no total is compared."""
    counts: Literal["records", "lines"] = "records"
    """What the control total counts. `records`: those between header and trailer. `lines`: all lines of the
    file that are not blank, including header and trailer."""


class Csv(Model):
    """The CSV dialect. What is declared is enforced: a file that contradicts it is blocked."""

    delimiter: Delimiter | Literal["auto"] = "auto"
    """The character between cells; a tab is written `"\\t"`. `auto`: the one that splits the header into the
    columns of the mapping; the rows are not considered."""
    quote: Literal['"', "'"] = '"'
    """The character around a cell that contains the delimiter."""
    quoting: Literal["doubled", "escaped", "none"] = "doubled"
    """How a quote within a cell is written. `doubled`: twice (RFC 4180). `escaped`: after a backslash, like a
    backslash itself and a delimiter outside quotes. `none`: quotes are ordinary characters."""
    encoding: Encoding = "auto"
    """The encoding of the file. `auto`: UTF-8 and UTF-16 are recognized. Another encoding is detected, with a
    warning, only where the words of the file leave no doubt; otherwise the file is blocked,
    `encoding_unclear`. A file that contradicts a declared encoding is blocked, `encoding`."""
    newlines_in_fields: bool = False
    """If true, a quoted cell may continue on the next line. If false, all lines of such a cell are rejected,
    because each of them may be a row."""
    short_rows: Literal["reject", "blank_at_end"] = "reject"
    """A row with fewer cells than the header. `reject`: it is rejected, `too_few_cells`. `blank_at_end`: the
    system leaves out blank cells at the end of a row, so the missing ones are blank."""
    header_row: Annotated[int, Field(ge=1, le=1000)] | Literal["auto"] = "auto"
    """The line of the header, counted from 1. `auto`: the first of 50 lines that holds the required columns
    of the mapping. Lines above it are reported and skipped, and must not look like people (P16)."""
    trailer: Trailer | None = None
    """The last line, if it is not a person (P16)."""

    @model_validator(mode="after")
    def _quotes_go_with_quoting(self) -> "Csv":
        if self.quoting == "none" and (self.quote != '"' or self.newlines_in_fields):
            raise ValueError("quoting: `quote` and `newlines_in_fields` don't go with `none`")
        return self
