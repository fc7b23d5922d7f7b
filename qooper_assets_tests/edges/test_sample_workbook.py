"""The sample workbook as a file, read back by openpyxl."""

import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from qooper_assets.core.sample_workbook.texts import Language
from qooper_assets.core.suggest.proposal import Chosen, Proposal
from qooper_assets.edges import sample_workbook
from qooper_assets_tests.core.sample_workbook.filling import PROPOSAL

SHEETS = {
    "en": ["Fields", "Connection", "Example", "Questions", "Lists"],
    "de": ["Felder", "Verbindung", "Beispiel", "Fragen", "Lists"],
}


def written(folder: Path, language: Language = "en", proposal: Proposal | None = None) -> Workbook:
    path = folder / "template.xlsx"
    sample_workbook.write(path, language, proposal)
    return load_workbook(path)


def offered(book: Workbook, place: str) -> list[str]:
    """The answers in the list of a cell."""
    sheet, _, cell = place.partition("!")
    validations = [each for each in book[sheet].data_validations.dataValidation if cell in each.sqref]
    if not validations:
        return []
    name, _, area = validations[0].formula1.partition("!")
    return [row[0].value for row in book[name][area.replace("$", "")]]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_sheets_are_printable_and_have_a_frozen_header(tmp_path: Path, language: Language) -> None:
    book = written(tmp_path, language)
    assert book.sheetnames == SHEETS[language]
    *shown, lists = book.worksheets
    assert lists.sheet_state == "hidden"
    for sheet in shown:
        assert (sheet.sheet_state, sheet.freeze_panes) == ("visible", "B4")
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)


def test_cells_with_a_list_of_answers_offer_it(tmp_path: Path) -> None:
    book = written(tmp_path, "de", PROPOSAL)
    assert offered(book, "Felder!F13")[:2] == ["TT.MM.JJJJ", "JJJJ-MM-TT"]
    assert offered(book, "Felder!F8") == ["Vorname Nachname", "Nachname, Vorname"]
    assert offered(book, "Felder!F16") == ["Personalnummer", "E-Mail"]
    assert offered(book, "Verbindung!B8") == ["Kennwort", "privater Schlüssel", "beides"]
    assert offered(book, "Verbindung!B14")[0] == "Montag"
    assert "Europe/Berlin" in offered(book, "Verbindung!B16")
    assert offered(book, "Verbindung!B5") == []
    assert offered(book, "Fragen!F4") == ["Title", "Position", "keine"]
    assert offered(book, "Fragen!F7") == ["behält das Konto", "wird deaktiviert"]
    assert book["Fragen"].column_dimensions["G"].hidden


def test_every_answer_is_a_cell_of_text_and_no_text_is_a_formula(tmp_path: Path) -> None:
    """P31."""
    hostile = {"email": "=1+1", "title": "bell\x07", "phone": "_x0041_", "status": "#N/A", "location": "+1"}
    chosen = {name: Chosen(name, header) for name, header in hostile.items()}
    sheet = written(tmp_path, proposal=Proposal("email", chosen))["Fields"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert {cell.number_format for row in sheet.iter_rows(4, 22, 5, 8) for cell in row} == {"@"}
    headers = [sheet[f"E{row}"].value for row in (4, 9, 12, 15, 11)]
    assert headers == ["=1+1", "bell\ufffd", "_x005F_x0041_", "#N/A", "+1"]


def test_the_file_is_private_and_never_overwritten(tmp_path: Path) -> None:
    written(tmp_path)
    path = tmp_path / "template.xlsx"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        sample_workbook.write(path, "de")
    assert path.read_bytes() == before
