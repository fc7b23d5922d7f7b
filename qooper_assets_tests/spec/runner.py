"""Play a case of the specification in a world of its own, and compare the expected with the actual result.

Each `roster` is a delivery: the first on day one, approved as the tenant's first load (R4), each further
one a day later. The blocks after a roster are its expected results; a missing block is expected to be
empty. Then the change set is applied, unless limits are exceeded and nobody `approved` (it is held, or
`declined`). What is `held back` waits while the rest is applied, or is applied after it if `approved`. After
the last one, the same file is planned again, which has to yield nothing.
"""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import yaml

from qooper_assets.core import decisions
from qooper_assets.core.changes import Breach, ChangeSet
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.stages import deciding
from qooper_assets_tests.spec.tables import Block, Case, Row
from qooper_assets_tests.worlds import World, a_tenant

ATTRIBUTES = {
    "id": "employee_id",
    "e-mail": "email",
    "first": "first_name",
    "last": "last_name",
    "title": "title",
    "department": "department",
    "location": "location",
    "hired": "hire_date",
    "last day": "termination_date",
    "status": "status",
    "manager": "manager",
    "skills": "skills",
    "role": "role",
}
"""Column of a table → attribute."""
LABELS = {attribute: column for column, attribute in ATTRIBUTES.items()}
EXPECTATIONS = (
    "changes", "withheld", "asks", "left out", "rejected", "held", "held back", "warnings", "counts",
    "accounts",
)  # fmt: skip

Table = list[tuple[str, ...]]


class Day(NamedTuple):
    """One delivery, the answers and the manual edits in Qooper before it, and its expected results."""

    by_hand: tuple[Row, ...]
    answers: tuple[Row, ...]
    days_later: int
    roster: Block
    expected: dict[str, Block]
    is_approved: bool
    is_declined: bool
    result: str | None


def days_of(case: Case) -> list[Day]:
    days: list[Day] = []
    by_hand: tuple[Row, ...] = ()
    answers: tuple[Row, ...] = ()
    for block in case.blocks:
        word = block.heading.split(",")[0].split(" ")[0]
        if block.heading == "by hand in Qooper":
            by_hand += block.rows
        elif block.heading == "answers":
            answers += block.rows
        elif word == "roster":
            later = block.heading.removeprefix("roster").strip(", ").removesuffix(" days later")
            days.append(Day(by_hand, answers, int(later) if later else 1, block, {}, False, False, None))
            by_hand, answers = (), ()
        elif block.heading == "approved":
            days[-1] = days[-1]._replace(is_approved=True)
        elif block.heading == "declined":
            days[-1] = days[-1]._replace(is_declined=True)
        elif word == "result":
            days[-1] = days[-1]._replace(result=block.heading.removeprefix("result "))
        elif block.heading != "Qooper":
            assert block.heading in EXPECTATIONS, block.heading
            days[-1].expected[block.heading] = block
    return days


def tenant_of(case: Case) -> Tenant:
    """Return a tenant that maps the columns of all rosters of the case, with the settings of the case."""
    used = {c for b in case.blocks if b.heading.startswith("roster") for c in b.columns}
    mapping: dict[str, Any] = {
        attribute: {"column": column} if column != "e-mail" else column
        for column, attribute in ATTRIBUTES.items()
        if column in used and column != "skills"
    }
    if "skills" in used:
        mapping["custom"] = {"skills": {"column": "skills", "split": ";"}}
    document: dict[str, Any] = {"mapping": mapping}
    base = a_tenant().model_dump(mode="json")
    for key, text in case.settings.items():
        *path, last = key.split(".")
        place = document
        for part in path:
            place = place.setdefault(part, dict(base[part]) if place is document else {})
        place[last] = yaml.safe_load(text)
    return a_tenant(**document)


def csv_of(block: Block) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, block.columns)
    writer.writeheader()
    writer.writerows(block.rows)
    return out.getvalue().encode()


def play(case: Case, folder: Path) -> None:
    """Play the case from beginning to end; raises `AssertionError` at the first difference."""
    world = World(folder, tenant_of(case))
    for block in case.blocks:
        if block.heading == "Qooper":
            seed(world, block)
    days = days_of(case)
    for number, day in enumerate(days, 1):
        if number > 1:
            world.next_day(day.days_later)
        for answer in day.answers:
            give(world, answer)
        for edit in day.by_hand:
            edit_by_hand(world, edit)
        _play_day(world, day, is_first=number == 1, is_last=number == len(days))


def _play_day(world: World, day: Day, *, is_first: bool, is_last: bool) -> None:
    content = csv_of(day.roster)
    change_set = world.plan(content)
    writes = world.writes()
    compare("changes", day, changes(world, change_set), is_checked=not is_first or "changes" in day.expected)
    compare("withheld", day, withheld(world, change_set))
    if "asks" in day.expected:
        compare("asks", day, asks(world))
    compare(
        "left out", day, left_out(world, change_set), is_checked=not is_first or "left out" in day.expected
    )
    compare("rejected", day, rejected(world, change_set))
    compare("held", day, held(change_set.breaches, day.expected.get("held")))
    held_back = change_set.held_back.breaches if change_set.held_back else ()
    compare("held back", day, held(held_back, day.expected.get("held back")))
    if block := day.expected.get("warnings"):
        found = roster_of(world, change_set).warnings
        compare("warnings", day, [(w.code, str(w.count)) for w in found], columns=("code", "rows"))
        assert block.rows
    if block := day.expected.get("counts"):
        summary = change_set.summary.model_dump()
        compare(
            "counts",
            day,
            [(r["of"], str(summary[r["of"]])) for r in block.rows],
            columns=("of", "people"),
        )
    is_held = bool(change_set.breaches) and not (is_first or day.is_approved)
    if is_held:
        try:
            world.apply(change_set)
        except GuardrailBreach as breach:
            assert breach.code == "held"
        else:
            raise AssertionError("a held change set was applied")
        assert world.writes() == writes, "something of a held change set was written"
        if day.is_declined:
            world.decline(change_set)
    else:
        if change_set.breaches:
            world.approve(change_set)
        result = world.apply(change_set).result.value
        assert result == (day.result or ("succeeded" if change_set.summary.changes else "noop"))
        if held_back and day.is_approved:
            apply_rest(world)
    if block := day.expected.get("accounts"):
        compare("accounts", day, accounts(world, block.columns), columns=block.columns)
    if is_last and not is_held and (day.is_approved or not held_back):
        assert changes(world, world.plan(content)) == [], "planning again after apply yields something"


