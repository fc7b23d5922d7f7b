"""The decisions of the product: which action a situation leads to, and in which order actions run.

Belongs here: the decision table, the change set and its id, the order of operations. Does not: the
facts that a decision is based on (`sql/plan/situations.sql` and after), limits (`core/guardrails.py`),
or carrying actions out (`stages.apply`).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from typing import Literal, NamedTuple, get_args

from pydantic import Field

from qooper_assets.core.date_columns import DateColumn
from qooper_assets.core.errors import Result
from qooper_assets.core.measures import Measured
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.policy import Policy


class Situation(StrEnum):
    """The fact per person; `docs/glossary.md` defines each in a sentence."""

    NO_ACCOUNT = "NO_ACCOUNT"
    FOUND = "FOUND"
    CONFIRMED = "CONFIRMED"
    AMBIGUOUS = "AMBIGUOUS"
    SOURCE_MISSING = "SOURCE_MISSING"
    UNQUALIFIED = "UNQUALIFIED"
    UNASSIGNED = "UNASSIGNED"


class Action(StrEnum):
    """The action on an account, in the order in which reports list them."""

    CREATE = "CREATE"
    LINK = "LINK"
    UPDATE = "UPDATE"
    REACTIVATE = "REACTIVATE"
    DEACTIVATE = "DEACTIVATE"
    NONE = "NONE"


ACTION_WORDS = {
    "CREATE": "created", "LINK": "linked", "UPDATE": "updated", "REACTIVATE": "back", "DEACTIVATE": "gone",
}  # fmt: skip
"""Column headers for counts of applied changes."""

AccountState = Literal["none", "active", "deactivated_by_us", "deactivated_by_others"]
Ended = Literal["status_inactive", "termination_date", "out_of_scope"]


class Fact(NamedTuple):
    """One combination of facts that `sql/plan/changes.sql` can find for a person who is not withheld."""

    situation: Situation
    account_state: AccountState
    ended: Ended | None
    is_active: bool | None
    differs: bool
    is_due: bool
    is_protected: bool
    is_decided: bool
    """Somebody decided that the account is theirs, and the link does not say so yet."""


class Decision(NamedTuple):
    action: Action
    reason: str


RELINKS = frozenset({"same_person", "id_reused", "given_up"})
"""Reasons of changes after which an account may be linked under another identifier than before."""
NOTHING = Decision(Action.NONE, "")


def decide(fact: Fact, policy: Policy) -> Decision:
    """The decision table: one row per event in the world.

    People who are AMBIGUOUS, or withheld for another reason, never get here.
    """
    if fact.is_protected:  # an administrator, or allow-listed: never changed by a roster (R5, G15)
        return NOTHING
    match fact.situation, fact.account_state:
        case Situation.NO_ACCOUNT, _ if fact.is_due:  # hired
            return Decision(Action.CREATE, "new_in_roster")
        case Situation.FOUND, _ if fact.is_due and (policy.adoption != "never" or fact.is_decided):
            return Decision(Action.LINK, "account_adopted")  # account came first (I19)
        case Situation.CONFIRMED, "active" | "deactivated_by_others" if fact.is_decided:
            return Decision(Action.UPDATE, "same_person")  # has another identifier now (I06, P22)
        case Situation.CONFIRMED, "active" if fact.differs:  # moved, married, promoted
            return Decision(Action.UPDATE, "attributes_differ")
        case Situation.CONFIRMED, "deactivated_by_us" if (
            fact.is_active and fact.is_due
        ):  # came back (I21, I22), and the first day has come (S24)
            return Decision(Action.REACTIVATE, "same_person" if fact.is_decided else "back_in_roster")
        case Situation.CONFIRMED, "deactivated_by_others" if (
            fact.is_active and fact.is_due and policy.reactivate_admin_deactivated
        ):  # deactivated by a Qooper administrator, but the tenant chose that the roster wins (S12)
            return Decision(Action.REACTIVATE, "roster_enforced")
        case Situation.UNQUALIFIED, "active" if fact.ended:
            # left, and the roster says so (S01, S15), or is out of scope now (S19)
            return Decision(Action.DEACTIVATE, fact.ended)
        case Situation.SOURCE_MISSING, "active" if (
            fact.is_decided or fact.differs
        ):  # somebody else has the identifier now (I29)
            return Decision(Action.DEACTIVATE, "id_reused")
        case Situation.SOURCE_MISSING, "active" if fact.is_due:  # left, no longer in the roster
            return Decision(Action.DEACTIVATE, "absent")
        case Situation.SOURCE_MISSING | Situation.UNQUALIFIED, (
            "deactivated_by_us" | "deactivated_by_others"
        ) if fact.is_decided or fact.differs:  # left, and gives up e-mail or id to somebody else (I29, I30)
            return Decision(Action.UPDATE, "given_up")
        case _:
            return NOTHING


def decisions(policy: Policy) -> Iterator[tuple[Fact, Decision]]:
    """Every possible fact with its decision, for `sql/plan/changes.sql` to join."""
    states: tuple[AccountState, ...] = ("none", "active", "deactivated_by_us", "deactivated_by_others")
    endings: tuple[Ended | None, ...] = (None, *get_args(Ended))
    flags = (False, True)
    for values in product(Situation, states, endings, (None, False, True), flags, flags, flags, flags):
        fact = Fact(*values)
        yield fact, decide(fact, policy)


class Summary(Model):
    """The one row of `sql/plan/summary.sql`: counts of people. `withheld` excludes those whom the tenant
    chose not to adopt."""

    accounts: int
    active_accounts: int
    managed: int
    active_managed: int
    active_managed_in_roster: int
    people: int
    people_with_manager: int = 0
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
    manager_circles: int = 0
    """People whose manager would close a circle, so the present one is kept (AT15)."""
    taken_emails: int = 0
    """People with an account whose new e-mail is left out, because another account keeps it (I30)."""
    garbled: int = 0
    damaged: int = 0
    """People with a value that is damaged in another way (AT13)."""
    ends_disputed: int = 0
    """People whose status word and last day disagree (S16, S28)."""
    dates_in_conflict: int = 0
    """People with an active account whose last day is before the first day, and is ignored (S27)."""
    unreadable_dates: int = 0
    """People for whom an unreadable first or last day has a consequence (sql/plan/date_effects.sql)."""
    out_of_scope: int = 0
    """People of the roster whom the scope puts out (S19)."""
    unmanaged_active: int
    declined: int = 0
    """Changes omitted because they were declined on the same facts (G22)."""
    declined_before: int = 0
    """Changes that were declined on other facts and are proposed again."""

    @property
    def changes(self) -> int:
        return self.creates + self.links + self.updates + self.reactivations + self.deactivations


class Change(Model):
    """One row of `sql/plan/changes.sql`."""

    external_id: str
    account_id: str | None
    action: Action
    reason: str
    before: dict[str, str | None]
    after: dict[str, str | None]
    account_version: str | None
    source_line: int | None


class Breach(Model):
    """An exceeded limit. Displayed as `code: actual unit, the limit is limit; detail`."""

    code: str
    actual: float
    limit: float
    unit: str
    detail: str
    attribute: str | None = None
    """The attribute whose changes exceed the limit, if holding back these alone is enough (AT14)."""

    def __str__(self) -> str:
        return f"{self.code}: {self.actual:,.10g} {self.unit}, the limit is {self.limit:,.10g}; {self.detail}"


class Head(NamedTuple):
    """The roster that the next file of a delta feed is merged into (D02)."""

    partition: str
    run_id: str
    roster_digest: str

    @property
    def key(self) -> str:
        return "/".join(self)


class HeldBack(Model):
    """The part of a plan that a change set leaves out, so that the rest can be applied (AT14).

    It is observed and planned again once that is applied, and waits as a change set of its own. The delivery
    is accepted when that one is decided.
    """

    attributes: tuple[str, ...]
    """Their changes are left out for everybody."""
    breaches: tuple[Breach, ...]
    """The limits that they exceed."""


class Basis(Model):
    """The state of a tenant on which a change set is planned, as revisions of everything the plan reads.

    While it is unchanged, planning again gives the same result; the policy is in the change set's own
    `policy_version`.
    """

    delivery: int
    """The last accepted delivery, 0 if there is none."""
    links: str
    memory: str
    """Revision of what is stored about people besides links: declined changes."""
    head: str | None = None
    """Delta feeds only: `Roster.laid_over`, the roster that the file was merged into."""


class ChangeSet(Model):
    """All changes of one roster against one snapshot (`plan` makes it).

    Its tables: `changes` (sql/plan/changes.sql), `situations` (sql/plan/situations.sql).
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
    """`RawFile.modified_at`; earlier versions stored the server's time as it was, even in the future."""
    roster_digest: str
    source_rows: int
    rejected_rows: int
    filled: dict[str, int]
    dates: Mapping[str, DateColumn] = Field(default={})
    """What the file's date columns contain."""
    is_repeat: bool
    """The content was accepted before: nothing is counted again (R1, F08)."""
    absence_suspended: bool
    """Absence would count, but some row has no readable identifier, e-mail or name, so nobody is deactivated
    for absence (R2)."""
    unreadable_rows: int = 0
    """Rows without a readable identifier, including those with an e-mail or a name: anyone who may be on one
    counts as present (R2)."""
    unreadable_lines: tuple[int, ...]
    """The first lines of the file with such rows."""
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
    identity: str | None = None
    """The attribute by which its people are identified. None in manifests of earlier versions."""
    left_out_location: str | None = None
    """The table `left_out` (sql/plan/left_out.sql), if any value is left out."""
    questions_location: str | None = None
    """The table `questions` (sql/plan/questions.sql), if a person has to decide about anybody."""
    outdated_answers: tuple[int, ...] = ()
    """The ids of answers that were given on other facts; they end once it is accepted."""
    used_answers: tuple[int, ...] = ()
    """The ids of answers that end once what it writes about their person is confirmed."""
    forgotten_location: str | None = None
    """The table `forgotten` (sql/plan/forgotten.sql), if anything is to be forgotten."""
    remembered_location: str | None = None
    """The table `remembered` (sql/plan/remembered.sql), if a link has to remember something."""
    landing: int | None = None
    """`RawFile.landing` of its file."""
    planned_on: Basis | None = None
    """None in manifests of earlier versions."""
    deliveries: tuple[str, ...] = ()
    """Delta feeds only: the partitions of all files whose changes it contains, in the order in which they
    were merged: the undecided ones before it, and its own (D02)."""
    old_content_of: str | None = None
    """The partition of an accepted delivery, older than the last one, whose content came again (G20)."""
    damaged: dict[str, int] = Field(default_factory=dict)
    """Values that are not taken over, by `attribute reason` (sql/plan/damaged.sql)."""
    held_back: HeldBack | None = None
    """The part of the plan that it leaves out; None if it is the whole plan."""
    measured: tuple[Measured, ...] = ()
    """The numbers of the whole plan for the limits of the tenant file, exceeded or not; empty in manifests of
    earlier versions."""

    @property
    def exceeded(self) -> tuple[Breach, ...]:
        """Every limit that the plan exceeded, also with the part that is held back."""
        return self.breaches + (self.held_back.breaches if self.held_back else ())

    @property
    def is_first_load(self) -> bool:
        """True if it is held because the tenant is not live yet (R4)."""
        return any(breach.code == "first_load" for breach in self.breaches)


