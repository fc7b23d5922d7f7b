"""What the cells of one column look like, whatever its header says.

Belongs here: measuring a column of a sample, and which columns refer to another one. Does not: the formats of
dates (`dates.py`), the meaning of status words (`status_words.py`), or deciding (`propose.py`).
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from qooper_assets.core.identifiers import EMAIL
from qooper_assets.core.suggest import dates
from qooper_assets.core.suggest.dates import DateEvidence
from qooper_assets.core.words import WHITE_SPACE

WORDS_MAX = 40
"""A column with more distinct texts has no vocabulary."""
SPLITS = (";", "|", "\n", ",")
FREE_MAIL = frozenset(
    {
        "163.com", "alice.it", "aol.com", "att.net", "bluewin.ch", "bol.com.br", "comcast.net",
        "docomo.ne.jp", "ezweb.ne.jp", "free.fr", "freenet.de", "gmail.com", "gmx.ch", "gmx.de",
        "gmx.net", "googlemail.com", "home.nl", "hotmail.com", "hotmail.com.br", "hotmail.es",
        "hotmail.fr", "hotmail.it", "icloud.com", "kpnmail.nl", "laposte.net", "libero.it",
        "live.com", "mail.com", "me.com", "orange.fr", "outlook.com", "outlook.de", "outlook.fr",
        "planet.nl", "posteo.de", "proton.me", "protonmail.com", "qq.com", "rediffmail.com",
        "sfr.fr", "t-online.de", "terra.com.br", "tiscali.it", "uol.com.br", "verizon.net",
        "virgilio.it", "wanadoo.fr", "web.de", "yahoo.co.jp", "yahoo.com", "yahoo.com.br",
        "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it", "ziggo.nl",
    }
)  # fmt: skip
"""Domains of private addresses."""
PLACEHOLDERS = ("-", "--", "n/a", "na", "null", "none", "nil", "#n/a", ".", "no_manager", "no manager", "\\n")
"""Texts for no value, folded."""
NO_DAY = r"^0{1,4}([-/.])0{1,2}[-/.]0{1,4}$|^(0001-01-01|2154-12-31)([T ]\d\d:\d\d.*)?$"
PHONE = r"^[+(]*[0-9][0-9 ()./\u2010-\u2015-]{4,20}(?:\s*(?:x|ext\.?)\s*[0-9]+)?$"
IBAN = r"^[A-Z]{2}[0-9]{2} ?[0-9A-Z]{4}(?: ?[0-9A-Z]{2,4}){2,8}$"
NATIONAL_ID = "|".join(
    (
        r"^[0-9]{3}-[0-9]{2}-[0-9]{4}$",
        r"^[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}$",
        r"^756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}$",
    )
)
"""Numbers that are written like a person's: SSN of the US, CPF of Brazil, AHV of Switzerland."""


class Profile(NamedTuple):
    """One column of a sample. Shares are those of filled cells, from 0 to 1."""

    header: str
    rows: int
    filled: int
    distinct: int
    words: Mapping[str, int]
    """Cells by text, if there are few; most frequent first."""
    email_share: float
    free_mail_share: float
    """Of the e-mails, those at a provider of private addresses."""
    phone_share: float
    letters_share: float
    """Cells that have a letter."""
    digits_share: float
    """Cells that have a digit."""
    comma_share: float
    """Cells that are two texts around one comma."""
    space_share: float
    """Cells of two or more words."""
    sensitive_share: float
    """Cells that are written like a bank account or a national number."""
    upper_code_share: float
    """Cells that look like a code: short, without blanks and lower case, or digits."""
    split: str | None
    """The separator, if its cells are lists of few options."""
    dates: DateEvidence | None
    """None: hardly a cell looks like a date."""

    @property
    def fill_rate(self) -> float:
        return self.filled / self.rows if self.rows else 0


def clean(column: pl.Series) -> pl.Series:
    """Trim the cells; blanks and placeholders become null."""
    trimmed = column.cast(pl.String).str.strip_chars(WHITE_SPACE)
    is_blank = (trimmed == "") | trimmed.str.to_lowercase().is_in(PLACEHOLDERS) | trimmed.str.contains(NO_DAY)
    return trimmed.set(is_blank.fill_null(False), None).rename(column.name)


