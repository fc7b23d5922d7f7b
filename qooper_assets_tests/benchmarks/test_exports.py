"""The examination of proposals: its files are as described, its answers consistent, its points just."""

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benchmarks.exports.model import ANY_FORMAT, ATTRIBUTES, Export
from benchmarks.exports.people import company
from benchmarks.exports.rivals import aliases, propose
from benchmarks.exports.score import Proposed, perfect, score, table, total
from benchmarks.exports.sets import SETS
from benchmarks.exports.words_rare import ALL_WORDS
from benchmarks.exports.writing import cells, write
from qooper_assets.core import day_formats
from qooper_assets.core.column_names import normalize_header

ALL = tuple(export for exports in SETS.values() for export in exports)
PEOPLE = 200
NOBODY = ("00/00/0000", "NULL")
"""What some systems write instead of no last day."""
every_export = pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)


def named(name: str) -> Export:
    return next(one for one in ALL if one.name == name)


def column(one: Export, header: str) -> list[object]:
    headers = one.headers if header in one.headers else one.format.labels
    place = headers.index(header)
    return [row[place] for row in cells(one, PEOPLE)]


def filled(one: Export, header: str) -> list[str]:
    return [str(cell) for cell in column(one, header) if cell not in ("", None)]


def test_there_are_enough_systems_and_no_name_comes_twice() -> None:
    assert len({one.system for one in SETS["shown"]}) >= 14
    assert {"en", "de", "fr", "nl", "es"} <= {one.language for one in SETS["shown"]}
    assert len({one.name for one in ALL}) == len(ALL)


@every_export
def test_every_header_of_the_answers_is_in_the_file_once(one: Export) -> None:
    gold = one.gold
    names = Counter([*one.headers, *one.format.labels])
    for headers in [*gold.attributes.values(), *gold.optional.values()]:
        assert headers and all(header in names for header in headers)
    for header in [*gold.identity, *gold.sensitive, *gold.full_name_instead, *gold.manager_refers_to]:
        assert header in names
    keys = Counter(normalize_header(header) for header in one.headers)
    assert all(
        keys[normalize_header(header)] == 1
        for headers in gold.attributes.values()
        for header in headers
        if header in one.headers
    )


@every_export
def test_the_answers_are_about_examined_attributes_and_do_not_contradict_each_other(one: Export) -> None:
    gold = one.gold
    assert set(gold.attributes) | set(gold.must_ask) | set(gold.optional) | gold.absent == set(ATTRIBUTES)
    assert not set(gold.attributes) & (set(gold.must_ask) | set(gold.optional))
    right = [header for headers in gold.attributes.values() for header in headers]
    assert len(right) == len(set(right)) and not set(right) & set(gold.sensitive)
    assert set(gold.date_formats) == {"hire_date", "termination_date"} & set(gold.attributes)
    assert set(gold.manager_refers_to) == set(gold.attributes.get("manager", ()))
    assert bool(gold.status) == ("status" in gold.attributes)
    assert not ("full_name" in gold.attributes and {"first_name", "last_name"} & set(gold.attributes))
    assert ("full_name" in gold.attributes or bool(gold.full_name_instead)) == bool(gold.full_name_order)
    assert not one.format.labels or len(one.format.labels) == len(one.headers)


@every_export
def test_dates_are_in_the_format_of_the_answers(one: Export) -> None:
    for attribute, form in one.gold.date_formats.items():
        for header in one.gold.attributes[attribute]:
            if header not in one.headers:
                continue
            values = [cell for cell in column(one, header) if cell not in ("", None)]
            assert values
            if form is None:
                assert all(datetime.strptime(str(v), f) for v in values for f in ("%d/%m/%Y", "%m/%d/%Y"))
            elif form == ANY_FORMAT:
                assert all(isinstance(value, date) for value in values)
            else:
                assert day_formats.problem(form) is None
                assert all(datetime.strptime(str(value), form) for value in values if value not in NOBODY)


@every_export
def test_the_status_words_of_the_answers_are_those_of_the_file(one: Export) -> None:
    if header := one.gold.attributes.get("status"):
        assert set(filled(one, header[0])) == set(one.gold.status)


@every_export
def test_managers_refer_to_people_of_the_file_by_the_column_of_the_answers(one: Export) -> None:
    for header, kind in one.gold.manager_refers_to.items():
        if header in one.headers:
            keys = [h for h in one.gold.attributes.get(kind, ()) if h in one.headers]
            known = {value for key in keys for value in filled(one, key)}
            outside = set(filled(one, header)) - known
            assert len(outside) <= 1, "only the head of the company may have a word instead of a manager"