class Receipt(Model):
    """The result of one apply (`apply` makes it). All counts are counts of changes."""

    tenant: str
    partition: str
    run_id: str
    change_set_id: str
    result: Result
    applied: dict[str, int]
    """Confirmed changes by action."""
    failed: dict[str, int]
    """Changes that the target refused, by error code; the next run retries them."""
    stale: int
    """People skipped because somebody else changed their account in the meantime (R11)."""
    approved_by: str | None
    finished_at: datetime
    note: str


def change_set_id(
    digests: Iterable[str],
    *,
    roster_digest: str,
    policy_version: str,
    effective_on: date,
    held_back: HeldBack | None = None,
) -> str:
    """SHA-256 over the sorted changes and what they are based on (R11). `digests` are in order of
    external_id."""
    total = hashlib.sha256(f"{roster_digest}\n{policy_version}\n{effective_on}\n".encode())
    if held_back is not None:  # part of a plan is not the whole plan, even if it has the same changes
        total.update(f"without {', '.join(held_back.attributes)}\n".encode())
    for digest in digests:
        total.update(digest.encode())
    return total.hexdigest()


class Move(NamedTuple):
    """One row of `sql/plan/moves.sql`: an account that gets another e-mail, another employee id, or both.

    E-mails are in lower case. None means unchanged.
    """

    external_id: str
    from_email: str | None
    to_email: str | None
    from_id: str | None = None
    to_id: str | None = None


