"""The sample workbook is written, filled in by openpyxl as a person would, and read back."""

import tempfile
import unicodedata
from collections.abc import Mapping
from datetime import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.errors import DeliveryError, TenantFileError
from qooper_assets.core.sample_workbook.secrets_found import secret_in
from qooper_assets.core.sample_workbook.texts import FIELDS, Language
from qooper_assets.core.sample_workbook.words import TEXTS, value_of
from qooper_assets.core.suggest.answers import Answers, ColumnAnswer, Connection
from qooper_assets.core.suggest.proposal import Chosen, Proposal
from qooper_assets.core.words import clean
from qooper_assets.edges import sample_workbook
from qooper_assets.readers.filled_workbook import read_filled

NOT_BOTH = "full_name"
HOSTILE = [
    "=cmd|'/c calc'!A1",
    "@SUM(1)",
    "-1+1",
    "'quoted",
    '"',
    "a\nb",
    "x: &y *z",
    "'; DROP TABLE t; --",
    "<b>",
]


def headers() -> st.SearchStrategy[str]:
    """Texts that a cell can hold, as they are read: without blanks at the ends."""
    texts = st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=60
    )
    return (
        st.one_of(st.sampled_from(HOSTILE), texts.map(clean))
        .filter(lambda text: bool(normalize_header(text)) and not ILLEGAL_CHARACTERS_RE.search(text))
        .filter(lambda text: "_x" not in text and "\ufffe" not in text and "\uffff" not in text)
        .filter(lambda text: value_of("column", text) is None and secret_in(text) is None)
        .filter(lambda text: unicodedata.is_normalized("NFC", text) and clean(text) == text)
    )


def fill(path: Path, cells: Mapping[str, str]) -> None:
    """Type texts into cells, as a person does, into cells whose format is text."""
    book = load_workbook(path)
    for place, text in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = text
        book[sheet][cell].data_type = "s"
    book.save(path)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_blank_template_is_an_error(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "blank.xlsx"
    sample_workbook.write(path, language)
    with pytest.raises(TenantFileError, match=r"blank\.xlsx: 1 problem.*\n\w+!E4: the workbook is blank"):
        read_filled(path, "blank.xlsx")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(["en", "de"]))
def test_what_is_filled_in_is_what_is_read(data: st.DataObject, language: Language) -> None:
    names = [name for name in FIELDS if name != NOT_BOTH]
    found = data.draw(
        st.lists(headers(), min_size=1, max_size=len(names), unique_by=normalize_header).map(
            lambda texts: dict(zip(names, texts, strict=False))
        )
    )
    texts = TEXTS[language]
    sheet, connection = texts.sheets["fields"], texts.sheets["connection"]
    cells = {f"{sheet}!E{4 + FIELDS.index(name)}": header for name, header in found.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "filled.xlsx"
        sample_workbook.write(path, language)
        fill(path, {**cells, f"{connection}!B6": "2022", f"{connection}!B13": texts.choices["every"]["day"]})
        answers = read_filled(path, "filled.xlsx")
    assert answers.columns == {name: ColumnAnswer(header) for name, header in found.items()}
    assert answers.connection.port == 2022


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(headers(), min_size=1, max_size=12, unique_by=normalize_header), st.sampled_from(["en", "de"])
)
def test_a_prefilled_workbook_reads_back_to_the_same_columns(found: list[str], language: Language) -> None:
    names = [name for name in FIELDS if name != NOT_BOTH]
    chosen = {name: Chosen(name, header) for name, header in zip(names, found, strict=False)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prefilled.xlsx"
        sample_workbook.write(path, language, Proposal("email", chosen))
        answers = read_filled(path, "prefilled.xlsx")
    assert answers == Answers(columns={name: ColumnAnswer(one.header) for name, one in chosen.items()})


def test_control_characters_and_escapes_of_a_spreadsheet_are_texts(tmp_path: Path) -> None:
    chosen = {
        "email": Chosen("email", "_x0041_"),
        "title": Chosen("title", "bell\x07"),
        "phone": Chosen("phone", ""),
    }
    path = tmp_path / "prefilled.xlsx"
    sample_workbook.write(path, "en", Proposal("email", chosen))
    columns = {"email": ColumnAnswer("_x0041_"), "title": ColumnAnswer("bell\ufffd")}
    assert read_filled(path, "prefilled.xlsx").columns == columns


def test_a_formula_without_its_value_is_not_taken_for_a_blank_cell(tmp_path: Path) -> None:
    path = tmp_path / "formula.xlsx"
    sample_workbook.write(path, "en")
    book = load_workbook(path)
    book["Fields"]["E9"] = '=HYPERLINK("https://x.example")'
    book.save(path)
    problem = "Fields!E9: this cell is damaged, or a formula without its value. Type the answer as a text"
    with pytest.raises(TenantFileError) as error:
        read_filled(path, "formula.xlsx")
    assert error.value.message.splitlines()[1:] == [problem]


def test_numbers_and_times_that_a_spreadsheet_has_converted_are_read(tmp_path: Path) -> None:
    path = tmp_path / "typed.xlsx"
    sample_workbook.write(path, "en")
    book = load_workbook(path)
    book["Connection"]["B6"], book["Connection"]["B15"] = 22, time(5, 30)
    book.save(path)
    assert read_filled(path, "typed.xlsx").connection == Connection(port=22, at="05:30")


def test_another_kind_of_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,email\n1,a@acme.example\n")
    with pytest.raises(TenantFileError) as error:
        read_filled(path, "people.csv")
    assert str(error.value) == (
        "[template_invalid] people.csv: the file is not an Excel workbook. Ask the customer to open the"
        " template again, and to save it as .xlsx."
    )


def test_a_damaged_workbook_is_an_error_of_the_customer(tmp_path: Path) -> None:
    path = tmp_path / "damaged.xlsx"
    sample_workbook.write(path, "en")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DeliveryError, match="workbook_unreadable"):
        read_filled(path, "damaged.xlsx")
