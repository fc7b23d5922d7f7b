"""The SQL agrees with plain Python, where the identifier is the id and nobody has a manager."""

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets_tests.laws.deliveries import changes_of, rows_of
from qooper_assets_tests.worlds import World, a_file, a_row

TODAY = "2026-03-03"
UNREADABLE = ("26-03-01", "infinity")
"""Last days that the format of the tenant file, `%Y-%m-%d`, cannot read."""


class Row(NamedTuple):
    id: str
    email: str
    title: str = "Engineer"
    status: str = "A"
    last_day: str = ""
    first: str = ""
    last: str = ""

    @property
    def is_ended(self) -> bool:
        is_over = self.last_day not in ("", *UNREADABLE) and self.last_day < TODAY  # S23
        return self.status == "T" or is_over

    @property
    def may_return(self) -> bool:
        """S22: nobody is reactivated on a last day that cannot be read."""
        return self.status == "A" and self.last_day not in UNREADABLE

    @property
    def is_good(self) -> bool:
        return self.status in ("A", "T", "") and (self.is_ended or "@" in self.email)


class Held(NamedTuple):
    """What Qooper holds of a person created by us; all of them are linked."""

    email: str
    title: str
    is_active: bool
    first: str
    last: str

    def may_be_on(self, row: Row) -> bool:
        """R2: true if a row without an identifier has the e-mail, the first or the last name."""
        mine = (self.email.lower(), self.first.lower(), self.last.lower())
        pairs = zip(mine, (row.email.lower(), row.first.lower(), row.last.lower()), strict=True)
        return any(here == there != "" for here, there in pairs)


class Answer(NamedTuple):
    changes: set[tuple[str, str, str]]
    withheld: set[str]
    rejected: set[int]


def oracle(rows: list[Row], qooper: dict[str, Held]) -> Answer:
    """Compute the actions, the withheld people, and the rejected rows (by position)."""
    of_id, of_email = defaultdict(set), defaultdict(set)
    for row in rows:
        if row.id:
            of_id[row.id].add(row)
            if row.email:
                of_email[row.email.lower()].add(row.id)
    rejected = {
        n
        for n, row in enumerate(rows)
        if not row.id or not row.is_good or len(of_id[row.id]) > 1 or len(of_email[row.email.lower()]) > 1
    }
    refused = [rows[n] for n in rejected]
    roster = {row.id: row for n, row in enumerate(rows) if n not in rejected}
    missing = {
        who
        for who, held in qooper.items()
        if who not in roster
        and not any(
            row.id == who
            or (row.email and row.email.lower() == held.email.lower())
            or (not row.id and held.may_be_on(row))
            for row in refused
        )
    }
    doubted = set(qooper) - set(roster) - missing

    twins = defaultdict(set)
    for who in {*roster, *missing, *doubted}:
        twins[who.lstrip("0").lower()].add(who)
    withheld = {
        who
        for ids in twins.values()
        if len(ids) > 1 and any(i not in qooper and i in roster and not roster[i].is_ended for i in ids)
        for who in ids
    }
    holder_of = {held.email.lower(): who for who, held in qooper.items()}
    wants = {
        who: holder_of.get(row.email.lower())
        for who, row in roster.items()
        if not row.is_ended and (who not in qooper or row.email.lower() != qooper[who].email.lower())
    }
    for who, holder in wants.items():  # I10: the e-mail of somebody who has left, is leaving, or is in doubt
        if who not in qooper and holder and (holder not in roster or roster[holder].is_ended):
            withheld |= {who} if holder in roster else {who, holder}
    keep_theirs: set[str] = set()
    while stuck := {  # the e-mail of somebody who keeps it
        who
        for who, holder in wants.items()
        if holder and who not in withheld | keep_theirs
        and (holder not in wants or holder in withheld | keep_theirs
             or not (qooper[holder].is_active or roster[holder].may_return))
    }:  # fmt: skip
        withheld |= stuck - set(qooper)
        keep_theirs |= stuck & set(qooper)  # I30: everything else about them is applied
    withheld -= doubted

    changes = set()
    for who, row in roster.items():
        held = qooper.get(who)
        if who in withheld:
            continue
        if row.is_ended:
            if held and held.is_active:
                reason = "status_inactive" if row.status == "T" else "termination_date"
                changes.add((who, "DEACTIVATE", reason))
        elif not held:
            changes.add((who, "CREATE", "new_in_roster"))
        elif not held.is_active:
            if row.may_return:
                changes.add((who, "REACTIVATE", "back_in_roster"))
        elif (
            (row.email.lower() != held.email.lower() and who not in keep_theirs)
            or (row.title and row.title != held.title)
            or (row.first and row.first != held.first)
            or (row.last and row.last != held.last)
        ):
            changes.add((who, "UPDATE", "attributes_differ"))
    if all(row.id or "@" in row.email or row.first or row.last for row in rows):
        changes |= {(who, "DEACTIVATE", "absent") for who in missing - withheld if qooper[who].is_active}
    return Answer(changes, withheld, rejected)


