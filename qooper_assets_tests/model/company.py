"""A company as the rules have it: its accounts, its memory, and what a run does to both.

Belongs here: one run from the file to the change set, and its apply. Does not: the rules of a row, a person
or a limit, which have modules of their own.
"""

import copy
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from qooper_assets_tests.model import ends, limits
from qooper_assets_tests.model.deciding import Deciding, is_in_step, values_of, without_circles
from qooper_assets_tests.model.memory import Memory
from qooper_assets_tests.model.rows import roster_of, with_managers
from qooper_assets_tests.model.rules import Account, Cells, Change, ChangeSet, Link, Roster, Rules
from qooper_assets_tests.model.standings import Standing, is_suspended, standings
from qooper_assets_tests.model.withholding import Withholding


@dataclass
class Company:
    rules: Rules
    accounts: dict[int, Account] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        self.memory = Memory(self.rules)

    # What others do in Qooper.

    def seed(self, values: dict[str, str], *, is_administrator: bool = False, is_active: bool = True) -> bool:
        """An account that is made by hand; False where Qooper refuses it."""
        attributes = {k: v for k, v in values.items() if k not in ("email", "employee_id")}
        made = Account(
            len(self.accounts) + 1, values.get("employee_id"), values["email"], attributes, is_active,
            is_administrator,
        )  # fmt: skip
        if self._is_taken(made.number, made.email, made.employee_id):
            return False
        self.accounts[made.number] = made
        return True

    def edit(self, email_key: str, name: str, value: str) -> bool:
        """One value of one account, by hand; False where Qooper refuses it."""
        account = next(a for a in self.accounts.values() if a.email_key == email_key)
        return self._set(account, {name: value})

    def _is_taken(self, number: int, email: str | None, employee_id: str | None) -> bool:
        """Qooper refuses an e-mail (without case) or an id that another account has, active or not."""
        return any(
            (email and a.email_key == email.lower()) or (employee_id and a.employee_id == employee_id)
            for a in self.accounts.values()
            if a.number != number
        )

    def _set(self, account: Account, values: dict[str, str | None]) -> bool:
        if self._is_taken(account.number, values.get("email"), values.get("employee_id")):
            return False
        for name, value in values.items():
            if name == "status":
                account.is_active = value == "active"
            elif name in ("email", "employee_id"):
                setattr(account, name, value)
            elif value is None:
                account.attributes.pop(name, None)
            else:
                account.attributes[name] = value
        return True

    # One run, up to the change set.

    @property
    def linked(self) -> dict[int, str]:
        return {link.account: who for who, link in self.links.items()}

    def plan(
        self,
        rows: list[Cells],
        content: str,
        now: datetime,
        today: date,
        without: Collection[str] = (),
        *,
        is_rest: bool = False,
    ) -> ChangeSet:
        memory, rules, linked = self.memory, self.rules, self.linked
        before = memory.head or {}
        roster = roster_of(rows, rules, today, before.values(), without)
        columns_before = memory.last.columns if memory.last else {}
        columns = ends.columns(roster.people.values(), columns_before)
        known_in_file = self._known_in_file(roster)
        kept = {who: person for who, person in before.items() if who not in roster.people}
        roster.people = with_managers(kept | roster.people, before, rules)
        is_repeat = memory.last is not None and memory.last.content == content
        found = standings(roster, self.accounts, self.links, rules, today, columns, columns_before)
        withholding = Withholding(found, self.accounts, rules, linked, memory.declined, today)
        withheld = withholding.judge()
        absent = {
            s.who for s in found.values()
            if s.is_missing and not s.is_off_by_us and not s.in_doubt and s.who not in withheld
        }  # fmt: skip
        suspended = is_suspended(roster)
        due = self._due_absences(absent, is_repeat=is_repeat) if not suspended else set()
        deciding = Deciding(found, roster, self.accounts, linked, withholding, rules, due)
        changes = deciding.changes()
        settled = self._settled(found, withheld)
        suppressed, declined_before = memory.sort_declined(changes)
        changes = {who: change for who, change in changes.items() if who not in suppressed}
        changes = without_circles(changes, self.accounts, linked)
        filled = self._filled(roster)
        known = self._known(
            found,
            roster,
            now,
            today,
            declined_before,
            len(withholding.kept_emails),
            known_in_file=known_in_file,
            is_repeat=is_repeat,
            is_old_content=memory.is_old_content(content, _digest(roster)),
            has_lost_dates=ends.breaches(columns, columns_before, rules.limit("fill_rate_drop_pct_max")),
        )
        found_over = (
            limits.breaches(changes.values(), withheld, roster, filled, rules, known)
            | limits.of_scope(changes, roster, rules, today)
            | memory.carried
        )
        left_out = ""
        if found_over == {"mass_attribute_change"} and not is_rest:
            left_out = limits.left_out(changes, rules, known)
        if left_out:
            changes, found_over = without_attribute(changes, left_out), set()
        shown = tuple(sorted(map(_shown_with_before, changes.values())))
        planned = ChangeSet(
            identifier=(today, _digest(roster), shown, left_out),
            created_at=now,
            effective_on=today,
            content=content,
            is_repeat=is_repeat,
            roster=roster,
            withheld=withheld,
            kept_emails=set(withholding.kept_emails),
            changes=changes,
            breaches=found_over,
            suppressed=len(suppressed),
            absent=absent,
            present=set(self.links) - absent,
            is_suspended=suspended,
            active_managed=known.active_managed,
            filled=filled,
            columns=columns,
            remembered=self._remembered(
                found,
                withheld,
                changes,
                due,
                today,
                counts=rules.coverage == "full_snapshot" and not suspended,
            ),
            settled=settled,
            rows=rows,
            without=without,
            left_out=left_out,
        )
        memory.record(planned)
        return planned

    def plan_rest(self, part: ChangeSet, now: datetime, today: date) -> ChangeSet:
        """What is left after everything but one attribute was applied (AT14)."""
        return self.plan(part.rows, part.content, now, today, part.without, is_rest=True)

    def _known_in_file(self, roster: Roster) -> int:
        before = self.memory.head
        if before is None and not self.links:
            return len(roster.in_file)
        return len(roster.in_file & {*(before or {}), *self.links})

    def _due_absences(self, absent: set[str], *, is_repeat: bool) -> set[str]:
        if self.rules.coverage != "full_snapshot":
            return set()
        this_file = 0 if is_repeat else 1
        return {
            who for who in absent
            if self.memory.absences[who] + this_file >= self.rules.absent_after_files
        }  # fmt: skip

    def _settled(self, found: dict[str, Standing], withheld: dict[str, str]) -> set[tuple[str, str]]:
        """G22: which declines the person's own row answers: it says something else now, or nothing is left to
        do. Doubt says nothing: a person who is withheld, or may be on a rejected row, keeps theirs."""
        settled = set()
        for (who, action), facts in self.memory.declined.items():
            s = found.get(who)
            if s is not None and (who in withheld or s.in_doubt):
                continue
            if s is None or s.facts_declined(self.rules) != facts or is_in_step(s, self.linked, self.rules):
                settled.add((who, action))
        return settled

    def _remembered(
        self, found: dict[str, Standing], withheld: dict[str, str], changes: dict[str, Change],
        due: set[str], today: date, *, counts: bool,
    ) -> dict[str, ends.Remembered]:  # fmt: skip
        """S22, S25: the last day that the file says, since when somebody has ended, and who is active."""
        remembered = {}
        for who, s in found.items():
            action = changes[who].action if who in changes else ""
            if (s.link is None and action not in ("CREATE", "LINK")) or who in withheld or s.in_doubt:
                continue
            last_day = s.end.last_day if s.end else s.link.last_day if s.link else None
            ended_on, ended_by = (s.link.ended_on, s.link.ended_by) if s.link else (None, None)
            is_over = bool(s.account and not s.is_active) and (
                bool(s.ended) or (s.is_missing and counts and (s.is_off_by_us or who in due))
            )
            is_back = s.person is not None and not s.ended and (s.is_active or action == "REACTIVATE")
            if (action == "DEACTIVATE" or is_over) and not s.is_protected and ended_on is None:
                ended_on, ended_by = today, s.ended or "absent"
            elif is_back:
                ended_on = ended_by = None
            elif ended_on and not (s.is_missing or s.is_protected) and "out_of_scope" in (s.ended, ended_by):
                ended_by = s.ended  # S19: the reason follows the scope
            remembered[who] = ends.Remembered(is_back and s.is_active, last_day, ended_on, ended_by)
        return remembered

    def _filled(self, roster: Roster) -> dict[str, int]:
        """How many people have a value, per profile attribute (AT02)."""
        filled: Counter[str] = Counter()
        for person in roster.people.values():
            filled.update(name for name, value in person.attributes.items() if value is not None)
            filled.update(["manager"] if person.manager is not None else [])
            filled.update(["the scope"] if self.rules.scope and person.is_out is not None else [])
        return dict(filled)

    def _known(
        self, found: dict[str, Standing], roster: Roster, now: datetime, today: date, declined_before: int,
        kept_emails: int,
        *, known_in_file: int, is_repeat: bool, is_old_content: bool, has_lost_dates: bool,
    ) -> limits.Known:  # fmt: skip
        memory = self.memory
        active = [s for s in found.values() if s.is_active]
        return limits.Known(
            is_live=memory.is_live,
            rows_before=memory.usual_rows(),
            filled_before=memory.last.filled if memory.last else {},
            people_before=memory.last.people if memory.last else 0,
            gone_before=memory.gone_before(today),
            population=memory.population(now),
            unreadable_files=memory.unreadable_files(now_too=not is_repeat) if roster.unreadable else 0,
            active_managed=len(active),
            active_managed_in_roster=sum(not s.is_missing for s in active),
            known_in_file=known_in_file,
            declined_before=declined_before,
            holders=Counter(
                name
                for s in active
                if s.account
                for name, value in values_of(s.account, self.linked).items()
                if value is not None
            ),
            is_old_content=is_old_content,
            has_lost_dates=has_lost_dates,
            kept_emails=kept_emails,
        )

    # Apply.

    def apply(self, cleared: ChangeSet, now: datetime) -> str:
        """Write a set that may be written; gives the result of the run."""
        if cleared.state == "approved" and self.memory.is_expired(cleared, now):
            return "approval_expired"
        kept, applied, failed = _Writing(self, cleared).write()
        if kept is None:
            cleared.state = "stale"
            return "change_set_stale"
        ends.remember(self.links, cleared.remembered)
        if cleared.left_out:
            self.memory.accept_part(cleared, applied)
            return "partial"
        self.memory.accept(cleared, applied, now)
        if failed or len(kept) < len(cleared.changes) or cleared.roster.unreadable:
            return "partial"
        return "succeeded" if cleared.changes else "noop"


