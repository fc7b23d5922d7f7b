"""A rehearsal of sixteen files with three incidents, through the real stages; and its page."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from qooper_assets.core.rehearsal import texts
from qooper_assets.core.rehearsal.files import find_deliveries
from qooper_assets.core.rehearsal.judging import Label
from qooper_assets.core.rehearsal.result import Rehearsal
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import pages
from qooper_assets.stages.rehearsing import list_files, rehearse
from qooper_assets_tests.laws.test_simulated import digest
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant

FIRST = date(2026, 1, 5)
HOSTILE = "<script>alert(1)</script>"


def person(number: int, **values: str) -> str:
    given = {"department": "R&D", "title": "Engineer", "first": f"First{number}", "last": f"Last{number}"}
    return a_row(f"{number:05d}", f"p{number}@acme.example", **(given | values))


def company(days: int, *, moved_on: int = 99) -> list[list[str]]:
    """A hundred people, of whom one leaves and one joins a day; half of them are moved on one day."""
    return [
        [
            person(n, department="Division 2" if day >= moved_on and n % 2 else "R&D")
            for n in range(1 + day, 101 + day)
        ]
        for day in range(days)
    ]


def a_folder(folder: Path, files: list[bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for day, content in enumerate(files):
        (folder / f"employees_{FIRST + timedelta(days=day):%Y%m%d}.csv").write_bytes(content)
    return folder


def run(
    world: World,
    folder: Path,
    *,
    marked: dict[date, Label] | None = None,
    report: Callable[[str], None] = print,
) -> Rehearsal:
    files = list_files(folder)
    tenant = world.tenant
    found = find_deliveries(files, tenant.feed, tenant.schedule, world.clock.now())
    return rehearse(
        world.runtime, tenant, folder, files, found, is_empty=True, marked=marked or {}, report=report
    )


def labels(rehearsal: Rehearsal) -> dict[int, Label]:
    """What the days were that were not ordinary, by their number."""
    return {n: day.label for n, day in enumerate(rehearsal.days) if day.label is not Label.ORDINARY}


def test_incidents_are_told_from_a_real_change_and_nothing_is_stored(tmp_path: Path) -> None:
    """Half a file, lost zeros of ids, a file that is no roster; and a reorganization, which is followed by an
    incident. The limits proposed from it stop what the present ones do, and no more harmless days."""
    rows = company(16, moved_on=10)
    files = [a_file(*each) for each in rows]
    files[4] = a_file(*rows[4][:50])
    files[7] = a_file(*(re.sub(r"^0+", "", row) for row in rows[7]))
    files[9] = b"<html>Please log in</html>"
    files[11] = a_file(*rows[11][:60])
    (tmp_path / "world").mkdir()
    world = World(tmp_path / "world")
    before = digest(world.folder)

    rehearsal = run(world, a_folder(tmp_path / "in", files))

    assert digest(world.folder) == before
    assert labels(rehearsal) == {
        0: Label.FIRST_LOAD, 4: Label.INCIDENT, 7: Label.INCIDENT, 9: Label.BLOCKED,
        10: Label.REAL_CHANGE, 11: Label.INCIDENT,
    }  # fmt: skip
    # What follows an incident builds on the state before it.
    assert [rehearsal.days[n].day.changes("DEACTIVATE") for n in (5, 8, 12)] == [2, 2, 2]
    assert rehearsal.days[11].day.changes("UPDATE") == 0
    assert rehearsal.present.stopped == rehearsal.proposed.stopped == rehearsal.present.incidents
    assert rehearsal.proposed.false_holds == (FIRST + timedelta(days=10),)
    asked = {limit.key: limit.asked for limit in rehearsal.questions}
    assert asked == {"attribute_changes_pct_max": 55}
    proposed = {limit.key: (limit.present, limit.proposed) for limit in rehearsal.limits}
    assert proposed["row_drop_pct_max"] == (10, 2)
    snippet = texts.write_limits(rehearsal)
    assert (
        "  row_drop_pct_max: 2\n" in snippet and "  # attribute_changes_pct_max: 55  # would let" in snippet
    )


@pytest.mark.parametrize(
    ("number", "last_said"),
    [(10, "14 of 14 days rehearsed"), (4, "14 of 14 days rehearsed, again without the incidents")],
    ids=["unusual among the days before it", "in hindsight, after too few days"],
)
def test_an_incident_below_every_limit_is_found(tmp_path: Path, number: int, last_said: str) -> None:
    """Eight of a hundred people are missing for a day: within the limit, and back in the next file."""
    rows = company(14)
    files = [a_file(*each) for each in rows]
    files[number] = a_file(*rows[number][:92])
    said: list[str] = []
    rehearsal = run(World(tmp_path), a_folder(tmp_path / "in", files), report=said.append)

    assert labels(rehearsal) == {0: Label.FIRST_LOAD, number: Label.INCIDENT}
    assert said[-1] == last_said
    day = rehearsal.days[number]
    assert day.held_by == () and "deactivations" in day.held_by_proposed
    assert rehearsal.days[number + 1].day.changes("REACTIVATE") == 0  # it was not applied
    assert (len(rehearsal.present.stopped), len(rehearsal.proposed.stopped)) == (0, 1)
    assert not rehearsal.proposed.false_holds


def test_an_unusual_day_within_every_limit_that_stays_is_ordinary(tmp_path: Path) -> None:
    """Seven of a hundred people leave for good on one day, on which one leaves anyway."""
    rows = company(14)
    gone = set(rows[10][92:])
    files = [a_file(*(row for row in each if day < 10 or row not in gone)) for day, each in enumerate(rows)]
    rehearsal = run(World(tmp_path), a_folder(tmp_path / "in", files))

    assert labels(rehearsal) == {0: Label.FIRST_LOAD}
    assert rehearsal.days[10].day.changes("DEACTIVATE") == 8


def test_marks_decide_and_need_no_later_file(tmp_path: Path) -> None:
    rows = company(5)
    files = [a_file(*each) for each in rows]
    files[4] = a_file(*rows[4][:60])
    folder = a_folder(tmp_path / "in", files)
    world = World(tmp_path)
    assert labels(run(world, folder))[4] is Label.UNCLEAR
    last, ordinary = FIRST + timedelta(days=4), FIRST + timedelta(days=2)
    marked = run(world, folder, marked={last: Label.REAL_CHANGE, ordinary: Label.INCIDENT})
    assert labels(marked) == {0: Label.FIRST_LOAD, 2: Label.INCIDENT, 4: Label.REAL_CHANGE}
    assert marked.days[3].day.changes("CREATE") == 2  # those of the day that was left out, too
    assert last in marked.proposed.false_holds


def test_a_delta_feed_is_rehearsed_and_what_is_held_is_unclear(tmp_path: Path) -> None:
    document = a_tenant().model_dump(mode="json", exclude_defaults=True)
    document["feed"]["coverage"] = "delta"
    everybody = [person(n) for n in range(1, 61)]
    files = [a_file(*everybody), a_file(person(61)), a_file(*(person(n, status="T") for n in range(1, 41)))]
    files += [a_file(person(62)), a_file(person(63))]
    rehearsal = run(World(tmp_path, Tenant.model_validate(document)), a_folder(tmp_path / "in", files))
    assert labels(rehearsal) == {0: Label.FIRST_LOAD, 2: Label.UNCLEAR}
    assert [day.day.changes("CREATE") for day in rehearsal.days] == [60, 1, 0, 1, 1]
    assert not any(limit.is_changed for limit in rehearsal.limits)


@pytest.mark.parametrize("count", [1, 2])
def test_with_one_or_two_files_nothing_is_proposed(tmp_path: Path, count: int) -> None:
    rehearsal = run(World(tmp_path), a_folder(tmp_path / "in", [a_file(*rows) for rows in company(count)]))
    assert rehearsal.days[0].label is Label.FIRST_LOAD
    assert "No limit is proposed from" in texts.write_limits(rehearsal)
    page = pages.render_rehearsal(rehearsal)
    assert '<div style="max-width: 12rem">' in page  # the last date is under the last bar, with room for two


def test_a_file_that_can_not_be_read_or_opened_is_a_blocked_day(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "in", [a_file(*rows) for rows in company(4)])
    unreadable = folder / "employees_20260106.csv"
    unreadable.unlink()
    unreadable.symlink_to("/proc/self/mem")  # a file that even root can't read from its beginning
    (folder / "employees_20260107.csv").write_bytes(b"")
    rehearsal = run(World(tmp_path), folder)
    assert [(day.label, day.day.code) for day in rehearsal.days[1:3]] == [
        (Label.BLOCKED, "permission_denied"), (Label.BLOCKED, "empty_file"),
    ]  # fmt: skip
    assert rehearsal.days[3].day.changes("CREATE") == 3


def test_the_page_escapes_what_a_customer_wrote_and_has_nobody_in_it(tmp_path: Path) -> None:
    """A name of a tenant, a file, a column and a word may be hostile; a shifted column has people in it."""
    header = a_file().decode().splitlines()[0]
    rows = company(4)
    files = [a_file(*each) for each in rows]
    files[1] = a_file(*(f"{row},x" for row in rows[1]), header=f"{header},{HOSTILE}")
    files[2] = a_file(*rows[2], person(500, status=HOSTILE), person(501, status="First7"))
    files[3] = a_file(*(re.sub(r",A,", ",Last7,", row) for row in rows[3]))
    folder = a_folder(tmp_path / "in", files)
    (folder / "<img src=x onerror=alert(1)>.csv").write_bytes(b"")
    world = World(tmp_path, a_tenant(name=f'{HOSTILE}"&'))
    rehearsal = run(world, folder)
    page = pages.render_rehearsal(rehearsal)

    for text in ("<script", "<img", 'http"', "https://", "http://", "src=x onerror=alert(1)>."):
        assert text not in page.replace('http-equiv="', ""), text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "default-src &#39;none&#39;" not in page
    assert "Content-Security-Policy" in page
    everything = page + rehearsal.model_dump_json() + "\n".join(texts.ask(rehearsal))
    assert "@acme.example" not in everything
    assert not re.search(r"(First|Last)\d", everything)