@every_export
def test_a_file_is_the_same_for_the_same_seed_and_another_for_another(one: Export, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first, again = write(one, 40, tmp_path, 3), write(one, 40, tmp_path / "again", 3)
    assert first.read_bytes() == again.read_bytes()
    assert write(one, 40, tmp_path / "again", 4).read_bytes() != first.read_bytes()


@every_export
def test_a_file_holds_the_header_and_a_row_for_each_person(one: Export, tmp_path: Path) -> None:
    path = write(one, 40, tmp_path)
    form = one.format
    if form.lines:
        lines = path.read_text(encoding=form.encoding).splitlines()
        assert len([json.loads(line) for line in lines]) == 40
        return
    if form.kind == "json":
        document = json.loads(path.read_text(encoding=form.encoding))
        for key in form.records:
            document = document[key]
        assert len(document) == 40
        return
    if form.kind == "csv":
        with path.open(encoding=form.encoding, newline="") as file:
            rows = [tuple(row) for row in csv.reader(file, delimiter=form.delimiter)]
    else:
        rows = list(load_workbook(path).active.iter_rows(values_only=True))
    above = len(form.titles)
    assert [cell or "" for cell in rows[above]] == list(one.headers)
    assert len(rows) == above + 1 + bool(form.labels) + 40 + bool(form.trailer)


@pytest.mark.parametrize("locale", sorted(ALL_WORDS))
def test_people_are_coherent(locale: str) -> None:
    people = company(ALL_WORDS[locale], PEOPLE, 1)
    for attribute in ("number", "other_number", "email", "username"):
        assert len({getattr(person, attribute) for person in people}) > PEOPLE * 0.97
    assert len({person.email for person in people}) == len({person.number for person in people}) == PEOPLE
    numbers = {person.number for person in people}
    assert [person.manager for person in people].count(None) == 1
    assert all(person.manager is None or person.manager.number in numbers for person in people)
    assert all(bool(person.last_day) == person.is_gone for person in people)
    assert {person.state for person in people} == {"active", "leave", "suspended", "terminated"}


@every_export
def test_a_perfect_proposal_gets_every_point(one: Export) -> None:
    verdict = score(one, perfect(one))
    assert verdict.rate == 1.0 and not verdict.faults
    assert verdict.right + verdict.asked == verdict.present
    assert verdict.missed == verdict.asked_needlessly == 0


@every_export
def test_an_empty_proposal_misses_everything_and_claims_nothing_wrong(one: Export) -> None:
    verdict = score(one, Proposed({}))
    assert verdict.missed == verdict.present and verdict.rate == 0
    assert verdict.silently_wrong == verdict.absent_claimed == 0


@every_export
def test_each_attribute_in_another_column_or_claimed_in_vain_is_counted(one: Export) -> None:
    good = perfect(one)
    private = {normalize_header(header) for header in one.gold.sensitive}
    for attribute in set(one.gold.attributes) - one.gold.must_be_asked:
        right = {normalize_header(header) for header in one.gold.attributes[attribute]}
        keys = {header: normalize_header(header) for header in one.headers if header}
        other = next(header for header, key in keys.items() if key not in right | private)
        verdict = score(one, replace(good, attributes={**good.attributes, attribute: other}))
        assert (verdict.silently_wrong, verdict.sensitive_claimed) == (1, 0)
        without = {name: header for name, header in good.attributes.items() if name != attribute}
        assert score(one, replace(good, attributes=without)).missed == 1
    for attribute in one.gold.absent:
        verdict = score(one, replace(good, attributes={**good.attributes, attribute: one.headers[0]}))
        assert verdict.absent_claimed == 1


def test_a_claim_of_another_column_is_silently_wrong_unless_it_is_asked() -> None:
    one = named("bamboohr_report")
    wrong = {**perfect(one).attributes, "status": "Employment Status"}
    assert score(one, replace(perfect(one), attributes=wrong)).silently_wrong == 1
    asked = score(one, replace(perfect(one), attributes=wrong, asked=frozenset({"status"}), questions=1))
    assert (asked.silently_wrong, asked.asked_needlessly, asked.questions) == (0, 1, 1)


def test_people_on_leave_may_be_active_or_asked_but_not_inactive() -> None:
    one = named("workday_custom_report")
    good = perfect(one)
    assert score(one, good).rate == 1.0
    asked = score(one, replace(good, asked=frozenset({"status"}), questions=1))
    assert (asked.rate, asked.asked, asked.asked_needlessly) == (1.0, 1, 0)
    assert score(one, replace(good, status={**good.status, "On Leave": "inactive"})).silently_wrong == 1


def test_a_claim_of_an_attribute_that_the_file_does_not_have_is_counted() -> None:
    one = named("ciril_agents")
    more = {**perfect(one).attributes, "status": "Status"}
    verdict = score(one, replace(perfect(one), attributes=more))
    assert (verdict.absent_claimed, verdict.silently_wrong, verdict.right) == (1, 0, verdict.present)


def test_a_wrong_format_word_reference_or_order_is_silently_wrong() -> None:
    one = named("workday_custom_report")
    good = perfect(one)
    assert (
        score(one, replace(good, date_formats={**good.date_formats, "hire_date": "%d/%m/%Y"})).silently_wrong
        == 1
    )
    assert score(one, replace(good, date_formats={})).silently_wrong == 2
    assert score(one, replace(good, status={**good.status, "On Leave": "inactive"})).silently_wrong == 1
    assert score(one, replace(good, status={"Active": "active"})).silently_wrong == 1
    assert score(one, replace(good, refers_to="employee_id")).silently_wrong == 1
    other = named("ukg_pro_report")
    assert score(other, replace(perfect(other), full_name_order="first_last")).silently_wrong == 1


def test_formats_that_read_the_same_dates_are_the_same() -> None:
    one = named("workday_custom_report")
    same = dict.fromkeys(("hire_date", "termination_date"), "%-m/%-d/%Y")
    assert score(one, replace(perfect(one), date_formats=same)).silently_wrong == 0


def test_what_the_file_does_not_decide_is_wrong_either_way_and_right_as_a_question() -> None:
    one = named("ukg_pro_employees")
    good = perfect(one)
    claimed = replace(
        good, attributes={**good.attributes, "department": "orgLevel2"}, asked=frozenset({"status"})
    )
    assert score(one, claimed).silently_wrong == 1
    silent = replace(good, asked=frozenset({"department"}), status={**good.status, "S": "active"})
    assert score(one, silent).silently_wrong == 1
    balkan = named("balkan_id_template")
    sure = replace(perfect(balkan), asked=frozenset(), date_formats={"hire_date": "%m/%d/%Y"})
    assert score(balkan, sure).silently_wrong == 2


def test_a_sensitive_column_counts_whatever_it_is_proposed_for() -> None:
    one = named("personio_api")
    more = {**perfect(one).attributes, "private_mail": "dynamic_2540812"}
    verdict = score(one, replace(perfect(one), attributes=more))
    assert (verdict.sensitive_claimed, verdict.silently_wrong, verdict.right) == (1, 0, verdict.present)


def test_a_full_name_may_stand_for_first_and_last_name_where_both_are_there() -> None:
    one = named("balkan_id_template")
    good = perfect(one)
    instead = {k: v for k, v in good.attributes.items() if k not in ("first_name", "last_name")}
    instead["full_name"] = "Full Name"
    assert score(one, replace(good, attributes=instead)).rate == 1.0
    assert score(one, replace(good, attributes=instead, full_name_order="last_first")).rate < 1.0
    assert (
        score(one, replace(good, attributes={**good.attributes, "full_name": "Full Name"})).absent_claimed
        == 1
    )


def test_a_fair_guess_gains_and_loses_nothing() -> None:
    one = named("visma_dbs_personen")
    good = perfect(one)
    guessed = replace(good, attributes={**good.attributes, "department": "OrgUnitID"})
    assert score(one, guessed) == score(one, good)
    other = replace(good, attributes={**good.attributes, "department": "FunctionID"})
    assert score(one, other).silently_wrong == 1


def test_a_column_that_is_no_key_is_no_identity() -> None:
    one = named("successfactors_user_data_file")
    assert score(one, replace(perfect(one), identity="EMPID")).identity_wrong == 1
    assert score(one, replace(perfect(one), identity="User ID")).identity_wrong == 0


def test_the_list_of_aliases_knows_its_own_headers_and_no_others() -> None:
    assert score(named("lattice_template"), propose(aliases, named("lattice_template"))).rate == 1.0
    assert score(named("zucchetti_anagrafica"), propose(aliases, named("zucchetti_anagrafica"))).right == 0


def test_the_table_shows_every_file_the_sum_and_every_fault() -> None:
    one, other = named("zoho_people"), named("ciril_agents")
    scores = {one.name: score(one, perfect(one)), other.name: score(other, Proposed({"email": "Mobile"}))}
    printed = table(scores)
    assert "zoho_people" in printed and "all files" in printed
    assert "ciril_agents: email = 'Mobile': not in the file" in printed
    assert total(scores.values()).files == 2
