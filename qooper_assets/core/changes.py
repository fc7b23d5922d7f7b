"""What is done about a situation, and in which order: the decisions of the product.

Belongs here: the decision table, the change set and its id, the order of operations. Does not: the
facts that a decision rests on (`sql/40_situations.sql` and after), limits (`core/guardrails.py`),
or the doing (`stages.apply`).
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from typing import Literal, NamedTuple

from qooper_assets.core.errors import Result
from qooper_assets.core.tenant import Model, Policy


class Situation(StrEnum):
    """What is, per person; `docs/glossary.md` tells each in a sentence."""

    NO_ACCOUNT = "NO_ACCOUNT"
    FOUND = "FOUND"
    CONFIRMED = "CONFIRMED"
    AMBIGUOUS = "AMBIGUOUS"
    SOURCE_MISSING = "SOURCE_MISSING"
    UNQUALIFIED = "UNQUALIFIED"
    UNASSIGNED = "UNASSIGNED"


class Action(StrEnum):
    """What is done, in the order in which a report lists it."""

    CREATE = "CREATE"
    LINK = "LINK"
    UPDATE = "UPDATE"
    REACTIVATE = "REACTIVATE"
    DEACTIVATE = "DEACTIVATE"
    NONE = "NONE"


AccountState = Literal["none", "active", "deactivated_by_us", "deactivated_by_others"]
Ended = Literal["status_inactive", "termination_date"]


class Fact(NamedTuple):
    """One combination of what `sql/47_changes.sql` can find for a person who is not withheld."""

    situation: Situation
    account_state: AccountState
    ended: Ended | None
    is_active: bool | None
    differs: bool
    is_due: bool
    is_protected: bool


class Decision(NamedTuple):
    action: Action
    reason: str


NOTHING = Decision(Action.NONE, "")


def decide(fact: Fact, policy: Policy) -> Decision:
    """The decision table: one line per thing that happens in the world.

    People who are AMBIGUOUS, or withheld for another reason, never get here.
    """
    if fact.is_protected:  # an administrator, or allow-listed: never changed by a roster (R5, G15)
        return NOTHING
    match fact.situation, fact.account_state:
        case Situation.NO_ACCOUNT, _ if fact.is_due:  # hired
            return Decision(Action.CREATE, "new_in_roster")
        case Situation.FOUND, _ if fact.is_due and policy.adoption != "never":  # was here first (I19)
            return Decision(Action.LINK, "account_adopted")
        case Situation.CONFIRMED, "active" if fact.differs:  # moved, married, promoted
            return Decision(Action.UPDATE, "attributes_differ")
        case Situation.CONFIRMED, "deactivated_by_us" if fact.is_active:  # came back (I21)
            return Decision(Action.REACTIVATE, "back_in_roster")
        case Situation.CONFIRMED, "deactivated_by_others" if (
            fact.is_active and policy.reactivate_admin_deactivated
        ):  # an administrator of Qooper said no, and the tenant chose that the roster wins (S12)
            return Decision(Action.REACTIVATE, "roster_enforced")
        case Situation.UNQUALIFIED, "active" if fact.ended:  # left, and the roster says so (S01, S15)
            return Decision(Action.DEACTIVATE, fact.ended)
        case Situation.SOURCE_MISSING, "active" if fact.is_due:  # left, and is no longer in the roster
            return Decision(Action.DEACTIVATE, "absent")
        case _:
            return NOTHING


def decisions(policy: Policy) -> Iterator[tuple[Fact, Decision]]:
    """Every fact there can be, with its decision, for `sql/47_changes.sql` to join."""
    states: tuple[AccountState, ...] = ("none", "active", "deactivated_by_us", "deactivated_by_others")
    endings: tuple[Ended | None, ...] = (None, "status_inactive", "termination_date")
    flags = (False, True)
    for values in product(Situation, states, endings, (None, False, True), flags, flags, flags):
        fact = Fact(*values)
        yield fact, decide(fact, policy)


class Summary(Model):
    """The one row of `sql/50_summary.sql`: counts of people. `withheld` are those in doubt, without
    those whom the tenant chose not to adopt."""

    accounts: int
    active_accounts: int
    managed: int
    active_managed: int
    active_managed_in_roster: int
    people: int
    creates: int
    links: int
    updates: int
    reactivations: int
    deactivations: int
    identity_changes: int
    name_changes: int
    withheld: int
    absent: int
    absent_in_doubt: int
    deactivated_in_qooper: int
    protected: int
    future_hires: int
    unresolved_managers: int
    garbled: int = 0
    unmanaged_active: int
    declined: int = 0
    """Changes that are left out because somebody declined them on the same facts (G22)."""
    declined_before: int = 0
    """Changes that were declined on other facts, and are proposed again."""

    @property
    def changes(self) -> int:
        return self.creates + self.links + self.updates + self.reactivations + self.deactivations


class Change(Model):
    """One row of `sql/47_changes.sql`."""

    external_id: str
    account_id: str | None
    action: Action
    reason: str
    before: dict[str, str | None]
    after: dict[str, str | None]
    account_version: str | None
    source_line: int | None


class Breach(Model):
    """A limit exceeded. Shown as `code: actual against limit (of denominator)`."""

    code: str
    actual: float
    limit: float
    unit: str
    detail: str

    def __str__(self) -> str:
        return f"{self.code}: {self.actual:,.10g} {self.unit}, the limit is {self.limit:,.10g}; {self.detail}"


class Basis(Model):
    """The state of a tenant that a change set is planned on, as revisions of what the plan reads.

    While it is the same, planning again would give the same; the policy is in the change set's own
    `policy_version`.
    """

    delivery: int
    """The last accepted delivery, 0 where there is none."""
    links: str
    memory: str
    """What is remembered about people besides links: declined changes."""
    head: str | None = None
    """Of a delta feed: `Roster.laid_over`, the roster that the file was laid over."""


class ChangeSet(Model):
    """All changes of one roster against one snapshot (`plan` makes it).

    Its tables: `changes` (sql/47_changes.sql), `situations` (sql/40_situations.sql).
    """

    tenant: str
    partition: str
    run_id: str
    change_set_id: str
    created_at: datetime
    effective_on: date
    policy_version: str
    raw_sha256: str
    raw_modified_at: datetime | None
    roster_digest: str
    source_rows: int
    rejected_rows: int
    filled: dict[str, int]
    is_repeat: bool
    """The content was accepted before: nothing is counted again (R1, F08)."""
    absence_suspended: bool
    """Somebody is absent, but an identifier could not be read, so nobody leaves by absence (R2)."""
    unreadable_lines: tuple[int, ...]
    """Where such rows stand in the file; the first of them."""
    summary: Summary
    counts: dict[str, int]
    """Changes by `ACTION reason`."""
    withheld_by_reason: dict[str, int]
    rejects_by_reason: dict[str, int]
    breaches: tuple[Breach, ...]
    location: str
    situations_location: str
    report_location: str
    workbook_location: str
    rejects_csv_location: str
    unreadable_rows: int = 0
    """Rows without a readable identifier (R2)."""
    forgotten_location: str | None = None
    """Its table `forgotten` (sql/49_forgotten.sql), where anything is to be forgotten."""
    landing: int | None = None
    """Of its file: `RawFile.landing`."""
    planned_on: Basis | None = None
    """None in what an earlier version stored."""
    deliveries: tuple[str, ...] = ()
    """Of a delta feed: the partitions of all files that it has the changes of, in the order in which they
    were laid over each other: those that were not decided before it, and this one (D02)."""


class Receipt(Model):
    """What one apply did (`apply` makes it). Every count is of changes."""

    tenant: str
    partition: str
    run_id: str
    change_set_id: str
    result: Result
    applied: dict[str, int]
    """Confirmed changes by action."""
    failed: dict[str, int]
    """Changes that the target refused, by error code; tried again by the next run."""
    stale: int
    """People who were skipped because somebody else changed their account meanwhile (R11)."""
    approved_by: str | None
    finished_at: datetime
    note: str


def change_set_id(
    digests: Iterable[str], *, roster_digest: str, policy_version: str, effective_on: date
) -> str:
    """SHA-256 over the sorted changes and what they rest on (R11). `digests` come in the order of
    external_id."""
    total = hashlib.sha256(f"{roster_digest}\n{policy_version}\n{effective_on}\n".encode())
    for digest in digests:
        total.update(digest.encode())
    return total.hexdigest()


class EmailMove(NamedTuple):
    """One account that changes its e-mail. Both keys are lower case."""

    external_id: str
    from_key: str | None
    to_key: str


def order_moves(moves: Iterable[EmailMove]) -> tuple[list[str], list[list[str]]]:
    """The order in which e-mails change hands: whoever frees an address goes before who takes it.

    Gives the external_ids of all moves in order, and the cycles among them (I07, I08), each in that
    order too: its last member has to be parked under a temporary address before its first one moves.
    An address that nobody in `moves` holds is free, or will be refused.
    """
    moves = list(moves)
    by_holder = {move.from_key: move for move in moves if move.from_key is not None}
    waiting = {move.external_id: move for move in moves}
    order: list[str] = []
    cycles: list[list[str]] = []
    while waiting:
        path = [next(iter(waiting.values()))]
        on_path = {path[0].external_id}
        while (holder := by_holder.get(path[-1].to_key)) and holder.external_id in waiting:
            if holder.external_id in on_path:
                start = next(i for i, move in enumerate(path) if move is holder)
                cycles.append([move.external_id for move in reversed(path[start:])])
                break
            path.append(holder)
            on_path.add(holder.external_id)
        for move in reversed(path):
            order.append(move.external_id)
            del waiting[move.external_id]
    return order, cycles