def measure(column: pl.Series) -> Profile:
    """Measure one cleaned column, named after its header."""
    texts, cells = _count(column)
    filled, distinct = column.len() - column.null_count(), texts.len()

    def share(mask: pl.Series) -> float:
        return int(cells.filter(mask.fill_null(False)).sum()) / filled if filled else 0.0

    is_email = texts.str.contains(EMAIL)
    domains = texts.str.to_lowercase().str.extract(r"@(.+)$")
    email_share = share(is_email)
    return Profile(
        header=column.name,
        rows=column.len(),
        filled=filled,
        distinct=distinct,
        words=_vocabulary(texts, cells),
        email_share=email_share,
        free_mail_share=share(is_email & domains.is_in(list(FREE_MAIL))) / email_share if email_share else 0,
        phone_share=share(texts.str.contains(PHONE) & (texts.str.count_matches("[0-9]") >= 6)),
        letters_share=share(texts.str.contains(r"\p{L}")),
        digits_share=share(texts.str.contains("[0-9]")),
        comma_share=share(texts.str.contains(r"^[^,]*\p{L}[^,]*, *\p{L}[^,]*$")),
        space_share=share(texts.str.contains(r"\S\s+\S")),
        sensitive_share=share(texts.str.contains(IBAN) | texts.str.contains(NATIONAL_ID)),
        upper_code_share=share(texts.str.contains(r"^[A-Z0-9][A-Z0-9._/-]{0,15}$")),
        split=_split(texts, cells),
        dates=dates.examine(texts, cells),
    )


def with_earlier(profile: Profile, column: pl.Series) -> Profile:
    """The profile with the words and the dates of earlier files, too: `column` has all their cells."""
    texts, cells = _count(column)
    return profile._replace(words=_vocabulary(texts, cells), dates=dates.examine(texts, cells))


def _count(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The distinct texts of a column, and the number of cells of each."""
    counts = column.drop_nulls().value_counts(name="cells")
    counts = counts.sort("cells", column.name, descending=[True, False])
    return counts.get_column(column.name), counts.get_column("cells")


def _vocabulary(texts: pl.Series, cells: pl.Series) -> dict[str, int]:
    """Cells by text, if there are few."""
    return dict(zip(texts, cells, strict=True)) if texts.len() <= WORDS_MAX else {}


def _split(texts: pl.Series, cells: pl.Series) -> str | None:
    """The separator of lists: cells with it recur in their parts, and not as a whole."""
    for separator in SPLITS:
        with_it = texts.filter(texts.str.contains(separator, literal=True))
        if with_it.len() < max(2, 0.2 * texts.len()):
            continue
        parts = with_it.str.split(separator).explode().str.strip_chars().drop_nulls()
        parts = parts.filter(parts != "")
        is_short = (parts.str.len_chars().max() or 0) <= 60  # type: ignore[operator]
        if is_short and parts.n_unique() <= parts.len() / 2 and not _is_pattern(with_it):
            return separator
    return None


def _is_pattern(texts: pl.Series) -> bool:
    """True for numbers, dates and e-mails, which have separators too."""
    digits, letters = texts.str.count_matches(r"[0-9@]").sum(), texts.str.len_chars().sum()
    return float(digits) > 0.3 * float(letters)


def refers_to(column: pl.Series, targets: pl.Series) -> float:
    """The share of filled cells that are in another column, regardless of case."""
    texts = column.drop_nulls().str.to_lowercase()
    known = targets.drop_nulls().str.to_lowercase().unique()
    return float(texts.is_in(known.implode()).sum()) / texts.len() if texts.len() else 0.0


def shapes(column: pl.Series) -> set[str]:
    """The shapes of the cells: `E00123` is `a9`."""
    texts = column.drop_nulls().str.replace_all(r"[0-9]+", "9").str.replace_all(r"\p{L}+", "a")
    return set(texts.unique().head(50))


def is_name_like(profile: Profile) -> bool:
    """Letters, hardly a digit, and more than a handful of them."""
    return profile.letters_share > 0.97 and profile.digits_share < 0.03 and not profile.email_share


def mask(text: str) -> str:
    """A text whose letters and digits are hidden but the first one of each word."""
    return re.sub(r"(?<=\w)\w", "•", text)
