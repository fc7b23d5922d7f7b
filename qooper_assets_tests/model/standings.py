"""Each person beside the account that is theirs, and who is absent.

Belongs here: R5 (only linked accounts are ours), R2 (doubt is presence), S12 (who switched an account off)
and what a person asks for. Does not: whether somebody is in doubt (`withholding.py`), or what is done
(`deciding.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qooper_assets_tests.model.ends import Column, End, end_of
from qooper_assets_tests.model.rows import word
from qooper_assets_tests.model.rules import Account, Link, Person, Roster, Rules


@dataclass
class Standing:
    """A person of the roster, or a linked account whose person is not in it."""

    who: str
    person: Person | None
    account: Account | None
    ended: str | None
    is_future: bool
    is_protected: bool
    is_off_by_us: bool
    link: Link | None = None
    end: End | None = None
    in_doubt: bool = False
    """Missing from the roster, but a rejected row may be theirs."""

    @property
    def is_missing(self) -> bool:
        return self.person is None

    @property
    def is_new(self) -> bool:
        return self.account is None

    @property
    def is_active(self) -> bool:
        return self.account is not None and self.account.is_active

    @property
    def is_undated(self) -> bool:
        """S22, S26: a date can't be read, so no account begins, or begins again."""
        if self.end is None or self.is_active:
            return False
        return self.end.has_no_first_day or (self.end.has_no_last_day and not self.is_new)

    @property
    def is_back_after_others(self) -> bool:
        """S25: somebody else switched the account off, the roster ended the person, and hires them again."""
        return (
            self.person is not None
            and self.account is not None
            and not (self.account.is_active or self.is_off_by_us or self.is_protected or self.ended)
            and not (self.is_future or self.is_undated)
            and self.person.is_active is True
            and self.link is not None
            and self.link.ended_on is not None
        )

    def is_acting(self, rules: Rules) -> bool:
        """Whether the person will have an active account in which something may change."""
        if self.person is None or self.ended or self.is_protected:
            return False
        if self.account is None:
            return not (self.is_future or self.is_undated)
        return self.account.is_active or self.comes_back(rules)

    def comes_back(self, rules: Rules) -> bool:
        """I21, S08, S12, S24: who is switched off and is switched on again today."""
        if self.person is None or self.account is None or self.account.is_active or self.is_protected:
            return False
        if self.ended or self.person.is_active is None or self.is_future or self.is_undated:
            return False  # S28: somebody inactive who has not ended is judged as active
        return self.is_off_by_us or rules.reactivate_admin_deactivated

    def facts_declined(self, rules: Rules) -> object:
        """What a decline of the person is bound to (G22)."""
        return self.person.facts_declined(rules) if self.person else "absent"

    @property
    def wants_email(self) -> str | None:
        """The e-mail that is asked for and is not there yet."""
        wanted = self.person.email_key if self.person else None
        return None if wanted is None or (self.account and self.account.email_key == wanted) else wanted

    @property
    def wants_id(self) -> str | None:
        wanted = self.person.employee_id if self.person else None
        return None if wanted is None or (self.account and self.account.employee_id == wanted) else wanted


def is_protected(account: Account, rules: Rules) -> bool:
    return account.is_administrator or word(account.email) in {word(e) for e in rules.protected_emails}


def standings(
    roster: Roster, accounts: dict[int, Account], links: dict[str, Link], rules: Rules, today: date,
    columns: Mapping[str, Column], before: Mapping[str, Column],
) -> dict[str, Standing]:  # fmt: skip
    found = {}
    for who in sorted({*roster.people, *links}):
        person, link = roster.people.get(who), links.get(who)
        account = accounts[link.account] if link else None
        end = end_of(person, link, columns, before) if person else None
        found[who] = Standing(
            who=who,
            person=person,
            account=account,
            ended=_ended(person, end, link, account, today, rules) if person and end else None,
            is_future=bool(person and person.is_future(today)),
            is_protected=bool(account and is_protected(account, rules)),
            is_off_by_us=bool(link and account and not account.is_active and not link.is_active),
            link=link,
            end=end,
            in_doubt=person is None and account is not None and may_be_there(who, account, roster),
        )
    return found


def _ended(
    person: Person, end: End, link: Link | None, account: Account | None, today: date, rules: Rules
) -> str | None:
    """S19: whoever was put out of scope stays so while the cell says nothing, and the account is off."""
    was_put_out = link is not None and link.ended_by == "out_of_scope"
    if person.is_out is None and was_put_out and account and not account.is_active:
        return "out_of_scope"
    return person.ended(today, rules, end.last_day)


def may_be_there(who: str, account: Account, roster: Roster) -> bool:
    """R2: a rejected row's identifier and e-mail are present; and of a row without a readable identifier,
    whoever has its e-mail, or its first or last name."""
    if who in roster.present_ids or account.email_key in roster.present_emails:
        return True
    return any(
        row.get("email", "").lower() == account.email_key
        or any(
            row.get(name) and row[name].lower() == (account.attributes.get(name) or "").lower()
            for name in ("first_name", "last_name")
        )
        for row in roster.unreadable
    )


def is_suspended(roster: Roster) -> bool:
    """R2: a row that tells nothing that can be compared suspends absence for everybody."""
    return any(not row for row in roster.unreadable)
