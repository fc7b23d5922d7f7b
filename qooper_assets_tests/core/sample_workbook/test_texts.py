"""The texts of the sample workbook are complete, and equal in form in all languages."""

from dataclasses import fields
from typing import get_args

import pytest

from qooper_assets.core.sample_workbook.layout import lay_out
from qooper_assets.core.sample_workbook.secrets_found import secret_in
from qooper_assets.core.sample_workbook.texts import (
    FIELDS,
    ConnectionColumn,
    FieldColumn,
    QuestionColumn,
    Texts,
)
from qooper_assets.core.sample_workbook.texts_de import DE
from qooper_assets.core.sample_workbook.texts_en import EN
from qooper_assets.core.sample_workbook.words import SYNONYMS, TEXTS, value_of
from qooper_assets.core.suggest.answers import AuthType, ColumnAnswer, Connection
from qooper_assets.core.suggest.choosing import LABELS
from qooper_assets.core.suggest.proposal import QuestionCode
from qooper_assets.core.tenant.mapping import Mapping
from qooper_assets.core.tenant.schedule import Every, Weekday


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_every_attribute_that_can_be_asked_for_has_texts(texts: Texts) -> None:
    assert tuple(texts.fields) == FIELDS
    assert set(FIELDS) == set(LABELS) == set(Mapping.model_fields) - {"role", "custom"}
    assert set(texts.connection) == {field.name for field in fields(Connection)}
    assert set(texts.questions) == set(get_args(QuestionCode))
    assert set(texts.sheets) == {"fields", "connection", "example", "questions"} == set(texts.help)
    assert len(texts.field_header) == len(texts.own_header) == len(FieldColumn)
    assert len(texts.connection_header) == len(ConnectionColumn)
    assert len(texts.question_header) == len(QuestionColumn)


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_every_value_of_a_list_has_a_word(texts: Texts) -> None:
    choices = texts.choices
    assert set(choices["auth"]) == set(get_args(AuthType))
    assert set(choices["every"]) == set(Every) and set(choices["on"]) == set(Weekday)
    assert {"order", "refers_to"} <= {field.name for field in fields(ColumnAnswer)}
    for kind, words in choices.items():
        assert all(value_of(kind, word) == value for value, word in words.items()), kind


def test_both_languages_have_the_same_keys() -> None:
    for field in fields(Texts):
        english, german = getattr(EN, field.name), getattr(DE, field.name)
        assert type(english) is type(german)
        if isinstance(english, dict):
            assert list(english) == list(german), field.name
        elif isinstance(english, tuple):
            assert len(english) == len(german), field.name
    assert {kind: set(words) for kind, words in EN.choices.items()} == {
        kind: set(words) for kind, words in DE.choices.items()
    }
    assert set(SYNONYMS) <= set(EN.choices)


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_no_text_is_blank_and_none_looks_like_a_secret(texts: Texts) -> None:
    for sheet in lay_out(texts):
        for row in sheet.rows:
            for box in row:
                assert secret_in(box.text) is None, box.text
    assert all(
        text for one in (*texts.fields.values(), *texts.connection.values(), texts.own) for text in one
    )


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_the_example_has_invented_people_with_ids_as_text(texts: Texts) -> None:
    header, *people = texts.example
    assert len(people) == 4 and {len(person) for person in people} == {len(header)}
    assert all(person[0].isdigit() and person[0].startswith("0") for person in people)
    assert all(person[1].endswith(".example") and person[1].isascii() for person in people)
    assert {person[11] for person in people if person[11]} <= {person[0] for person in people}
