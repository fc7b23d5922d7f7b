"""The Roster manifest, and the accounting of every record.

Belongs here: what a roster's tables are, and that no record is lost. Does not: the rules of a row
(`contract.py`), reading, storing.
"""

from datetime import date
from typing import Any

from pydantic import model_validator

from qooper_assets.core.errors import StateError
from qooper_assets.core.records import Format, RosterWarning
from qooper_assets.core.tenant.base import Model


class RosterCounts(Model):
    """Where each record of the file ended up; all but `people` count records."""

    records: int
    people: int
    rejected: int
    collapsed: int
    skipped: int

    def reconcile(self) -> None:
        """Raise `accounting` unless every record is in exactly one place."""
        parts = self.people + self.rejected + self.collapsed + self.skipped
        if parts != self.records:
            raise StateError(
                "accounting",
                f"{self.records:,} records were read, but {parts:,} are accounted for "
                f"({self.people:,} in the roster, {self.rejected:,} rejected, "
                f"{self.collapsed:,} collapsed, {self.skipped:,} skipped).",
                where="normalize",
                remedy="This is a bug; keep the raw file and report it.",
            )


class Totals(Model):
    """Aggregates over rows of a roster. Those of disjoint sets of rows add up."""

    people: int
    xor_hash: int
    """XOR of the rows' 64-bit hashes, which the engine keeps stable within one version only."""
    filled: dict[str, int]
    """Number of people with a value, per attribute."""

    @model_validator(mode="before")
    @classmethod
    def _read_earlier_name(cls, stored: dict[str, Any]) -> dict[str, Any]:
        return {"xor_hash" if key == "mixed" else key: value for key, value in stored.items()}

    def digest(self, version: str) -> str:
        """A digest that is equal for equal rows, whatever their order. It distinguishes rosters; it does not
        protect against a forged one."""
        return f"{version}-{self.people:x}-{self.xor_hash:016x}"

    def plus(self, other: "Totals") -> "Totals":
        return self._changed_by(other, 1)

    def less(self, some: "Totals") -> "Totals":
        """The totals without some of the rows."""
        return self._changed_by(some, -1)

    def _changed_by(self, other: "Totals", sign: int) -> "Totals":
        return Totals(
            people=self.people + sign * other.people,
            xor_hash=self.xor_hash ^ other.xor_hash,
            filled={name: count + sign * other.filled[name] for name, count in self.filled.items()},
        )


EARLIER_NAMES = {"outdated_location": "stale_base_rows_location"}
EARLIER_REUSE = frozenset({"made_by", "shape", "is_clean_text", "effective_on"})


class RosterReuse(Model):
    """The conditions for reusing rows of this roster for the next file (decision 19)."""

    pipeline_digest: str
    """Equal if the tenant file and the code are equal; then equal lines have the same meaning."""
    header_digest: str
    """Equal if header and delimiter are equal."""
    is_clean_text: bool
    """The file was delivered in UTF-8 with no lost or garbled character."""
    effective_on: date
    """The day for which the roster was normalized."""


class ScopeValues(Model):
    """The values that the scope's column had in the accepted files and this one (S19).

    With too many values, or those of people, none are kept.
    """

    column: str
    """Its normalized header: the values of another column say nothing."""
    values: tuple[str, ...] = ()


class Roster(Model):
    """The validated desired state, one row per person (`normalize` makes it).

    Its tables: `roster` (grain and columns: sql/normalize/roster.sql) and `rejects`
    (sql/normalize/rejects.sql).
    """

    tenant: str
    partition: str
    run_id: str
    raw_sha256: str
    roster_digest: str
    """Equal for equal people, whatever the order of rows and columns, line ends or encoding."""
    policy_version: str
    counts: RosterCounts
    unreadable_identifiers: int
    unreadable_lines: tuple[int, ...]
    """The first of them, to show to the customer."""
    filled: dict[str, int]
    """Number of people with a value, per attribute."""
    rejects_by_reason: dict[str, int]
    warnings: tuple[RosterWarning, ...]
    location: str
    """All rows; with a base, those that the base does not contain."""
    base_location: str | None = None
    """Rows reused from an earlier run, for a large roster with few changes (sql/normalize/roster.sql)."""
    stale_base_rows_location: str | None = None
    """The rows of the base that no longer count."""
    base_totals: Totals | None = None
    """Totals of all rows of the base."""
    lines_location: str
    """Line number and line hash of each person. Kept no longer than the raw file, because the hash covers
    unmapped columns too (R13)."""
    rejects_location: str
    reuse: RosterReuse | None = None
    """None: the next file has to be read completely."""
    laid_over: str | None = None
    """Delta feeds only: `Head.key` of the roster that the file was merged into; blank if there was none."""
    merged_people: int | None = None
    """Delta feeds only: number of people in the merged roster. `counts` are those of the file."""
    newcomers_location: str | None = None
    """Delta feeds only: people in the file who were in no earlier delta roster."""
    open_rows_location: str | None = None
    """Delta feeds only: the table `open_rows` (sql/normalize/open_rows.sql)."""
    format: Format | None = None
    """The format of the file; None if an earlier version read it."""
    newest_partition: str | None = None
    """Delta feeds only: the newest partition with a file in this roster."""
    scope: ScopeValues | None = None
    """The values of the scope's column; None without a scope."""

    @model_validator(mode="before")
    @classmethod
    def _read_earlier_manifest(cls, stored: dict[str, Any]) -> dict[str, Any]:
        """Read a manifest of a version that used the names of `EARLIER_NAMES`, and had `reuse` in four keys.

        `reuse` is dropped, because its rows were made by different code.
        """
        kept = {key: value for key, value in stored.items() if key not in EARLIER_REUSE}
        return {EARLIER_NAMES.get(key, key): value for key, value in kept.items()}

    @property
    def people(self) -> int:
        """Number of people in the roster."""
        return self.counts.people if self.merged_people is None else self.merged_people

    @property
    def totals(self) -> Totals:
        xor_hash = int(self.roster_digest.rsplit("-", 1)[1], 16)
        return Totals(people=self.people, xor_hash=xor_hash, filled=self.filled)