PEOPLE = [f"0{n}A" for n in range(10)]
LEFT_BEFORE = PEOPLE[8:]
"""The last two left before the roster under test."""
EMAILS = [f"p{n}@acme.example" for n in range(10)]
NAMES = [(f"First{n % 6}", f"Last{n % 4}") for n in range(10)]


@st.composite
def small_worlds(draw: st.DrawFn) -> list[Row]:
    """Draw a second roster of ten people, of whom two had left: anybody may move, leave, or be unclear."""
    rows = []
    swapped = list(EMAILS)
    for _ in range(draw(st.integers(0, 3))):
        a, b = draw(st.integers(0, 9)), draw(st.integers(0, 9))
        swapped[a], swapped[b] = swapped[b], swapped[a]
    for n, who in enumerate(PEOPLE):
        email = draw(
            st.sampled_from([swapped[n]] * 6 + [f"New{n}@acme.example", EMAILS[n].upper(), "", "none"])
        )
        row = Row(
            draw(st.sampled_from([who] * 9 + [who.lower(), who[1:], f"X{n}"])),
            email,
            draw(st.sampled_from(["Engineer", "Engineer", "Lead", ""])),
            draw(st.sampled_from(["A"] * 6 + ["T", "", "LOA"])),
            draw(st.sampled_from([""] * 6 + ["2026-03-02", "2026-03-03", "2026-05-01", *UNREADABLE])),
            *NAMES[n],
        )
        how_often = draw(st.sampled_from([0, 0, 1, 1, 1, 1, 1, 2]))
        rows += [row] * how_often
        if how_often and draw(st.integers(0, 15)) == 0:
            rows.append(row._replace(title="Other"))
    rows += [Row(f"J{n}", draw(st.sampled_from([f"j{n}@acme.example", EMAILS[n]]))) for n in range(2)]
    if draw(st.integers(0, 2)) == 0:  # a row that identifies nobody
        email = draw(st.sampled_from([*EMAILS[:3], "new@acme.example", "", "none"]))
        first = draw(st.sampled_from(["", "", "FIRST1", "Other"]))
        rows.append(Row("", email, first=first, last=draw(st.sampled_from(["", "", "last2", "Other"]))))
    return draw(st.permutations(rows))


def file_of(rows: list[Row]) -> bytes:
    return a_file(
        *(
            a_row(r.id, r.email or " ", r.first, r.last, r.title, status=r.status, last_day=r.last_day)
            for r in rows
        )
    )


def test_the_sql_agrees_with_plain_python() -> None:
    """Each roster is planned against one world and never applied, so many fit into one test."""
    first = [
        Row(who, email, first=names[0], last=names[1])
        for who, email, names in zip(PEOPLE, EMAILS, NAMES, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.sync(file_of(first), approve=True)
        world.sync(file_of([row for row in first if row.id not in LEFT_BEFORE]), approve=True)
        world.next_day()
        qooper = {
            row.id: Held(row.email, row.title, row.id not in LEFT_BEFORE, row.first, row.last)
            for row in first
        }

        @given(small_worlds())
        @settings(deadline=None, derandomize=True, max_examples=30, database=None)
        def agrees(rows: list[Row]) -> None:
            planned = world.plan(file_of(rows))
            expected = oracle(rows, qooper)
            situations = rows_of(world, planned.situations_location)
            changes = changes_of(world, planned)
            assert {(c["external_id"], c["action"], c["reason"]) for c in changes} == expected.changes
            assert {s["external_id"] for s in situations if s["withheld"]} == expected.withheld
            assert planned.summary.people == len({
                row.id for n, row in enumerate(rows) if n not in expected.rejected
            })  # fmt: skip

        agrees()
