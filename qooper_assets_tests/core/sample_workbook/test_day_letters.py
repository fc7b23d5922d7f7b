"""Formats of dates in letters."""

import pytest

from qooper_assets.core.sample_workbook import day_letters
from qooper_assets.core.sample_workbook.texts import Language, Texts
from qooper_assets.core.sample_workbook.words import TEXTS
from qooper_assets.core.suggest.dates import FORMATS


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("DD.MM.YYYY", "%d.%m.%Y"),
        ("TT.MM.JJJJ", "%d.%m.%Y"),
        ("dd.mm.yyyy", "%d.%m.%Y"),
        ("D.M.YY", "%d.%m.%y"),
        ("T.M.JJ", "%d.%m.%y"),
        ("DD-MMM-YYYY", "%d-%b-%Y"),
        ("DD. MMMM YYYY", "%d. %B %Y"),
        ("YYYYMMDD", "%Y%m%d"),
        ("YYYY-MM-DDThh:mm:ssZ", "%Y-%m-%dT%H:%M:%SZ"),
        ("JJJJ-MM-TTThh:mm:ss", "%Y-%m-%dT%H:%M:%S"),
        ("TT.MM.JJJJ hh:mm", "%d.%m.%Y %H:%M"),
        ("YYYY年MM月DD日", "%Y年%m月%d日"),
        ("%d/%m/%Y", "%d/%m/%Y"),
    ],
)
def test_letters_are_read_as_directives(text: str, written: str) -> None:
    assert day_letters.parse(text) == written


@pytest.mark.parametrize(
    "text",
    ["", "DD.MM", "31.12.2026", "date", "DD.DD.YYYY", "MM/MMM/YYYY", "%d.%m.", "%Q", "100 %", "Excel date"],
)
def test_anything_else_is_no_format(text: str) -> None:
    assert day_letters.parse(text) is None


@pytest.mark.parametrize("written", FORMATS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_format_of_a_proposal_reads_back(written: str, language: Language) -> None:
    shown = day_letters.write(written, language)
    assert day_letters.parse(shown) == written


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_the_formats_that_are_offered_are_formats(texts: Texts) -> None:
    for shown in texts.day_formats:
        written = day_letters.parse(shown)
        assert written and day_letters.write(written, texts.language) == shown
