"""Every problem of a filled workbook is reported with its cell, all at once."""

import pytest

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.sample_workbook.grid import Sheet
from qooper_assets.core.sample_workbook.parse import ROWS_MAX, parse
from qooper_assets.core.sample_workbook.secrets_found import secret_in
from qooper_assets.core.sample_workbook.texts import Language
from qooper_assets.core.suggest.answers import ColumnAnswer
from qooper_assets_tests.core.sample_workbook.filling import PROPOSAL, fill, sheets
from qooper_assets_tests.core.sample_workbook.problems import DATE, IN_QUESTIONS, MAIL, PROBLEMS


def message(error: TenantFileError) -> list[str]:
    assert (error.code, error.where) == ("template_invalid", "x.xlsx")
    return error.message.splitlines()


@pytest.mark.parametrize(("cells", "problem"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_problem_is_reported_with_its_cell(cells: dict[str, str], problem: str) -> None:
    with pytest.raises(TenantFileError) as error:
        fill(cells)
    assert message(error.value) == ["1 problem; nothing was read from the workbook.", problem]
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize(("cells", "problem"), IN_QUESTIONS.values(), ids=IN_QUESTIONS)
def test_a_problem_of_an_answered_question_is_reported_with_its_cell(
    cells: dict[str, str], problem: str
) -> None:
    with pytest.raises(TenantFileError) as error:
        fill(cells, proposal=PROPOSAL)
    assert message(error.value) == ["1 problem; nothing was read from the workbook.", problem]


def test_all_problems_are_reported_at_once_in_the_language_of_the_sheets() -> None:
    with pytest.raises(TenantFileError) as error:
        fill({"Felder!F13": "heute", "Verbindung!B6": "0", "Verbindung!B15": "früh"}, "de")
    assert message(error.value) == [
        "3 problems; nothing was read from the workbook.",
        f"Felder!F13: 'heute' is not a format of dates. {DATE}",
        "Verbindung!B6: '0' is not a port, 1 to 65535",
        "Verbindung!B15: 'früh' is not a time of day. Write it as 05:30, from 00:00 to 23:59",
    ]


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_blank_template_is_an_error(language: Language) -> None:
    sheet = {"en": "Fields", "de": "Felder"}[language]
    with pytest.raises(TenantFileError) as error:
        fill(language=language)
    assert message(error.value)[1:] == [
        f"{sheet}!E4: the workbook is blank. Write the headers of the columns here, and fill in the rest"
    ]


def test_an_unknown_version_is_an_error() -> None:
    with pytest.raises(TenantFileError) as error:
        fill({"Fields!A1": "Qooper roster template, version 7 (en)", "Connection!B6": "0"})
    (line,) = message(error.value)[1:]
    assert line == (
        "Fields!A1: version 7 of the template is not supported, only 1."
        " Send the customer a new one, `qooper-assets template`"
    )


def test_the_workbook_of_somebody_else_is_one_error() -> None:
    with pytest.raises(TenantFileError) as error:
        parse([Sheet("Employees", [["ID", "Mail"]]), Sheet("Notes", [])], "x.xlsx")
    assert str(error.value) == (
        "[template_invalid] x.xlsx: this is not our template: no first cell of a sheet has its name. Sheets"
        " found: 'Employees', 'Notes'. Send the customer a new one, `qooper-assets template`, or read the"
        " workbook as a sample file."
    )


def test_a_missing_sheet_is_an_error() -> None:
    with pytest.raises(TenantFileError) as error:
        parse([sheet for sheet in sheets(MAIL) if sheet.name != "Connection"], "x.xlsx")
    assert message(error.value)[1:] == [
        "Connection: this sheet is missing. Copy it from the workbook that was sent"
    ]


def test_a_sheet_with_too_many_rows_is_an_error() -> None:
    with pytest.raises(TenantFileError) as error:
        fill({**MAIL, f"Questions!A{ROWS_MAX + 1}": "x"})
    assert message(error.value)[1:] == [f"Questions!A{ROWS_MAX + 1}: the sheet has more than 1,000 rows"]


def test_rows_below_that_have_nothing_but_a_format_are_no_rows() -> None:
    assert fill({**MAIL, f"Questions!A{ROWS_MAX + 1}": " "}).columns == {"email": ColumnAnswer("Mail")}


@pytest.mark.parametrize("text", ["pw = keeps the account", "Passwort-Manager", "password", "by phone"])
def test_a_text_without_a_secret_is_not_taken_for_one(text: str) -> None:
    assert secret_in(text) is None


@pytest.mark.parametrize("text", ["PW: x", "pwd:x", "Passphrase = x", "PuTTY-User-Key-File-3: ssh-ed25519"])
def test_a_secret_is_recognized(text: str) -> None:
    assert secret_in(text)
