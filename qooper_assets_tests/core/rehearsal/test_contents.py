"""What appeared in the files, without anybody's data (R13)."""

from datetime import timedelta

import pytest

from qooper_assets.core.rehearsal.contents import (
    MASKED,
    WORDS_SHOWN,
    Contents,
    choices,
    find_column_changes,
    find_new_words,
    known_words,
    may_be_person,
    name_parts,
)
from qooper_assets.core.words import word_key
from qooper_assets_tests.core.rehearsal.days import FIRST
from qooper_assets_tests.worlds import a_tenant

NAMES = name_parts(["Ann", "Lee", "O'Neil", "María José", "A."])
KNOWN = {"status": frozenset(map(word_key, ["A", "T", "L"]))}


def files(*statuses: set[str] | None, columns: tuple[str, ...] = ("Id",)) -> list[Contents]:
    """One file a day; None: a broken one."""
    return [
        Contents(
            FIRST + timedelta(days=n),
            columns,
            {"status": frozenset(words or {"Ann", "Lee"})},
            NAMES,
            is_broken=words is None,
        )
        for n, words in enumerate(statuses)
    ]


def test_words_that_a_file_is_the_first_to_have_are_reported_once() -> None:
    found = find_new_words(files({"A", "X"}, {"A", "T"}, {"a", "x", "On leave"}), KNOWN)
    assert [(one.on.day - FIRST.day, one.words, one.is_known) for one in found] == [
        (0, ("X",), False), (1, ("T",), True), (2, ("On leave",), False),
    ]  # fmt: skip
    assert find_new_words(files({"A", "X"}, {"Y"}), {})[0].words == (
        "Y",
    )  # without a list, the first is the list


def test_words_of_a_broken_file_are_never_shown() -> None:
    assert find_new_words(files({"A"}, None, {"A"}), KNOWN) == []


def test_a_word_that_may_be_a_person_is_masked_and_the_list_is_capped() -> None:
    (found,) = find_new_words(files({"A"}, {"Ann Lee", "lee", "x@y.example", "id 20417"}), KNOWN)
    assert (found.words, found.count) == ((MASKED,), 4)
    (many,) = find_new_words(files({"A"}, {f"w{letter}" for letter in "abcdefghijklmnopqrs"}), KNOWN)
    assert len(many.words) == WORDS_SHOWN and many.count == 19


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("Ann", True), ("LEE, ANN", True), ("o'neil", True), ("Lee, Ann (contractor)", True), ("a@b", True),
        ("4711", True), ("A", False), ("Active", False), ("Lee side", False), ("", False), ("Q1 2", False),
    ],
)  # fmt: skip
def test_who_may_be_a_person(text: str, is_person: bool) -> None:
    assert may_be_person(text, NAMES) == is_person


def change(old: list[str], new: list[str]) -> tuple[object, ...] | None:
    found = find_column_changes([Contents(FIRST, tuple(old)), Contents(FIRST, tuple(new), names=NAMES)])
    return (found[0].came, found[0].went, found[0].renamed) if found else None


def test_columns_that_came_went_or_were_renamed() -> None:
    assert change(["Id", "Title"], ["Title", "ID"]) is None
    assert change(["Id"], ["Id", "Grade"]) == (("Grade",), (), ())
    assert change(["Id", "Grade"], ["Id"]) == ((), ("Grade",), ())
    assert change(["Id", "Job Title"], ["Id", "Position Title"]) == (
        (),
        (),
        (("Job Title", "Position Title"),),
    )
    assert change(["Id", "Dept", "City"], ["Id", "Abteilung", "City"]) == ((), (), (("Dept", "Abteilung"),))
    assert change(["Id", "Dept"], ["Grade", "Cost Center", "Id"])[1] == ("Dept",)  # type: ignore[index]
    assert change(["Id"], ["Id", "Ann Lee"]) == ((MASKED,), (), ())


def test_a_file_without_a_header_is_not_compared() -> None:
    with_none = [Contents(FIRST, ("Id",)), Contents(FIRST, ()), Contents(FIRST, ("Id",))]
    assert find_column_changes(with_none) == []


def test_which_words_are_looked_at() -> None:
    tenant = a_tenant(scope={"column": "Region", "in": ["EMEA"]})
    assert choices(tenant) == {"status": None, "the scope": None, "skills": ";"}
    assert known_words(tenant) == {"status": frozenset({"a", "t"}), "the scope": frozenset({"emea"})}