def compare(
    heading: str, day: Day, found: Table, *, columns: tuple[str, ...] = (), is_checked: bool = True
) -> None:
    if not is_checked:
        return
    block = day.expected.get(heading)
    expected = [tuple(row.values()) for row in block.rows] if block else []
    if columns and block:
        assert block.columns == columns, f"{heading} has the columns {columns}"
    assert sorted(found) == sorted(expected), heading


# Actual results


def roster_of(world: World, change_set: ChangeSet) -> Roster:
    """Return the roster that a change set was planned from."""
    artifacts, partition = world.runtime.artifacts, change_set.partition
    return artifacts.load("roster", Roster, change_set.tenant, partition, change_set.run_id)


def changes(world: World, change_set: ChangeSet) -> Table:
    """Return rows of person, action, reason, before → after."""
    return [
        (row["external_id"], row["action"], row["reason"], _values(row["before"], row["after"]))
        for row in _rows(world, change_set.location)
    ]


def _values(before: str, after: str) -> str:
    old, new = json.loads(before), json.loads(after)
    return "; ".join(f"{LABELS[key]} {old.get(key) or '–'} → {value or '–'}" for key, value in new.items())


def withheld(world: World, change_set: ChangeSet) -> Table:
    """Return rows of person, reason."""
    rows = _rows(world, change_set.situations_location)
    return [(row["external_id"], row["withheld"]) for row in rows if row["withheld"] is not None]


def asks(world: World) -> Table:
    """Return rows of person, other, question, answers: what the plan asks."""
    return [
        (
            each.question.external_id,
            each.question.other or "",
            each.question.reason,
            " ".join(decisions.answers(each.question, world.tenant.identity)),
        )
        for each in world.runtime.ledger.decisions.asked(world.tenant.tenant)
    ]


def left_out(world: World, change_set: ChangeSet) -> Table:
    """Return rows of person, value, reason."""
    location = change_set.left_out_location
    rows = _rows(world, location) if location else []
    return [(row["external_id"], row["name"], row["reason"]) for row in rows]


def rejected(world: World, change_set: ChangeSet) -> Table:
    """Return rows of line, reason."""
    with world.runtime.scratch() as scratch:
        path = world.runtime.artifacts.open_local(change_set.rejects_csv_location, scratch)
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    return [(row["line"], row["code"]) for row in rows]


def apply_rest(world: World) -> None:
    """Approve and apply what was held back, which is a change set of its own now."""
    rest = world.runtime.ledger.change_sets.waiting(world.tenant.tenant)
    assert rest is not None
    world.approve(rest.change_set)
    assert world.apply(rest.change_set).result.value == "succeeded"


def held(breaches: Sequence[Breach], block: Block | None) -> Table:
    """Return limit, actual, allowed, or as many of them as the block has, without that of first loads."""
    columns = block.columns if block else ("limit",)
    found = [{"limit": b.code, "actual": f"{b.actual:g}", "allowed": f"{b.limit:g}"} for b in breaches]
    return [tuple(row[c] for c in columns) for row in found if row["limit"] != "first_load"]


def accounts(world: World, columns: tuple[str, ...]) -> Table:
    """Return every account of Qooper in the given columns; a manager is shown by e-mail."""
    found = world.accounts().values()
    emails = {account["account_id"]: account["email"] for account in found}
    rows = []
    for account in found:
        flat = account["attributes"] | account
        flat["manager"] = emails.get(account["manager_account_id"], "")
        flat["administrator"] = "yes" if account["is_administrator"] else ""
        rows.append(tuple(str(flat.get(ATTRIBUTES.get(column, column)) or "") for column in columns))
    return rows


def _rows(world: World, location: str) -> list[dict[str, Any]]:
    with world.runtime.scratch() as scratch:
        return pl.read_parquet(world.runtime.artifacts.open_local(location, scratch)).to_dicts()


# Existing accounts and manual edits


def seed(world: World, block: Block) -> None:
    with world.runtime.target(world.tenant) as target:
        for row in block.rows:
            values = {ATTRIBUTES[c]: v for c, v in row.items() if c not in ("administrator", "status")}
            target.seed(  # type: ignore[attr-defined]
                {key: value for key, value in values.items() if value},
                is_administrator=row.get("administrator") == "yes",
                status=row.get("status") or "active",
            )


def give(world: World, row: Row) -> None:
    """Answer a question of the last plan."""
    deciding.decide(
        world.runtime,
        world.tenant,
        row["person"],
        row.get("other") or None,
        row["answer"],
        shown=None,
        by="Ada Approver",
        why="asked HR",
    )


def edit_by_hand(world: World, edit: Row) -> None:
    account = world.accounts()[edit["account"].lower()]
    with world.runtime.target(world.tenant) as target:
        target.update(
            account["account_id"],
            {ATTRIBUTES[edit["what"]]: edit["becomes"] or None},
            version=account["version"],
        )