class _Writing:
    """The writes of one change set, in the order of AP13."""

    def __init__(self, company: Company, cleared: ChangeSet) -> None:
        self.company = company
        self.changes = copy.deepcopy(cleared.changes)
        self.applied: Counter[str] = Counter()
        self.failed: set[str] = set()

    def write(self) -> tuple[list[str] | None, Counter[str], set[str]]:
        """Whose changes were made, or None where too many accounts changed meanwhile (R11, G08)."""
        stale = {who for who, change in self.changes.items() if self._is_stale(change)}
        if len(stale) * 100 > self.company.rules.stale_pct_max * len(self.changes):
            return None, self.applied, self.failed
        for cycle in limits.email_cycles(self.changes.values()):
            if stale & set(cycle):
                stale |= set(cycle)
        todo = [change for who, change in sorted(self.changes.items()) if who not in stale]
        for change in todo:
            if change.action == "DEACTIVATE":
                self._write(change)
        self._write_moves([c for c in todo if c.action in ("LINK", "UPDATE", "REACTIVATE")])
        for change in todo:
            if change.action == "CREATE":
                self._create(change)
        for change in todo:
            self._write_manager(change)
        done = [c.person for c in todo if c.person not in self.failed]
        self.applied = Counter(self.changes[who].action for who in done)
        return done, self.applied, self.failed

    def _is_stale(self, change: Change) -> bool:
        if change.account is None:
            return False
        held = values_of(self.company.accounts[change.account], self.company.linked)
        return any(
            not _same(name, held.get(name), old) and not _same(name, held.get(name), change.after[name])
            for name, old in change.before.items()
        )

    def _write_moves(self, todo: list[Change]) -> None:
        """Whoever frees an e-mail or an id goes before who takes it; who exchange e-mails go together."""
        while todo:
            ready = [c for c in todo if self._is_free(c)]
            for change in ready:
                if self._is_free(change):
                    self._write(change)
                    todo.remove(change)
            if ready:
                continue
            cycles = limits.email_cycles(todo)
            if not cycles:
                self.failed |= {c.person for c in todo}
                return
            together = [c for c in todo if c.person in cycles[0]]
            for change in together:
                assert change.account is not None
                self.company.accounts[change.account].email = f"parked-{change.account}@parked.invalid"
            for change in together:
                self._write(change)
                todo.remove(change)

    def _is_free(self, change: Change) -> bool:
        assert change.account is not None
        after = change.after
        return not self.company._is_taken(change.account, after.get("email"), after.get("employee_id"))

    def _write(self, change: Change) -> None:
        assert change.account is not None
        values = {name: value for name, value in change.after.items() if name != "manager"}
        if not values and change.action != "LINK":
            return
        if self.company._set(self.company.accounts[change.account], values):
            link = self.company.links.setdefault(change.person, Link(change.account, True))
            link.account, link.is_active = change.account, change.action != "DEACTIVATE"
        else:
            self.failed.add(change.person)

    def _create(self, change: Change) -> None:
        values = {k: v for k, v in change.after.items() if k != "manager" and v is not None}
        if self.company.seed(values):
            self.company.links[change.person] = Link(len(self.company.accounts), True)
        else:
            self.failed.add(change.person)

    def _write_manager(self, change: Change) -> None:
        manager = change.after.get("manager")
        if "manager" in change.after and manager is None and change.account is not None:
            self.company.accounts[change.account].manager = None
        if manager in self.company.links and change.person in self.company.links:
            account = self.company.accounts[self.company.links[change.person].account]
            account.manager = self.company.links[str(manager)].account


def without_attribute(changes: dict[str, Change], name: str) -> dict[str, Change]:
    """The changes of everything else, for everybody (AT14)."""
    found = {}
    for who, change in changes.items():
        before = {key: value for key, value in change.before.items() if key != name}
        after = {key: value for key, value in change.after.items() if key != name}
        if after or change.action != "UPDATE":
            found[who] = replace(change, before=before, after=after)
    return found


def _digest(roster: Roster) -> tuple[tuple[object, ...], ...]:
    return tuple(sorted((person.facts for person in roster.people.values()), key=str))


def _shown_with_before(change: Change) -> tuple[object, ...]:
    return (*change.shown, tuple(sorted(change.before.items())))


def _same(name: str, held: str | None, wanted: str | None) -> bool:
    held, wanted = (held or "").strip(), (wanted or "").strip()
    return held.lower() == wanted.lower() if name == "email" else held == wanted
