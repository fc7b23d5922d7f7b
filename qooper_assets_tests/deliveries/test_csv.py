"""Golden deliveries: real bytes with one defect each, and the expected result next to them.

A polluted file gives the same result as its clean version, or the row is rejected, or the file is blocked
with the reason. It never silently differs. The kinds of pollution are those that the Pollock benchmark
found in 3,712 public files (Vitagliano et al., "Pollock: A Data Loading Benchmark", PVLDB 16(8), 2023;
https://hpi.de/naumann/projects/data-preparation/pollock.html); the files are ours, and their people are
made up. To add one: put the bytes in `csv/`, and their expectation in a `.txt` next to them (`expected.py`).
"""

from typing import NamedTuple

import pytest

from qooper_assets_tests.deliveries.expected import EXTENTS, FOLDER, VICES, Setting, Verdict, expectation
from qooper_assets_tests.deliveries.reading import Outcome, reading

EXPECTATIONS = [expectation(path) for path in sorted(FOLDER.glob("*.txt"))]


class Case(NamedTuple):
    name: str
    setting: Setting
    verdict: Verdict


def cases() -> list[object]:
    return [
        pytest.param(
            Case(golden.name, setting, verdict),
            id=f"{golden.name} {setting.csv or 'as delivered'}",
        )
        for golden in EXPECTATIONS
        for verdict in golden.verdicts
        for setting in verdict.settings
    ]


@pytest.mark.parametrize("case", cases())
def test_a_delivery_becomes_what_its_expectation_says(case: Case) -> None:
    """P01–P18, P31, F01–F03"""
    verdict = case.verdict
    found = reading((FOLDER / f"{case.name}.csv").read_bytes(), verdict.mapping, case.setting.csv)
    if verdict.blocked is None:
        assert found._replace(in_doubt=frozenset(), names_in_doubt=frozenset(), places={}) == _outcome_of(
            verdict
        )
    else:
        assert found.blocked == verdict.blocked, found.message
        if verdict.blocked_line is not None:
            assert f"line {verdict.blocked_line:,}" in found.message


def _outcome_of(verdict: Verdict) -> Outcome:
    """Return the outcome that a block describes; a rejected row's reasons show which identifiers it has."""
    identity = "employee_id" if "employee_id" in verdict.mapping else "email"
    return Outcome(
        people={str(person[identity]): person for person in verdict.people.values()},
        lines={str(person[identity]): line for line, person in verdict.people.items()},
        rejected=verdict.rejected,
        is_absence_suspended=verdict.is_absence_suspended,
        skipped=verdict.skipped,
        collapsed=verdict.collapsed,
        warnings=verdict.warnings,
    )


def test_every_delivery_has_an_expectation_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == {golden.name for golden in EXPECTATIONS}


def test_every_kind_of_pollution_has_a_delivery() -> None:
    """In one row, in every row, or in the file as a whole."""
    assert {golden.vice for golden in EXPECTATIONS} == set(VICES)
    assert {golden.extent for golden in EXPECTATIONS} == set(EXTENTS)
