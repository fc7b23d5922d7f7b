"""What becomes of a delivered file: one value, whatever the reader's own functions are called.

`reading` goes through `stages.normalize`, so it sees what the report would tell: people, rejected lines,
what was skipped, warnings, or the code of the refusal. Belongs here: reading a file as a tenant. Does
not: what a file should say (`expected.py`, `laws/rosters.py`).
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.tenant import Tenant
from qooper_assets_tests.laws.deliveries import rows_of
from qooper_assets_tests.worlds import World, a_tenant

Person = dict[str, str | None]


class Outcome(NamedTuple):
    """What became of a file: it is blocked, or every person and line of it is told."""

    blocked: str | None = None
    """The code of the refusal."""
    message: str = ""
    people: Mapping[str, Person] = {}
    """By identifier: the e-mail, and each attribute that is mapped."""
    lines: Mapping[str, int] = {}
    """On which line each of them stands."""
    rejected: Mapping[int, frozenset[str]] = {}
    """Reasons by line."""
    places: Mapping[int, int | None] = {}
    """On which byte of the delivered file each of these lines begins."""
    in_doubt: frozenset[str] = frozenset()
    """Identifiers and e-mails of rejected rows: they count as present (R2)."""
    is_absence_suspended: bool = False
    """An identifier could not be read, so nobody is deactivated for absence (R2)."""
    collapsed: int = 0
    skipped: int = 0
    warnings: frozenset[str] = frozenset()

    def counts_as_present(self, external_id: str, email: str) -> bool:
        """Somebody who does not come out is nevertheless not taken for absent (R2)."""
        return self.is_absence_suspended or bool(self.in_doubt & {external_id, email})


def a_csv_tenant(mapping: Mapping[str, Any], csv: Mapping[str, Any]) -> Tenant:
    feed = a_tenant().feed.model_dump(mode="json") | {"csv": dict(csv)}
    return a_tenant(feed=feed, mapping=dict(mapping))


def reading(content: bytes, mapping: Mapping[str, Any], csv: Mapping[str, Any]) -> Outcome:
    """Read a file in a world of its own, which is gone afterwards."""
    tenant = a_csv_tenant(mapping, csv)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), tenant)
        try:
            return _outcome(world, content, tenant)
        finally:
            world.edges.ledger.close()


def _outcome(world: World, content: bytes, tenant: Tenant) -> Outcome:
    try:
        roster = world.normalize(content)
    except DeliveryError as error:
        assert error.result is Result.BLOCKED
        assert error.__suppress_context__ or error.__context__ is None, "the cause may hold a person's data"
        return Outcome(blocked=error.code, message=error.message)
    rejects = rows_of(world, roster.rejects_location)
    lines = sorted({row["source_line"] for row in rejects})
    return Outcome(
        people={row["external_id"]: _person(row, tenant) for row in rows_of(world, roster.location)},
        lines={row["external_id"]: row["source_line"] for row in rows_of(world, roster.lines_location)},
        rejected={
            line: frozenset(row["reason"] for row in rejects if row["source_line"] == line) for line in lines
        },
        places={row["source_line"]: row["source_byte"] for row in rejects},
        in_doubt=frozenset(
            key for row in rejects for key in (row["external_id"], row["email_key"]) if key is not None
        ),
        is_absence_suspended=roster.unreadable_identifiers > 0,
        collapsed=roster.counts.collapsed,
        skipped=roster.counts.skipped,
        warnings=frozenset(warning.code for warning in roster.warnings),
    )


def _person(row: dict[str, Any], tenant: Tenant) -> Person:
    mapping = tenant.mapping
    known = {"employee_id": row["employee_id"], "email": row["email"], **row["attributes"]}
    known["status"] = {True: "active", False: "inactive", None: None}[row["is_active"]]
    wanted = [name for name in (*type(mapping).model_fields, *mapping.custom) if name in known]
    return {name: known[name] for name in wanted if name in mapping.custom or getattr(mapping, name)}
