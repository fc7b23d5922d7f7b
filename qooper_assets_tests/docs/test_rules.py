"""`docs/rules.md` defines every code of a rule or case, and only codes in use."""

import re

import pytest

from qooper_assets.docs.rules import (
    FAMILIES,
    LISTS,
    PAGE,
    ROOT,
    TESTS,
    UNTESTED,
    fill,
    find_codes,
    find_mentions,
    list_files,
    parse_rows,
    sort_key,
)

TEXT = PAGE.read_text(encoding="utf-8")
ROWS = parse_rows(TEXT)
MENTIONS = find_mentions()


def test_the_page_is_what_the_generator_writes() -> None:
    assert fill(TEXT) == TEXT, "run: python -m qooper_assets.docs.rules"


def test_every_code_in_use_has_a_row() -> None:
    missing = {code: MENTIONS[code] for code in MENTIONS.keys() - ROWS}
    assert not missing, "add a row with a sentence to docs/rules.md"
    assert len(MENTIONS) > 150


def test_every_row_has_a_code_in_use() -> None:
    assert not ROWS.keys() - MENTIONS, "nothing but docs/rules.md names these codes: remove their rows"


def test_every_row_has_a_sentence() -> None:
    for code, (sentence, _) in ROWS.items():
        assert re.fullmatch(r"[A-Z`].{15,}[.)]", sentence), code


def test_every_row_names_a_test_or_says_why_there_is_none() -> None:
    for code, (_, tested_in) in ROWS.items():
        if not tested_in.startswith(UNTESTED):
            for link in tested_in.split(", "):
                found = re.fullmatch(r"\[([^]]+)\]\(\.\./qooper_assets_tests/\1\)", link)
                assert found and (TESTS / found[1]).exists(), code
        else:
            assert len(tested_in) > len(UNTESTED), code


def test_every_family_has_a_heading_and_its_codes_below_it_in_order() -> None:
    below: dict[str, list[str]] = {}
    for part in TEXT.split("\n## ")[1:]:
        below[part.partition(":")[0]] = list(parse_rows(part))
    assert tuple(below) == FAMILIES
    assert [code for codes in below.values() for code in codes] == sorted(ROWS, key=sort_key)
    for family, codes in below.items():
        assert all(code.rstrip("0123456789") == family for code in codes)


def test_no_line_of_a_table_is_lost() -> None:
    lines = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| code |")]
    assert len(lines) == len(ROWS)


def test_every_module_that_only_lists_codes_exists() -> None:
    assert all((TESTS / name).exists() for name in LISTS)


def test_a_docstring_cites_no_code_of_an_unknown_family() -> None:
    """A letter and a number at the beginning of a docstring, or in parentheses, count as a code.

    `E` and a number is an employee id.
    """
    cited = re.compile(r'(?:"""|\()(?!E\d)([A-Z]{1,2}\d{1,2})(?:"""|[:,)])')
    unknown = {
        (str(path.relative_to(ROOT)), code)
        for path in list_files()
        if path.suffix == ".py"
        for code in cited.findall(path.read_text(encoding="utf-8"))
        if code not in ROWS
    }
    assert not unknown


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("absence counts (R1, R13).", {"R1", "R13"}),
        ("def test_a_link_is_followed_F15_F21(root)", {"F15", "F21"}),
        ("P16 a trailer; I02: two rows; # AT07", {"P16", "I02", "AT07"}),
        ("I07–I09 and I02 to I04", {"I07", "I08", "I09", "I02", "I03", "I04"}),
        ("AP01, not P01 or A01", {"AP01", "P01"}),
        ("P01..P20", set()),
        ("P41@acme.example", set()),
        ("P1 F2 R0 E01 R100 P001 xF20 F20x", set()),
        (r"[\x{F43}] and {date}T05:00", set()),
    ],
)
def test_a_code_is_distinguished_from_a_cell_a_person_and_a_number(text: str, codes: set[str]) -> None:
    assert find_codes(text) == codes
