"""A multi-select cell is parsed into its options, whatever their order, white space, or inner separators."""

import unicodedata

import pytest

from qooper_assets.core.mapping import Options, StatusMeaning, parse_options, parse_status
from qooper_assets.core.tenant.mapping import CustomColumn, StatusColumn

PLAIN = CustomColumn(column="Skills", split=";")
LISTED = CustomColumn(column="Skills", split=";", options=("chess", "go; with friends", "go"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("piano;chess", "chess; piano"),
        (" piano ;\u00a0chess;piano;", "chess; piano"),
        ("Cafe\u0301", "Caf\u00e9"),
        (" ; ;", None),
        ("#N/A", None),
        ("x" * 101, None),
    ],
)
def test_a_cell_is_its_options_once_and_in_order(text: str, value: str | None) -> None:
    """AT03, P26, AT06"""
    assert parse_options(text, PLAIN, chars_max=100) == Options(value, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("chess", "chess"),
        ("go; with friends", "go; with friends"),
        ("chess; go; with friends ;go", "chess; go; go; with friends"),
        ("go;chess", "chess; go"),
    ],
)
def test_an_option_that_holds_the_separator_is_one(text: str, value: str) -> None:
    """P32"""
    assert parse_options(text, LISTED, chars_max=100) == Options(value, True)


@pytest.mark.parametrize("text", ["poker", "chess;poker", "go; with"])
def test_an_option_that_is_not_listed_drops_the_whole_value(text: str) -> None:
    """P32"""
    assert parse_options(text, LISTED, chars_max=100) == Options(None, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Chess", "chess"),
        ("GO; WITH FRIENDS;go", "go; go; with friends"),
        ("Cafe\u0301;MASSE", "Café; Maße"),
        ("İstanbul", "I\u0307stanbul"),
    ],
)
def test_s29_an_option_is_known_by_its_key_and_written_as_it_is_listed(text: str, value: str) -> None:
    options = ("chess", "go; with friends", "go", "Café", "Maße", "I\u0307stanbul")
    column = CustomColumn(column="Skills", split=";", options=options)
    composed = unicodedata.normalize("NFC", value)
    assert parse_options(text, column, chars_max=100) == Options(composed, True)


@pytest.mark.parametrize(
    ("text", "known", "is_active"),
    [
        ("AKTI\u0307F", True, True),
        (" aktİf ", True, True),
        ("αποχωρησασ", True, False),
        ("\u200b", True, None),
        ("LOA", False, None),
    ],
)
def test_s29_a_status_word_is_known_by_its_key(text: str, known: bool, is_active: bool | None) -> None:
    column = StatusColumn(column="Status", values={"AKTİF": "active", "αποχωρησας": "inactive"})
    assert parse_status(text, column) == StatusMeaning(known, is_active)
