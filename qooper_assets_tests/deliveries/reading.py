"""Read a delivered file into one value, independent of the reader's own functions.

`reading` goes through `stages.normalize`, so it sees what the report would show: people, rejected lines,
skipped rows, warnings, or the code of the refusal. Belongs here: reading a file as a tenant. Does
not: what a file should contain (`expected.py`, `laws/rosters.py`).
"""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.laws.deliveries import rows_of
from qooper_assets_tests.worlds import World, a_tenant

Person = dict[str, str | None]


class Outcome(NamedTuple):
    """The result of a file: it is blocked, or every person and line is accounted for."""

    blocked: str | None = None
    """The code of the refusal."""
    message: str = ""
    people: Mapping[str, Person] = {}
    """By identifier: the e-mail, and each mapped attribute."""
    lines: Mapping[str, int] = {}
    """The line of each of them."""
    rejected: Mapping[int, frozenset[str]] = {}
    """Reasons by line."""
    places: Mapping[int, int | None] = {}
    """The byte of the delivered file at which each of these lines begins."""
    in_doubt: frozenset[str] = frozenset()
    """Identifiers and e-mails of rejected rows: they count as present (R2)."""
    is_absence_suspended: bool = False
    """True if a row has no readable identifier, e-mail or name. Then nobody is deactivated for absence
    (R2)."""
    names_in_doubt: frozenset[str] = frozenset()
    """Lower-case first and last names on rows without an identifier; people who have one are present (R2)."""
    collapsed: int = 0
    skipped: int = 0
    warnings: frozenset[str] = frozenset()

    def counts_as_present(self, external_id: str, email: str, last_name: str) -> bool:
        """True if a person who is not in the roster still counts as present (R2)."""
        is_in_doubt = bool(self.in_doubt & {external_id, email}) or last_name.lower() in self.names_in_doubt
        return self.is_absence_suspended or is_in_doubt


def a_csv_tenant(mapping: Mapping[str, Any], csv: Mapping[str, Any]) -> Tenant:
    feed = a_tenant().feed.model_dump(mode="json") | {"csv": dict(csv)}
    return a_tenant(feed=feed, mapping=dict(mapping))


def reading(content: bytes, mapping: Mapping[str, Any], csv: Mapping[str, Any]) -> Outcome:
    """Read a file in a temporary world of its own."""
    tenant = a_csv_tenant(mapping, csv)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), tenant)
        try:
            return _outcome(world, content, tenant)
        finally:
            world.runtime.ledger.close()


def _outcome(world: World, content: bytes, tenant: Tenant) -> Outcome:
    try:
        roster = world.normalize(content)
    except DeliveryError as error:
        assert error.result is Result.BLOCKED
        assert error.__suppress_context__ or error.__context__ is None, "the cause may hold a person's data"
        return Outcome(blocked=error.code, message=error.message)
    rejects = rows_of(world, roster.rejects_location)
    lines = sorted({row["source_line"] for row in rejects})
    unidentified = [_identity_of(row) for row in rejects if not row["is_identifier_readable"]]
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
        is_absence_suspended=any(not any(identity) for identity in unidentified),
        names_in_doubt=frozenset(name for _, *names in unidentified for name in names if name),
        collapsed=roster.counts.collapsed,
        skipped=roster.counts.skipped,
        warnings=frozenset(warning.code for warning in roster.warnings),
    )


def _identity_of(row: dict[str, Any]) -> tuple[str, ...]:
    """Return the e-mail, if valid, and the names of a row without an identifier; blank where it has none."""
    cells = json.loads(row["cells"] or "{}")
    email, *names = (
        (cells.get(name) or "").strip(" '\"").lower() for name in ("email", "first_name", "last_name")
    )
    return (email if "@" in email else "", *names)


def _person(row: dict[str, Any], tenant: Tenant) -> Person:
    mapping = tenant.mapping
    known = {"employee_id": row["employee_id"], "email": row["email"], **row["attributes"]}
    known["status"] = {True: "active", False: "inactive", None: None}[row["is_active"]]
    wanted = [name for name in (*type(mapping).model_fields, *mapping.custom) if name in known]
    return {name: known[name] for name in wanted if name in mapping.custom or getattr(mapping, name)}
