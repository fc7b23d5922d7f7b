"""A rehearsal put together, and its words."""

from datetime import timedelta

import yaml

from qooper_assets.core.changes import Breach
from qooper_assets.core.measures import Measured
from qooper_assets.core.rehearsal import texts
from qooper_assets.core.rehearsal.contents import Contents
from qooper_assets.core.rehearsal.files import Deliveries, PassedOver
from qooper_assets.core.rehearsal.judging import Judgment, Label
from qooper_assets.core.rehearsal.result import Rehearsal, Rehearsed, make
from qooper_assets.core.simulation import Outcome, SimulatedDay
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.edges import pages
from qooper_assets_tests.core.rehearsal.days import FIRST, a_day, measured
from qooper_assets_tests.worlds import a_tenant


def a_breach(code: str) -> Breach:
    return Breach(code=code, actual=1, limit=0, unit="people", detail="of many")


def a_rehearsal(days: list[tuple[SimulatedDay, Judgment]]) -> Rehearsal:
    """Put days together, of which the first three files differ in their columns and status words."""
    contents = [Contents(day.effective_on, ("Id",), {"status": frozenset({"A"})}) for day, _ in days]
    contents[1] = contents[1]._replace(columns=("Id", "Grade"))
    contents[2] = contents[2]._replace(columns=("Id", "Grade"), words={"status": frozenset({"A", "Z"})})
    over = (PassedOver(name="notes.txt", why="no date in its name"),)
    found = Rehearsed([day for day, _ in days], [judgment for _, judgment in days], contents)
    return make(a_tenant(), Deliveries((), "the date in the name, %Y%m%d", over), found)


def month(*special: tuple[SimulatedDay, Judgment]) -> list[tuple[SimulatedDay, Judgment]]:
    leavers: Measured = measured("deactivations", 12)
    counts = {"DEACTIVATE absent": 12, "CREATE new_in_roster": 3}
    days = [
        (a_day(n, leavers).model_copy(update={"counts": counts}), Judgment(Label.ORDINARY)) for n in range(35)
    ]
    return [*days, *special]


def test_the_lines_for_the_tenant_file_can_be_pasted() -> None:
    moved = a_day(40, measured("mass_attribute_change", 450, 1000, "department"), outcome=Outcome.HELD)
    broken = a_day(42, measured("rejects", 40), measured("deactivations", 80), outcome=Outcome.APPLIED)
    rehearsal = a_rehearsal(
        month((moved, Judgment(Label.REAL_CHANGE, "it stayed")), (broken, Judgment(Label.INCIDENT, "gone")))
    )
    lines = texts.write_limits(rehearsal)
    pasted = yaml.safe_load(lines)["guardrails"]
    after = Guardrails.model_validate(pasted)
    assert (after.deactivations_pct_max, after.rejects_pct_max, after.attribute_changes_pct_max) == (
        2.5,
        1,
        5,
    )
    assert "# attribute_changes_pct_max: 50  # would let 2026-04-11 pass" in lines
    assert "Would have stopped 2026-04-13." in lines and "from 36 harmless days" not in lines
    assert (rehearsal.present.stopped, len(rehearsal.proposed.stopped)) == ((), 1)
    assert rehearsal.days[-1].held_by_proposed == ("deactivations", "rejects")
    assert max(map(len, lines.splitlines())) <= 110


def test_the_summary_says_what_no_limit_stops_and_what_it_would_change() -> None:
    garbage = a_day(40).model_copy(update={"counts": {"UPDATE attributes_differ": 7}})
    judgment = Judgment(Label.INCIDENT, "unusual", (("manager_unresolved", ""),))
    blocked = a_day(41, outcome=Outcome.BLOCKED).model_copy(update={"message": "cut off."})
    rehearsal = a_rehearsal(month((garbage, judgment), (blocked, Judgment(Label.BLOCKED, "truncated"))))
    said = list(texts.summarize(rehearsal))
    assert said[:-1] == [
        "37 files, 2026-03-02 to 2026-04-12, ordered by the date in the name, %Y%m%d.",
        "2 incidents: the present limits stop 1, the proposed ones 1.",
        "35 harmless days: the present limits hold 0, the proposed ones 0.",
        "All harmless days together: 105 created, 420 gone.",
    ]
    assert said[-1].startswith("No limit stops 2026-04-11: they change 7 accounts, an ordinary day up to 15.")
    asked = list(texts.ask(rehearsal))
    assert "2026-04-11: what was wrong with this file (unknown managers)? It was right again soon." in asked
    assert "2026-04-12: why could this file not be used (cut off.)?" in asked
    assert "2026-03-03: columns: new: Grade: will that stay?" in asked
    assert "2026-03-04: status has new words, not listed in the tenant file: Z: what do they mean?" in asked


def test_nothing_is_proposed_if_every_file_is_blocked() -> None:
    blocked = [(a_day(n, outcome=Outcome.BLOCKED), Judgment(Label.BLOCKED, "truncated")) for n in range(3)]
    rehearsal = a_rehearsal(blocked)
    assert texts.write_limits(rehearsal).startswith("# No limit is proposed from 0 harmless days")
    assert "3 incidents: the present limits stop 3" in "".join(texts.summarize(rehearsal))
    assert 'class="label blocked"' in pages.render_rehearsal(rehearsal)


def test_our_own_change_of_the_tenant_file_is_no_false_hold() -> None:
    changed = a_day(40).model_copy(update={"breaches": (a_breach("configuration_changed"),)})
    swapped = a_day(41).model_copy(update={"breaches": (a_breach("identity_swap"),)})
    days = month((changed, Judgment(Label.ORDINARY)), (swapped, Judgment(Label.ORDINARY)))
    rehearsal = a_rehearsal(days)
    assert rehearsal.present.false_holds == (FIRST + timedelta(days=41),)
    assert rehearsal.days[-1].held_by_proposed == ("identity_swap",)
