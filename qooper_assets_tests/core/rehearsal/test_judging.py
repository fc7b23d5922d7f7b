"""What a day was, judged by the files after it."""

import pytest

from qooper_assets.core.rehearsal.judging import MANAGERS, Label, find_suspects, is_unusual, judge
from qooper_assets.core.simulation import Outcome, SimulatedDay
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets_tests.core.rehearsal.days import a_day, measured

LIMITS = Guardrails()
LEAVERS = {("deactivations", ""): 400.0}


def later(*leavers: int, blocked: tuple[int, ...] = ()) -> list[SimulatedDay]:
    return [
        a_day(n, measured("deactivations", gone), outcome=Outcome.BLOCKED if n in blocked else Outcome.HELD)
        for n, gone in enumerate(leavers, 1)
    ]


@pytest.mark.parametrize(
    ("leavers", "blocked", "label"),
    [
        pytest.param((3,), (), Label.INCIDENT, id="right again on the next day"),
        pytest.param((400, 410, 5), (), Label.INCIDENT, id="right again after a weekend"),
        pytest.param((199,), (), Label.INCIDENT, id="less than half is left"),
        pytest.param((200, 200, 200), (), Label.REAL_CHANGE, id="half is left"),
        pytest.param((400, 405, 409), (), Label.REAL_CHANGE, id="it stayed"),
        pytest.param((400,), (), Label.REAL_CHANGE, id="one later file shows it"),
        pytest.param((), (), Label.UNCLEAR, id="the last file"),
        pytest.param((0,), (1,), Label.UNCLEAR, id="a blocked file shows nothing"),
        pytest.param((0, 400), (1,), Label.REAL_CHANGE, id="but the one after it does"),
    ],
)
def test_what_is_gone_again_was_an_incident_and_what_stays_was_meant(
    leavers: tuple[int, ...], blocked: tuple[int, ...], label: Label
) -> None:
    assert judge(LEAVERS, later(*leavers, blocked=blocked), LIMITS).label is label


def test_a_later_file_that_exceeds_another_limit_is_no_witness_unless_all_do() -> None:
    """The day after a reorganization, half of the file was missing."""
    moved = {("mass_attribute_change", "department"): 420.0}
    half = a_day(
        1, measured("mass_attribute_change", 200, attribute="department"), measured("deactivations", 500)
    )
    whole = a_day(
        2, measured("mass_attribute_change", 421, attribute="department"), measured("deactivations", 3)
    )
    assert judge(moved, [half, whole], LIMITS).label is Label.REAL_CHANGE
    assert judge(moved, [half], LIMITS).label is Label.INCIDENT
    assert judge(
        moved, [half, half.model_copy(update={"measured": (*whole.measured, *half.measured)})], LIMITS
    )
    rejects = measured("rejects", 300)
    both = [
        a_day(1, measured("deactivations", 5), rejects),
        a_day(2, measured("deactivations", 400), rejects),
    ]
    assert judge(LEAVERS, both, LIMITS).label is Label.UNCLEAR


def test_one_number_that_is_back_to_normal_is_enough() -> None:
    """A broken export changes many things; some of them may have been meant."""
    own = LEAVERS | {("creates", ""): 600.0}
    day = a_day(1, measured("deactivations", 2), measured("creates", 600))
    assert judge(own, [day], LIMITS) == (
        Label.INCIDENT, "deactivations back to normal on 2026-03-03", (),
    )  # fmt: skip


def test_without_a_number_to_compare_nothing_is_said() -> None:
    assert judge({}, later(0, 0), LIMITS).label is Label.UNCLEAR


def test_later_files_are_read_no_further_than_needed() -> None:
    def days() -> object:
        yield a_day(1, measured("deactivations", 0))
        raise AssertionError("one file shows it")

    assert judge(LEAVERS, days(), LIMITS).label is Label.INCIDENT  # type: ignore[arg-type]


# Suspects: days that no limit held


def suspects(days: list[SimulatedDay]) -> list[tuple[int, set[str]]]:
    found = find_suspects(days, [Label.ORDINARY] * len(days), LIMITS)
    return [(one.number, {code for code, _ in one.own}) for one in found]


def month(**special: SimulatedDay) -> list[SimulatedDay]:
    """Thirty ordinary days, some of them replaced."""
    days = [a_day(n, measured("deactivations", n % 3), measured("rejects", n % 2)) for n in range(30)]
    for name, day in special.items():
        days[int(name.removeprefix("day"))] = day
    return days


def test_an_unusual_day_that_the_next_one_undoes_is_suspected() -> None:
    undone = month(
        day9=a_day(9, measured("deactivations", 80)), day10=a_day(10, measured("reactivations", 79))
    )
    assert suspects(undone) == [(9, {"deactivations"})]
    kept = month(day9=a_day(9, measured("deactivations", 80)))
    assert suspects(kept) == []
    few = month(day9=a_day(9, measured("deactivations", 9)), day10=a_day(10, measured("reactivations", 9)))
    assert suspects(few) == []
    again = [a_day(n, measured("mass_attribute_change", 100, attribute="title")) for n in (9, 10)]
    assert suspects(month(day9=again[0], day10=again[1])) == [(9, {"mass_attribute_change"})]


def test_a_file_that_was_unusual_by_itself_is_suspected_without_plans() -> None:
    found = find_suspects(month(day9=a_day(9, measured("rejects", 40))), [Label.ORDINARY] * 30, LIMITS)
    assert [(one.number, one.needs_plans, one.judgment.label) for one in found] == [
        (9, False, Label.INCIDENT)
    ]
    values = month(
        day9=a_day(9, measured("fill_rate_drop", 30, 100, "title")),
        day10=a_day(10, measured("fill_rate_drop", -40, 100, "title")),
    )
    assert suspects(values) == [(9, {"fill_rate_drop"})]
    stays = month(day9=a_day(9, measured("fill_rate_drop", 30, 100, "title")))
    assert suspects(stays) == []


def test_rows_are_back_only_if_a_later_file_has_them() -> None:
    """The next files are measured against this one, too, so their own number returns to normal by itself."""
    drop = a_day(9, measured("row_count_drop", 80), rows=920)
    assert suspects(month(day9=drop)) == [(9, {"row_count_drop"})]
    after = {f"day{n}": a_day(n, rows=925) for n in range(10, 30)}
    assert suspects(month(day9=drop, **after)) == []


def test_a_column_of_managers_that_nobody_knows_is_suspected_although_no_limit_is_asked() -> None:
    assert suspects(month(day9=a_day(9, managers=900))) == [(9, {MANAGERS})]
    always = [a_day(n, managers=900) for n in range(30)]
    assert suspects(always) == []


def test_only_ordinary_days_are_suspected_and_compared() -> None:
    days = month(day9=a_day(9, measured("rejects", 40)))
    labels = [Label.ORDINARY] * 30
    labels[9] = Label.REAL_CHANGE
    assert find_suspects(days, labels, LIMITS) == []


def test_unusual_is_judged_robustly_and_not_from_a_few_days() -> None:
    assert is_unusual(30, [1, 2, 1, 2, 40, 1, 2, 50])
    assert not is_unusual(5, [1, 2, 1, 2, 1, 1, 2, 2])
    assert not is_unusual(30, [1, 2, 1])
    assert not is_unusual(2, [1] * 20)
    assert not is_unusual(0, [0] * 20) and is_unusual(1, [0] * 20)
