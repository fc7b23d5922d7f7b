"""What a tenant can choose, and the words that the model uses for what happens.

Belongs here: the settings with the defaults of R3, and the values that the parts of the model pass to one
another. Does not: any rule.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

DATES = ("hire_date", "termination_date")
Cells = dict[str, str]
"""One row of a delivered file: attribute → the text of its cell."""


@dataclass(frozen=True)
class Rules:
    """The settings of a tenant that decide something."""

    identity: str = "employee_id"
    maps_employee_id: bool = True
    attributes: tuple[str, ...] = ("first_name", "last_name", "title", "department", "hire_date")
    """The mapped attributes that an account has, without employee_id, email and manager."""
    maps_status: bool = True
    status_words: dict[str, str] = field(default_factory=lambda: {"a": "active", "t": "inactive"}, hash=False)
    manager_refers_to: str | None = "employee_id"
    coverage: str = "full_snapshot"
    absent_after_files: int = 1
    adoption: str = "ask"
    reactivate_admin_deactivated: bool = False
    clear_when_blank: tuple[str, ...] = ()
    protected_emails: tuple[str, ...] = ()
    no_date: tuple[str, ...] = (
        "1900-01-01", "1899-12-30", "1899-12-31", "1601-01-01", "1753-01-01", "0001-01-01", "1970-01-01",
    )  # fmt: skip
    end_by: str = "earliest"
    placeholder_emails: tuple[str, ...] = ("noemail@", "none@", "na@", "n/a@", "test@example.com")
    placeholder_ids: tuple[str, ...] = ("TBD", "N/A", "NULL", "none", "0", "-", "unknown", "new")
    rename_days: int = 30
    unreadable_files_max: int = 3
    approval_days_max: int = 7
    stale_pct_max: float = 5
    scope: dict[str, Any] = field(default_factory=dict, hash=False)
    """`column`, and one of `in`, `not_in`, `matches`; empty: everybody is in scope (S19)."""
    owners: dict[str, str] = field(default_factory=dict, hash=False)
    """The owner of each attribute that the roster does not own (AT04)."""
    role_words: dict[str, str] = field(default_factory=dict, hash=False)
    limits: dict[str, float] = field(default_factory=dict, hash=False)
    """Guardrails that differ from their defaults."""

    def is_written(self, name: str, *, is_new: bool) -> bool:
        """AT04: whether a value of the roster is written to a new account, or to one that exists."""
        return self.owners.get(name) not in (("qooper",) if is_new else ("qooper", "roster_on_create"))

    def limit(self, name: str) -> float:
        return self.limits.get(name, DEFAULT_LIMITS[name])


DEFAULT_LIMITS: dict[str, float] = {
    "deactivations_count_floor": 5,
    "deactivations_pct_max": 10,
    "deactivations_count_max": 200,
    "deactivations_share_pct_max": 50,
    "reactivations_count_floor": 5,
    "reactivations_pct_max": 10,
    "identity_changes_count_floor": 5,
    "identity_changes_pct_max": 5,
    "withheld_count_floor": 5,
    "withheld_pct_max": 5,
    "creates_count_floor": 20,
    "creates_pct_max": 50,
    "row_drop_count_floor": 5,
    "row_drop_pct_max": 10,
    "rejects_count_floor": 3,
    "rejects_pct_max": 5,
    "deactivations_7_days_pct_max": 25,
    "name_changes_pct_max": 30,
    "attribute_changes_count_floor": 20,
    "attribute_changes_pct_max": 30,
    "fill_rate_drop_pct_max": 50,
    "overlap_pct_min": 5,
}


@dataclass
class Person:
    """What the roster says of somebody: one row that was not rejected."""

    external_id: str
    employee_id: str | None
    email: str | None
    is_active: bool | None
    """None: a blank status, which says nothing (S08)."""
    hire_date: date | None
    termination_date: date | None
    manager: str | None
    """The person whom the cell means, or the cell itself where nobody fits (`rows.with_managers`)."""
    attributes: dict[str, str | None]
    unreadable: frozenset[str] = frozenset()
    """The dates whose cell is neither blank nor a date."""
    missing: frozenset[str] = frozenset()
    """The dates whose column was not in the file."""
    unsaid: frozenset[str] = frozenset()
    """What the file has no column for."""
    scope: str | None = None
    """The text that decides who is in scope; None if it says nothing."""
    is_out: bool | None = False
    """None: the cell says nothing (S19)."""

    @property
    def email_key(self) -> str | None:
        return self.email.lower() if self.email else None

    def day(self, name: str) -> date | None:
        return self.hire_date if name == "hire_date" else self.termination_date

    def last_day(self, rules: Rules, known: date | None = None) -> date | None:
        """The last day, if it counts: not where the status decides (S28), nor before the first day (S27).
        `known` is a remembered one."""
        is_ignored = rules.end_by == "status" or self.has_conflict(rules)
        return None if is_ignored else self.termination_date or known

    def has_conflict(self, rules: Rules) -> bool:
        """S27: the last day is before the first day, in a tenant where it would decide."""
        return (
            rules.end_by != "status"
            and self.hire_date is not None
            and self.termination_date is not None
            and self.termination_date < self.hire_date
        )

    def ended(self, today: date, rules: Rules, known: date | None = None) -> str | None:
        """The reason for which the roster ends somebody today, if it does (S01, S15, S16, S19, S28). `known`
        is a remembered last day."""
        if self.is_out:
            return "out_of_scope"
        last_day = self.last_day(rules, known)
        by_date = "termination_date" if last_day is not None and last_day < today else None
        by_status = "status_inactive" if self.is_active is False else None
        if rules.end_by == "date":
            return by_date if last_day is not None else by_status
        return by_status or by_date

    def is_future(self, today: date) -> bool:
        return self.hire_date is not None and self.hire_date > today

    @property
    def facts(self) -> tuple[Any, ...]:
        """The person's own row, as far as it is mapped."""
        return (
            self.external_id, self.employee_id, self.email, self.is_active, self.hire_date,
            self.termination_date, self.manager, tuple(sorted(self.attributes.items(), key=str)),
            self.scope, self.is_out,
        )  # fmt: skip

    def facts_declined(self, rules: Rules) -> tuple[Any, ...]:
        """What a decline is bound to (G22): without a manager whom only other rows can name by identity."""
        if rules.manager_refers_to == rules.identity:
            return self.facts
        return replace(self, manager=None).facts


