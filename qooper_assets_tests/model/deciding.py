"""What is done for whom, and why.

Belongs here: the actions and their reasons (R5, R8, R10, I21, I30, S01–S12, S14–S17, S19, S24, S28,
AT01–AT12, AT15), value by value. Does not: who is left alone because of doubt (`withholding.py`), or whether
the set may be applied (`limits.py`).
"""

from qooper_assets_tests.model.rules import Account, Change, Person, Roster, Rules
from qooper_assets_tests.model.standings import Standing
from qooper_assets_tests.model.withholding import Withholding


class Deciding:
    """Decides for everybody of one run."""

    def __init__(
        self,
        standings: dict[str, Standing],
        roster: Roster,
        accounts: dict[int, Account],
        linked: dict[int, str],
        withholding: Withholding,
        rules: Rules,
        due_absences: set[str],
    ) -> None:
        self.standings = standings
        self.roster = roster
        self.accounts = accounts
        self.linked = linked
        self.withholding = withholding
        self.withheld = withholding.reasons
        self.rules = rules
        self.due_absences = due_absences

    def changes(self) -> dict[str, Change]:
        found = (self._change(s) for s in self.standings.values() if s.who not in self.withheld)
        return {change.person: change for change in found if change}

    def _change(self, s: Standing) -> Change | None:
        if s.is_protected or s.in_doubt:
            return None
        if s.is_missing:
            is_leaving = s.is_active and s.who in self.due_absences
            return self._made(s, "DEACTIVATE", "absent", {"status": "deactivated"}) if is_leaving else None
        if s.ended:
            return self._made(s, "DEACTIVATE", s.ended, {"status": "deactivated"}) if s.is_active else None
        if not s.is_acting(self.rules):
            return None
        if s.is_new:
            fits = self.withholding.fitting(s)
            if fits:
                return self._made(s, "LINK", "account_adopted", self._differences(s, fits), fits)
            return self._made(s, "CREATE", "new_in_roster", self._differences(s, None))
        differences = self._differences(s, s.account)
        if s.is_active:
            return self._made(s, "UPDATE", "attributes_differ", differences) if differences else None
        why = "back_in_roster" if s.is_off_by_us else "roster_enforced"
        return self._made(s, "REACTIVATE", why, differences | {"status": "active"})

    def _made(
        self,
        s: Standing,
        action: str,
        reason: str,
        after: dict[str, str | None],
        account: Account | None = None,
    ) -> Change:
        account = account or s.account
        held = self.values_of(account) if account else {}
        return Change(
            person=s.who,
            action=action,
            reason=reason,
            before={name: held.get(name) for name in after} if account else {},
            after=after,
            account=account.number if account else None,
            facts=s.facts_declined(self.rules),
        )

    def values_of(self, account: Account) -> dict[str, str | None]:
        return values_of(account, self.linked)

    def _differences(self, s: Standing, account: Account | None) -> dict[str, str | None]:
        assert s.person
        person = s.person
        held = self.values_of(account) if account else {}
        is_email_kept = s.who in self.withholding.kept_emails
        wanted: dict[str, str | None] = {
            "employee_id": person.employee_id,
            "email": None if is_email_kept else person.email,
            "manager": self._manager(person),
            **person.attributes,
        }
        found = {}
        for name, value in wanted.items():
            if not self.rules.is_written(name, is_new=account is None):
                continue
            old = held.get(name)
            is_kept = name in person.unsaid or (name == "manager" and person.manager is not None)
            if value is None:
                if not is_kept and account and old is not None and name in self.rules.clear_when_blank:
                    found[name] = None  # R8
            elif value != old and not (name == "email" and old and value.lower() == old.lower()):
                found[name] = value
        return found

    def _manager(self, person: Person) -> str | None:
        """The manager, if that is somebody we know, and not in doubt (AT07, AT10, AT15)."""
        meant = person.manager
        s = self.standings.get(meant) if meant else None
        if s is None or meant == person.external_id or s.in_doubt or meant in self.withheld:
            return None
        if s.is_new and (s.ended or s.is_future or s.is_undated):
            return None
        return meant


def without_circles(
    changes: dict[str, Change], accounts: dict[int, Account], linked: dict[int, str]
) -> dict[str, Change]:
    """AT15: no change of a manager is made that is part of a circle; who keeps the present manager because of
    that may complete another one. An UPDATE of which nothing is left is none."""
    names = linked | {c.account: c.person for c in changes.values() if c.account is not None}
    managers = {
        names.get(number, f"account {number}"): names.get(account.manager, f"account {account.manager}")
        for number, account in accounts.items()
        if account.manager is not None
    }
    left: set[str] = set()
    while True:
        boss: dict[str, str | None] = dict(managers)
        for who, change in changes.items():
            if "manager" in change.after and who not in left:
                boss[who] = change.after["manager"]
        closing = {
            who for who, change in changes.items()
            if change.after.get("manager") and who not in left and _is_in_a_circle(who, boss)
        }  # fmt: skip
        if not closing:
            break
        left |= closing
    for who in left:
        for values in (changes[who].after, changes[who].before):
            values.pop("manager", None)
    return {who: c for who, c in changes.items() if c.after or c.action != "UPDATE"}


def _is_in_a_circle(who: str, boss: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    at = boss.get(who)
    while at is not None and at != who and at not in seen:
        seen.add(at)
        at = boss.get(at)
    return at == who


def is_in_step(s: Standing, linked: dict[int, str], rules: Rules) -> bool:
    """The account is active and holds exactly what the row says, also where the row says nothing.

    The rules do not say whether a decline outlives a change by hand that made it pointless. The product
    forgets it only where no value is left that differs, which is the more careful reading.
    """
    if not s.is_active or s.is_protected or s.person is None or s.ended or s.account is None:
        return False
    held = values_of(s.account, linked)
    said = {"employee_id": s.person.employee_id, **s.person.attributes}
    return (
        s.person.email_key == s.account.email_key
        and all(held.get(name) == value for name, value in said.items())
        and (
            s.person.manager == held["manager"]
            or (s.person.manager is None and "manager" not in rules.clear_when_blank)
        )
    )


def values_of(account: Account, linked: dict[int, str]) -> dict[str, str | None]:
    """What an account holds, by the names that a change uses."""
    manager = account.manager
    return {
        "employee_id": account.employee_id,
        "email": account.email,
        "status": "active" if account.is_active else "deactivated",
        "manager": (linked.get(manager) or f"account {manager}") if manager is not None else None,
        **account.attributes,
    }
