"""What is remembered of a company from one run to the next.

Belongs here: accepted deliveries and what a limit may take of them (R1, G05, G19, R2), absences (S04–S06),
what was declined (G22), and which change set waits (R11, G09–G11). Does not: accounts and links
(`company.py`).
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from qooper_assets_tests.model.limits import DEACTIVATION_LIMITS, OF_A_DELTA_FILE
from qooper_assets_tests.model.rules import Change, ChangeSet, Person, Rules


@dataclass
class Delivery:
    """A delivery that was accepted."""

    content: str
    digest: Any
    rows: int
    people: int
    filled: dict[str, int]
    accepted_at: datetime
    active_managed: int
    has_unreadable: bool
    columns: dict[str, Any]
    approved_over: set[str]


@dataclass
class Memory:
    rules: Rules
    is_live: bool = False
    deliveries: list[Delivery] = field(default_factory=list)
    absences: Counter[str] = field(default_factory=Counter)
    gone: list[tuple[date, int]] = field(default_factory=list)
    """Deactivations that count for seven days: on which day, how many."""
    sets: dict[tuple[Any, ...], ChangeSet] = field(default_factory=dict)
    declined: dict[tuple[str, str], Any] = field(default_factory=dict)
    """Person and action → the facts for which they were declined last."""
    declined_rosters: set[Any] = field(default_factory=set)
    """What files say that were declined, and not accepted since (G11)."""
    delta_roster: dict[str, Person] | None = None
    """Delta: the newest row of each person, over all accepted deliveries, in the order of the rows (D01)."""
    undecided: ChangeSet | None = None
    """Delta: the last set that nobody has decided about; its roster has the rows of those before it (D02)."""

    part: ChangeSet | None = None
    """The last set that was applied without what it left out, if no delivery was accepted since (AT14)."""

    @property
    def head(self) -> dict[str, Person] | None:
        """What the next file of a delta feed is laid over; None before the first one."""
        return self.undecided.roster.people if self.undecided else self.delta_roster

    # What the limits compare with.

    @property
    def carried(self) -> set[str]:
        """Limits of undecided files, which hold whatever has their rows. The rules say so of strangers only
        (D03); like the product, the model is as careful with rejected rows."""
        return self.undecided.breaches & OF_A_DELTA_FILE if self.undecided else set()

    @property
    def last(self) -> Delivery | None:
        return self.deliveries[-1] if self.deliveries else None

    def is_old_content(self, content: str, digest: Any) -> bool:
        """G20: an accepted file said this, but the last one says something else."""
        same = [d.content == content or d.digest == digest for d in self.deliveries]
        return any(same) and not same[-1] and self.rules.coverage == "full_snapshot"

    def usual_rows(self) -> list[int]:
        """Of the last five, none of them older than the last one approved over `row_count_drop` (G19)."""
        found = []
        for delivery in reversed(self.deliveries[-5:]):
            found.append(delivery.rows)
            if "row_count_drop" in delivery.approved_over:
                break
        return found

    def unreadable_files(self, *, now_too: bool) -> int:
        """Accepted files in a row with unreadable identifiers since one was approved over that limit (R2)."""
        count = int(now_too)
        for delivery in reversed(self.deliveries):
            if not delivery.has_unreadable or "unreadable_identifiers" in delivery.approved_over:
                break
            count += 1
        return count

    def population(self, now: datetime) -> int:
        """Active accounts that were ours seven days ago, or at the first delivery that left any."""
        week_ago = now - timedelta(days=7)
        old = [d.active_managed for d in self.deliveries if d.accepted_at <= week_ago]
        first = [d.active_managed for d in self.deliveries if d.active_managed > 0]
        return old[-1] if old else first[0] if first else 0

    def gone_before(self, today: date) -> int:
        return sum(n for day, n in self.gone if day > today - timedelta(days=7))

    # G22

    def sort_declined(self, changes: dict[str, Change]) -> tuple[set[str], int]:
        """Who is not proposed again, and how many are proposed although they were declined for other
        facts."""
        suppressed, others = set(), 0
        for change in changes.values():
            facts = self.declined.get((change.person, change.action))
            if facts is not None and change.facts == facts:
                suppressed.add(change.person)
            elif facts is not None:
                others += 1
        return suppressed, others

    # The life of a change set.

    def record(self, planned: ChangeSet) -> None:
        """Keep the set, which supersedes whatever waits (G09); one that is planned again on the same day
        keeps what was decided about it."""
        known = self.sets.get(planned.identifier)
        for other in self.sets.values():
            if other is not known and other.state in ("held", "cleared", "approved"):
                other.state = "superseded"
        is_kept = known is not None and (
            known.state == "declined" or (known.state == "approved" and planned.breaches <= known.breaches)
        )
        if known is not None and is_kept:
            planned = known
        else:
            planned.state = "held" if planned.breaches else "cleared"
            if not planned.changes and planned.identifier[1] in self.declined_rosters:
                planned.state = "declined"
            if known is not None and known.state == "held":
                planned.created_at = known.created_at  # planning again gives no more time (G10)
            self.sets[planned.identifier] = planned
        if self.rules.coverage == "delta":
            self.undecided = planned if planned.state != "declined" else self.part

    def waiting(self) -> ChangeSet | None:
        """The set that waits for a word, or was given it and not carried out."""
        return next((s for s in self.sets.values() if s.state in ("held", "approved")), None)

    def is_expired(self, waiting: ChangeSet, now: datetime) -> bool:
        return now >= waiting.created_at + timedelta(days=self.rules.approval_days_max)

    def decide(self, waiting: ChangeSet, decision: str, now: datetime) -> str:
        """`approved` or `declined`, or why not."""
        if self.is_expired(waiting, now):
            return "approval_expired"
        waiting.state = decision
        if decision == "declined":
            self.declined_rosters.add(waiting.identifier[1])
            self.undecided = self.part if self.rules.coverage == "delta" else None
            for change in waiting.changes.values():
                self.declined[change.person, change.action] = change.facts
            part = self.part
            if part and (part.content, part.identifier[1]) == (waiting.content, waiting.identifier[1]):
                if self.rules.coverage == "delta":
                    self.delta_roster, self.undecided = waiting.roster.people, None
                self._deliver(waiting, waiting.active_managed, set(), now)
        return decision

    def accept_part(self, done: ChangeSet, applied: Counter[str]) -> None:
        """The set was applied without what it left out: its delivery is not accepted yet (AT14)."""
        done.state = "part_applied"
        self.part = done
        if applied["DEACTIVATE"]:
            self.gone.append((done.effective_on, applied["DEACTIVATE"]))

    def accept(self, done: ChangeSet, applied: Counter[str], now: datetime) -> None:
        """The set was applied, or had nothing to do."""
        was_approved = done.state == "approved"
        over = done.breaches if was_approved else set()
        done.state = "applied"
        if was_approved and "first_load" in over:
            self.is_live = True
        if applied["DEACTIVATE"] and not over & DEACTIVATION_LIMITS:
            self.gone.append((done.effective_on, applied["DEACTIVATE"]))
        self.declined_rosters.discard(done.identifier[1])
        for key in list(self.declined):
            if key in done.settled:
                del self.declined[key]
        if self.undecided:
            self.delta_roster, self.undecided = self.undecided.roster.people, None
        active_managed = (
            done.active_managed
            + sum(applied[action] for action in ("CREATE", "LINK", "REACTIVATE"))
            - applied["DEACTIVATE"]
        )
        self._deliver(done, active_managed, set(over), now)

    def _deliver(self, done: ChangeSet, active_managed: int, over: set[str], now: datetime) -> None:
        if done.is_repeat:
            self.deliveries[-1].columns = done.columns
            return
        self.part = None
        self._count_absences(done)
        self.deliveries.append(
            Delivery(
                content=done.content,
                digest=done.identifier[1],
                rows=done.roster.rows,
                people=len(done.roster.people),
                filled=done.filled,
                accepted_at=now,
                active_managed=active_managed,
                has_unreadable=bool(done.roster.unreadable),
                columns=done.columns,
                approved_over=over,
            )
        )

    def _count_absences(self, done: ChangeSet) -> None:
        """S04: count one more file, or start again at zero; suspended absence (R2) only stops counting up."""
        if self.rules.coverage != "full_snapshot":
            return
        for who in done.present:
            self.absences.pop(who, None)
        if not done.is_suspended:
            for who in done.absent:
                self.absences[who] += 1