def order_moves(moves: Iterable[Move]) -> tuple[list[str], list[list[str]]]:
    """Order the moves of e-mails and employee ids: an account that releases one comes before the one that
    takes it.

    Returns the external_ids of all moves in order, and the cycles of e-mails among them (I07, I08), each in
    the same order: its last member has to be parked under a temporary address before its first one moves.
    An address or id that nobody in `moves` has is free, or will be refused by the target.

    `sql/plan/withheld.sql` ensures that every move waits for at most one other, and that ids form no cycle.
    """
    moves = list(moves)
    by_email: dict[str | None, Move] = {
        move.from_email: move for move in moves if move.from_email is not None
    }
    by_id: dict[str | None, Move] = {move.from_id: move for move in moves if move.from_id is not None}
    waiting = {move.external_id: move for move in moves}
    order: list[str] = []
    cycles: list[list[str]] = []
    while waiting:
        path = [next(iter(waiting.values()))]
        on_path = {path[0].external_id}
        while (holder := by_email.get(path[-1].to_email) or by_id.get(path[-1].to_id)) and (
            holder.external_id in waiting
        ):
            if holder.external_id in on_path:
                start = next(i for i, move in enumerate(path) if move is holder)
                assert all(move.to_email in by_email for move in path[start:]), "a cycle of employee ids"
                cycles.append([move.external_id for move in reversed(path[start:])])
                break
            path.append(holder)
            on_path.add(holder.external_id)
        for move in reversed(path):
            order.append(move.external_id)
            del waiting[move.external_id]
    return order, cycles