@dataclass
class Account:
    """One account in Qooper."""

    number: int
    employee_id: str | None
    email: str
    attributes: dict[str, str]
    is_active: bool = True
    is_administrator: bool = False
    manager: int | None = None
    """The number of the manager's account."""

    @property
    def email_key(self) -> str:
        return self.email.lower()


@dataclass
class Link:
    """This person is that account; `is_active` as we last confirmed it (R7), or saw it."""

    account: int
    is_active: bool
    last_day: date | None = None
    """The newest that could be read."""
    ended_on: date | None = None
    """Since when the roster has ended the person."""
    ended_by: str | None = None


@dataclass
class Change:
    person: str
    action: str
    reason: str
    before: dict[str, str | None]
    after: dict[str, str | None]
    account: int | None
    """None for a CREATE."""
    facts: tuple[Any, ...] | str

    @property
    def shown(self) -> tuple[str, str, str, tuple[tuple[str, str | None], ...]]:
        """Person, action, reason, after: what is compared with the product."""
        return self.person, self.action, self.reason, tuple(sorted(self.after.items()))


@dataclass
class Rejected:
    line: int
    reason: str


@dataclass
class Roster:
    """What a file says, or in a delta feed what the files said so far."""

    people: dict[str, Person]
    rejected: list[Rejected]
    rejected_rows: int
    rows: int
    present_ids: set[str]
    """Identifiers and e-mails of rejected rows: whoever has one is present (R2)."""
    present_emails: set[str]
    unreadable: list[Cells]
    """Rows without a readable identifier, cleaned."""
    in_file: set[str]
    """People of this file alone."""


@dataclass
class ChangeSet:
    """What one run proposes."""

    identifier: tuple[Any, ...]
    created_at: datetime
    effective_on: date
    content: str
    is_repeat: bool
    roster: Roster
    withheld: dict[str, str]
    kept_emails: set[str]
    changes: dict[str, Change]
    breaches: set[str]
    suppressed: int
    absent: set[str]
    """Missing, and neither in doubt nor withheld: counted where the set is accepted."""
    present: set[str]
    is_suspended: bool
    active_managed: int
    filled: dict[str, int]
    columns: dict[str, Any]
    remembered: dict[str, Any]
    """What links remember once the set is accepted (`ends.Remembered`)."""
    settled: set[tuple[str, str]]
    """Person and action of every decline that is forgotten once the set is accepted (G22)."""
    rows: list[Cells]
    without: Collection[str] = ()
    """The columns that the file lacks."""
    left_out: str = ""
    """The attribute whose changes wait while the rest is applied (AT14)."""
    state: str = "cleared"
