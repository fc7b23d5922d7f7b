"""Random deliveries for the laws: a first roster, and a second one with every kind of change."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from hypothesis import strategies as st

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.worlds import HEADER, World, a_row, a_tenant

FIRST = 14
"""People of the first roster: enough that every kind of event can happen in one delivery."""


def a_person(number: int, **changes: str) -> str:
    """Return the row of one of the first people, or of a later one, with some of its cells changed."""
    known = {"email": f"p{number}@acme.example", "first": f"First{number}", "last": f"Last{number}"}
    return a_row(f"0{number:03}A", **(known | changes))


INACTIVE_IN_TURKISH, INACTIVE_IN_GREEK = "İŞTEN ÇIKTI", "αποχωρήσας"
MAPPING = a_tenant().mapping.model_dump(mode="json") | {
    "status": {
        "column": "Status",
        "values": {
            "A": "active",
            "T": "inactive",
            INACTIVE_IN_TURKISH: "inactive",
            INACTIVE_IN_GREEK: "inactive",
        },
    }
}
"""A mapping with status words that an engine's `lower()` and Python's fold differently (S29)."""

FIRST_ROSTER = [a_person(n) for n in range(FIRST)]

EVENTS: dict[str, Any] = {
    "stays": lambda n: [a_person(n)],
    "promoted": lambda n: [a_person(n, title="Director")],
    "new_email": lambda n: [a_person(n, email=f"new{n}@acme.example")],
    "email_in_capitals": lambda n: [a_person(n, email=f"P{n}@ACME.example")],
    "takes_the_next_email": lambda n: [a_person(n, email=f"p{(n + 1) % FIRST}@acme.example")],
    "takes_the_email_before": lambda n: [a_person(n, email=f"p{(n - 1) % FIRST}@acme.example")],
    "takes_an_administrators_email": lambda n: [a_person(n, email="root@acme.example")],
    "takes_a_hand_made_email": lambda n: [a_person(n, email="hand@acme.example")],
    "gone": lambda n: [],
    "inactive": lambda n: [a_person(n, status="T")],
    "inactive_in_turkish": lambda n: [a_person(n, status=INACTIVE_IN_TURKISH)],
    "inactive_in_greek": lambda n: [a_person(n, status=INACTIVE_IN_GREEK.upper())],
    "inactive_without_email": lambda n: [a_row(f"0{n:03}A", " ", status="T")],
    "last_day_over": lambda n: [a_person(n, last_day="2026-03-01")],
    "last_day_of_two_digits": lambda n: [a_person(n, last_day="26-03-01")],
    "last_day_of_a_database": lambda n: [a_person(n, last_day="infinity")],
    "last_day_for_never": lambda n: [a_person(n, last_day="1899-12-30")],
    "last_day_to_come": lambda n: [a_person(n, last_day="2026-04-01")],
    "blank_status": lambda n: [a_person(n, status="")],
    "unknown_status": lambda n: [a_person(n, status="LOA")],
    "no_email": lambda n: [a_person(n, email=" ")],
    "bad_email": lambda n: [a_person(n, email="nowhere")],
    "twice_alike": lambda n: [a_person(n), a_person(n)],
    "twice_otherwise": lambda n: [a_person(n), a_person(n, title="Other")],
    "zeros_lost": lambda n: [a_person(n).removeprefix("0")],
    "case_changed": lambda n: [a_person(n).replace("A,", "a,", 1)],
    "twin_beside": lambda n: [a_person(n), a_person(n, email=f"t{n}@acme.example").removeprefix("0")],
    "id_issued_anew": lambda n: [a_person(100 + n, email=f"p{n}@acme.example")],
    "id_marked_as_text": lambda n: ["'" + a_person(n)],
    "id_with_an_invisible_character": lambda n: [a_person(n).replace("A,", "\u200bA,", 1)],
    "manager_is_the_next": lambda n: [a_person(n, manager=f"0{(n + 1) % FIRST:03}A")],
    "manager_is_nobody": lambda n: [a_person(n, manager="nobody")],
    "another_joins": lambda n: [a_person(n), a_person(200 + n)],
    "another_joins_later": lambda n: [a_person(n), a_person(200 + n, start="2026-07-01")],
}
VICES: dict[str, str] = {
    "blank": "",
    "only_delimiters": "," * HEADER.count(","),
    "header_again": HEADER,
    "too_short": "0900A,x@acme.example",
    "too_long": a_person(901) + ",more,more",
    "stray_quote": a_person(902, title='"o"Neil'),
    "blank_id": a_row(" ", "blank@acme.example"),
    "placeholder_id": a_row("tbd", "placeholder@acme.example"),
    "rounded_id": a_row("1.23457E+15", "round@acme.example"),
    "blank_id_of_a_namesake": a_row(" ", "namesake@acme.example", "FIRST3", "Nobody"),
    "blank_id_of_a_family": a_row(" ", " ", " ", "last4"),
    "blank_id_of_nobody": a_row(" ", "nowhere", " ", " "),
}


class Delivery(NamedTuple):
    lines: tuple[str, ...]
    """All lines after the header."""
    events: tuple[str, ...]


@st.composite
def deliveries(draw: st.DrawFn, *, vices: bool = True) -> Delivery:
    """Draw what happened to each of the first people, and lines that are not rows, in any order."""
    events = draw(st.lists(st.sampled_from(sorted(EVENTS)), min_size=FIRST, max_size=FIRST))
    lines = [line for n, event in enumerate(events) for line in EVENTS[event](n)]
    if vices:
        # Often none, because a row without an identifier protects everybody who is absent (R2).
        lines += [VICES[v] for v in draw(st.just([]) | st.lists(st.sampled_from(sorted(VICES)), max_size=4))]
    shuffled = draw(st.permutations(lines))
    return Delivery((*shuffled, a_person(300)), tuple(events))


def content_of(lines: tuple[str, ...] | list[str], header: str = HEADER) -> bytes:
    return "\r\n".join([header, *lines, ""]).encode()


def seed(world: World) -> None:
    """Add two administrators and two manually created accounts, older than ours."""
    with world.runtime.target(world.tenant) as target:
        for email, is_administrator in (
            ("root@acme.example", True),
            ("p0@acme.example.org", True),
            ("hand@acme.example", False),
            ("guest@acme.example", False),
        ):
            target.seed({"email": email, "title": "Guest"}, is_administrator=is_administrator)  # type: ignore[attr-defined]


def first_load(folder: Path, tenant: Tenant) -> None:
    """Make a world with the first roster applied, to be copied: making it costs as much as checking a law."""
    world = World(folder, tenant)
    seed(world)
    world.sync(content_of(FIRST_ROSTER), approve=True)
    world.runtime.ledger.close()


@contextmanager
def the_day_after(loaded: Path, tenant: Tenant) -> Iterator[World]:
    """Copy such a world, a day later."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(loaded, folder, dirs_exist_ok=True)
        world = World(Path(folder), tenant, runs=1)
        world.next_day()
        yield world
        world.runtime.ledger.close()


def rows_of(world: World, location: str) -> list[dict[str, Any]]:
    with world.runtime.scratch() as scratch:
        return pl.read_parquet(world.runtime.artifacts.open_local(location, scratch)).to_dicts()


def changes_of(world: World, change_set: ChangeSet) -> list[dict[str, Any]]:
    return [
        row | {"before": json.loads(row["before"]), "after": json.loads(row["after"])}
        for row in rows_of(world, change_set.location)
    ]


def flat_accounts(world: World) -> dict[str, dict[str, Any]]:
    """Return every account by its id in the form of a change: attributes flat, the manager as a person."""
    links = world.runtime.ledger.links.all(world.tenant.tenant)
    person_of = dict(zip(links["account_id"], links["external_id"], strict=True))
    flat = {}
    for account in world.accounts().values():
        manager = account["manager_account_id"]
        flat[account["account_id"]] = account["attributes"] | account | {
            "manager": person_of.get(manager, f"account {manager}") if manager else None
        }  # fmt: skip
    return flat
