"""A tenant gives accounts to some of the people in the file: formats, delta feeds, what is kept (S19)."""

import json
from pathlib import Path
from typing import Any

import pytest

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.roster import Roster, ScopeValues
from qooper_assets_tests.worlds import World, a_tenant

FEED = a_tenant().model_dump(mode="json")["feed"]
MAPPING = {"employee_id": "ID", "email": "E-mail", "department": "Department"}
IN = {"column": "department", "in": ["R&D", "Sales"]}


def a_world(folder: Path, scope: dict[str, Any] | None, **feed: Any) -> World:
    return World(folder, a_tenant(mapping=MAPPING, feed=FEED | feed, **({"scope": scope} if scope else {})))


def a_csv(*rows: tuple[str, str]) -> bytes:
    lines = [f"{who},{who.lower()}@acme.example,{where}" for who, where in rows]
    return "\n".join(["ID,E-mail,Department", *lines, ""]).encode()


def roster_of(world: World, change_set: ChangeSet) -> Roster:
    found = (change_set.tenant, change_set.partition, change_set.run_id)
    return world.runtime.artifacts.load("roster", Roster, *found)


def statuses(world: World) -> dict[str, str]:
    return {email.partition("@")[0]: account["status"] for email, account in world.accounts().items()}


def test_s19_the_column_may_be_mapped_to_an_attribute_too(tmp_path: Path) -> None:
    """A header inside the file is recognized all the same (P17), and a new value is reported once."""
    world = a_world(tmp_path, IN)
    first = world.plan(a_csv(("E1", "R&D"), ("E2", "Legal"), ("ID", "Department"), ("E3", "Sales")))
    assert roster_of(world, first).counts.skipped == 0, "the e-mail below a header is another one"
    header = b"ID,E-mail,Department\n"
    content = a_csv(("E1", "R&D"), ("E2", "Legal")) + header + b"E3,e3@acme.example,sales\n"
    world.next_day()
    change_set = world.plan(content)
    roster = roster_of(world, change_set)
    assert (roster.counts.skipped, change_set.summary.out_of_scope) == (1, 1)
    assert roster.scope == ScopeValues(column="department", values=("Legal", "R&D", "sales"))
    (warning,) = [w for w in roster.warnings if w.code == "scope_values_new"]
    assert warning.detail.startswith("department: 'Legal': values that `scope` does not name")
    world.approve(change_set)
    world.apply(change_set)
    assert statuses(world) == {"e1": "active", "e3": "active"}
    world.next_day()
    again = world.plan(content + b"E4,e4@acme.example,Legal\n")
    assert [w.code for w in roster_of(world, again).warnings if w.code.startswith("scope")] == []
    assert again.summary.creates == 0


def test_s19_a_file_without_the_column_is_blocked(tmp_path: Path) -> None:
    world = a_world(tmp_path, {"column": "Country", "in": ["DE"]})
    with pytest.raises(DeliveryError) as blocked:
        world.plan(a_csv(("E1", "R&D")))
    assert blocked.value.code == "missing_required_column"
    assert "column 'Country', mapped to the scope, is not in the header" in blocked.value.message


def test_s19_a_missing_json_key_and_a_pointer(tmp_path: Path) -> None:
    """A record without the key says nothing; its person is treated as in scope."""
    world = a_world(tmp_path, {"column": "/job/country", "not_in": ["FR"]}, format="json")
    records = [
        {"ID": "E1", "E-mail": "e1@acme.example", "job": {"country": "DE"}},
        {"ID": "E2", "E-mail": "e2@acme.example", "job": {"country": "fr"}},
        {"ID": "E3", "E-mail": "e3@acme.example", "job": {}},
        {"ID": "E4", "E-mail": "e4@acme.example", "job": {"country": None}},
    ]
    world.sync(json.dumps(records).encode(), approve=True)
    assert statuses(world) == dict.fromkeys(["e1", "e3", "e4"], "active")


def test_s19_d01_a_changed_scope_is_applied_to_rows_that_were_delivered_once(tmp_path: Path) -> None:
    """S20: the next change set is held, and may be approved. Then the scope is removed, and all return."""
    world = a_world(tmp_path, IN, coverage="delta")
    world.sync(a_csv(("E1", "R&D"), ("E2", "Sales"), ("E3", "Legal")), approve=True)
    assert statuses(world) == {"e1": "active", "e2": "active"}
    feed = {"coverage": "delta"}
    world.next_day()
    world.tenant = a_world(tmp_path, {"column": "department", "matches": "R&D|Legal"}, **feed).tenant
    change_set = world.plan(a_csv(("E4", "R&D")))
    assert change_set.counts == {"CREATE new_in_roster": 2, "DEACTIVATE out_of_scope": 1}
    assert [breach.code for breach in change_set.breaches] == ["configuration_changed"]
    world.approve(change_set)
    world.apply(change_set)
    world.next_day()
    world.tenant = a_world(tmp_path, None, **feed).tenant
    change_set = world.plan(a_csv(("E5", "Sales")))
    assert change_set.counts == {"CREATE new_in_roster": 1, "REACTIVATE back_in_roster": 1}
    assert [breach.code for breach in change_set.breaches] == ["configuration_changed"]
    world.approve(change_set)
    world.apply(change_set)
    assert set(statuses(world).values()) == {"active"} and len(statuses(world)) == 5


def test_g22_a_declined_deactivation_is_proposed_again_for_another_row(tmp_path: Path) -> None:
    """A decline is bound to the row, of which the scope is a part, although no account has it."""
    world = World(tmp_path, a_tenant(scope={"column": "Country", "in": ["DE"]}, mapping=MAPPING))

    def plan(*countries: str) -> ChangeSet:
        world.next_day()
        rows = (f"E{n},e{n}@acme.example,R&D,{country}" for n, country in enumerate(countries, 1))
        return world.plan("\n".join(["ID,E-mail,Department,Country", *rows, ""]).encode())

    world.approve(first := plan("DE", "DE", "DE"))
    world.apply(first)
    world.decline(plan("FR", "FR", "DE"))
    assert world.apply(joined := plan("FR", "FR", "DE", "DE")).applied == {"CREATE": 1}
    assert joined.summary.declined == 2
    again = plan("IT", "FR", "DE", "DE")
    assert (again.summary.deactivations, again.summary.declined) == (1, 1)
    assert [breach.code for breach in again.breaches] == ["declined_before"]
