"""A multi-select cell is parsed into its options, whatever their order, white space, or inner separators."""

import pytest

from qooper_assets.core.mapping import Options, parse_options
from qooper_assets.core.tenant.mapping import CustomColumn

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


@pytest.mark.parametrize("text", ["poker", "chess;poker", "Chess", "go; with"])
def test_an_option_that_is_not_listed_drops_the_whole_value(text: str) -> None:
    """P32"""
    assert parse_options(text, LISTED, chars_max=100) == Options(None, False)
