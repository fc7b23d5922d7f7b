"""What the answers of a filled workbook are read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qooper_assets.core.sample_workbook.parse_fields import slug
from qooper_assets.core.sample_workbook.words import TEXTS, parse_meanings, value_of, write_meanings
from qooper_assets.core.suggest.answers import Answers, ColumnAnswer, Connection
from qooper_assets.core.tenant.schedule import Every, Weekday
from qooper_assets_tests.core.sample_workbook.filling import PROPOSAL, fill

KEYS = (f"SHA256:{'a' * 43}", f"SHA256:{'b' * 43}")


def test_every_answer_of_the_connection_is_read() -> None:
    answers = fill(
        {
            "Connection!B4": " Acme = Inc. ",
            "Connection!B5": "sftp.acme.example",
            "Connection!B6": "2022",
            "Connection!B7": "qooper",
            "Connection!B8": "Private Key",
            "Connection!B9": "\n".join(KEYS),
            "Connection!B10": "/out/staff_YYYYMMDD*.csv",
            "Connection!B11": "csv",
            "Connection!B12": "full list",
            "Connection!B13": "weekly",
            "Connection!B14": "monday",
            "Connection!B15": "6:00",
            "Connection!B16": "America/Chicago",
            "Connection!B17": "e-mail",
            "Connection!B18": "hr@acme.example; it@acme.example",
        }
    )
    assert answers == Answers(
        Connection(
            name="Acme = Inc.",
            host="sftp.acme.example",
            port=2022,
            username="qooper",
            auth="key",
            host_keys=KEYS,
            path="/out/staff_{date:%Y%m%d}*.csv",
            every=Every.WEEK,
            on=Weekday.MONDAY,
            at="06:00",
            timezone="America/Chicago",
            format="csv",
            coverage="full_snapshot",
            identity="email",
            owners=("hr@acme.example", "it@acme.example"),
        )
    )


def test_answers_in_german_are_the_same_values() -> None:
    answers = fill(
        {
            "Verbindung!B8": "beides",
            "Verbindung!B10": "/aus/liste_JJJJ-MM-TT.csv",
            "Verbindung!B12": "nur Änderungen",
            "Verbindung!B13": "täglich",
            "Verbindung!B15": "6.30 Uhr",
            "Felder!E4": "E-Mail",
            "Felder!E9": "keine",
            "Felder!E13": "Eintritt",
            "Felder!F13": "TT.MM.JJJJ",
            "Felder!G15": "aktiv = behält das Konto\nweg = wird deaktiviert",
            "Felder!D18": "Fähigkeiten",
            "Felder!E18": "Skills",
            "Felder!F18": "Zeilenumbruch",
        },
        "de",
    )
    assert answers == Answers(
        Connection(
            auth="key_and_password",
            path="/aus/liste_{date:%Y-%m-%d}.csv",
            coverage="delta",
            every=Every.DAY,
            at="06:30",
        ),
        {
            "email": ColumnAnswer("E-Mail"),
            "title": ColumnAnswer(""),
            "hire_date": ColumnAnswer("Eintritt", format="%d.%m.%Y"),
            "status": ColumnAnswer(values={"aktiv": "active", "weg": "inactive"}),
            "faehigkeiten": ColumnAnswer("Skills", split="\n"),
        },
        ("faehigkeiten",),
    )


@pytest.mark.parametrize(
    "header",
    ["=cmd|'/c calc'!A1", "Name\n(two lines)", "a'; DROP TABLE x; --", "{{x}}: &a !b", '"quoted"', "-1"],
)
def test_a_hostile_header_is_a_text(header: str) -> None:
    assert fill({"Fields!E4": header}).columns == {"email": ColumnAnswer(header)}


def test_a_prefilled_workbook_reads_back_as_its_proposal() -> None:
    columns = {
        "email": ColumnAnswer("Mail"),
        "employee_id": ColumnAnswer("No."),
        "hire_date": ColumnAnswer("Hired", format="%d.%m.%Y"),
        "status": ColumnAnswer("State", values={"on": "active", "a = b; c": "inactive"}),
        "manager": ColumnAnswer("Boss", refers_to="email"),
        "skills": ColumnAnswer("Skills", split=","),
        "languages": ColumnAnswer("Languages", split="&"),
    }
    assert fill(proposal=PROPOSAL) == Answers(columns=columns, custom=("skills", "languages"))
    assert fill(language="de", proposal=PROPOSAL) == Answers(columns=columns, custom=("skills", "languages"))


def test_answered_questions_are_merged_with_the_columns() -> None:
    answers = fill(
        {
            "Questions!F4": "none",
            "Questions!F5": "yes",
            "Questions!F6": "MM/DD/YYYY",
            "Questions!F7": "keeps the account",
            "Questions!F8": "no",
            "Questions!F9": "last name, first name",
            "Questions!F10": "e-mail",
            "Questions!F11": "employee ID",
        },
        proposal=PROPOSAL,
    )
    assert answers.connection == Connection(identity="employee_id")
    assert answers.columns["title"] == ColumnAnswer("")
    assert answers.columns["phone"] == ColumnAnswer("Mobile")
    assert answers.columns["termination_date"] == ColumnAnswer(format="%m/%d/%Y")
    assert answers.columns["full_name"] == ColumnAnswer(order="last_first")
    assert answers.columns["status"].values == {
        "on": "active",
        "a = b; c": "inactive",
        "leave": "active",
        "paused": "inactive",
    }


def test_a_question_in_german_is_answered_in_german() -> None:
    answers = fill(
        {
            "Fragen!F4": "Position",
            "Fragen!F5": "keine",
            "Fragen!F6": "TT/MM/JJJJ",
            "Fragen!F7": "wird deaktiviert",
        },
        "de",
        PROPOSAL,
    )
    assert answers.columns["title"] == ColumnAnswer("Position")
    assert answers.columns["phone"] == ColumnAnswer("")
    assert answers.columns["termination_date"] == ColumnAnswer(format="%d/%m/%Y")
    assert answers.columns["status"].values["leave"] == "inactive"


def test_notes_are_for_people_and_what_is_not_answered_is_open() -> None:
    answers = fill({"Fields!E4": "Mail", "Fields!H4": "We change it in May."})
    assert answers == Answers(columns={"email": ColumnAnswer("Mail")})


WORDS = st.text(min_size=1).filter(
    lambda word: word.strip() and not any("\ud800" <= c <= "\udfff" for c in word)
)


@given(st.dictionaries(WORDS, st.sampled_from(["active", "inactive"]), max_size=5))
def test_status_words_read_back_as_written(values: dict[str, str]) -> None:
    for texts in TEXTS.values():
        found = parse_meanings(write_meanings(values, texts)) if values else []
        assert found is not None
        assert {word: value_of("meaning", meaning) for word, meaning in found} == values


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("Fähigkeiten", "faehigkeiten"),
        ("Größe / Maß", "groesse_mass"),
        ("Éducation (2)", "education_2"),
        ("技能", ""),
    ],
)
def test_a_name_of_a_field_becomes_one_of_the_tenant_file(name: str, attribute: str) -> None:
    assert slug(name) == attribute
