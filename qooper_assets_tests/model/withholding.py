"""Whose identity is in doubt, and why: nobody is changed on a guess.

Belongs here: I06, I10, I15, I19, I20, I22, I27, I29, P22, S27, the chains of I09 for e-mails and ids, and
whose e-mail alone is left out (I30). Does not: rejected rows (`rows.py`).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeGuard

from qooper_assets_tests.model.rules import Account, Rules
from qooper_assets_tests.model.spelling import twin_key
from qooper_assets_tests.model.standings import Standing, is_protected


class Withholding:
    """Judges everybody of one run; of several reasons for one person that of the lowest rank counts."""

    def __init__(
        self,
        standings: dict[str, Standing],
        accounts: dict[int, Account],
        rules: Rules,
        linked: dict[int, str],
        declined: Mapping[tuple[str, str], Any],
        today: date,
    ) -> None:
        self.today = today
        self.standings = standings
        self.rules = rules
        self.linked = linked
        self.by_email = {account.email_key: account for account in accounts.values()}
        self.by_id = {account.employee_id: account for account in accounts.values() if account.employee_id}
        self.ranked: dict[str, tuple[int, str]] = {}
        self.kept_emails: set[str] = set()
        """People with an account who do not get a new e-mail because somebody keeps it (I30)."""
        self.kept_back = {
            who
            for (who, action), facts in declined.items()
            if action in ("UPDATE", "REACTIVATE")
            and (s := standings.get(who)) is not None
            and s.facts_declined(rules) == facts
        }
        """Whose change somebody declined on the same facts: they stay as they are (G22)."""

    @property
    def reasons(self) -> dict[str, str]:
        return {who: why for who, (_, why) in self.ranked.items()}

    def judge(self) -> dict[str, str]:
        self._twins()
        self._reused_ids()
        self._renames()
        self._two_accounts()
        self._rivals()
        self._protected()
        self._not_their_own()
        self._switched_off()
        self._back_after_others()
        self._held_by_who_leaves()
        self._not_adopted()
        self._dates_in_conflict()
        self._id_cycles()
        self._chains()
        self.kept_emails -= set(self.ranked)
        return {who: why for who, why in self.reasons.items() if not self.standings[who].in_doubt}

    def _say(self, who: str, rank: int, why: str) -> None:
        self.ranked[who] = min(self.ranked.get(who, (rank, why)), (rank, why))

    def seekers(self) -> list[Standing]:
        """Who asks for an account, an e-mail or an id that they do not have."""
        return [
            s for s in self.standings.values()
            if s.person and not s.ended and (s.is_new or s.wants_email or s.wants_id)
        ]  # fmt: skip

    def _twins(self) -> None:
        """P22, I15, I32: somebody new, and an id that differs in case, leading zeros or spelling only."""
        groups = defaultdict(list)
        for s in self.standings.values():
            groups[twin_key(s.who, self.rules)].append(s)
        for group in groups.values():
            if len(group) > 1 and any(s.is_new and not s.ended for s in group):
                for s in group:
                    self._say(s.who, 20, "id_twin")

    def _renames(self) -> None:
        """I06, I34: in e-mail mode, a leaver and a joiner of one name, or of one employee id. The leaver may
        be gone for some days, if it was the roster that ended them."""
        if self.rules.identity != "email":
            return
        since = self.today - timedelta(days=self.rules.rename_days)
        leavers = [
            s for s in self.standings.values()
            if s.is_missing
            and (s.is_active or (s.is_off_by_us and s.link and s.link.ended_on and s.link.ended_on >= since))
        ]  # fmt: skip
        for joiner in self.seekers():
            for leaver in leavers if joiner.is_new else ():
                assert joiner.person
                assert leaver.account
                name = _name(joiner.person.attributes)
                number = joiner.person.employee_id
                if (name and name == _name(leaver.account.attributes)) or (
                    number and number == leaver.account.employee_id
                ):
                    self._say(joiner.who, 30, "probable_rename")
                    self._say(leaver.who, 30, "probable_rename")

    def _reused_ids(self) -> None:
        """I29: nothing of the row is what the account, linked or to be adopted by its id, has."""
        for s in self.standings.values():
            if s.person is None or s.ended or s.is_protected:
                continue
            account = s.account
            if account is None:
                account, _ = self.candidates(s)
            if account is None or (s.is_new and not self._is_foreign(account)):
                continue
            if self._is_another_human(s, account):
                self._say(s.who, 25, "id_reused")

    def _is_another_human(self, s: Standing, account: Account) -> bool:
        assert s.person
        new, old = s.person.attributes, account.attributes
        names = [words(side.get(name)) for side in (new, old) for name in ("first_name", "last_name")]
        if not all(names):
            return False
        is_by_email = self.rules.identity == "email"
        here, there = names[0] | names[1], names[2] | names[3]
        if not is_by_email:
            here |= {word for word in words(_local_part(s.person.email)) if len(word) > 1}
            there |= {word for word in words(_local_part(account.email)) if len(word) > 1}
        others = [(new.get("hire_date"), old.get("hire_date"))]
        if self.rules.identity != "employee_id":
            others.append((s.person.employee_id, account.employee_id))
        known = [a == b for a, b in others if a and b]
        return not here & there and not any(known) and (bool(known) or not is_by_email)

    def candidates(self, s: Standing) -> tuple[Account | None, Account | None]:
        """The other accounts that hold the id and the e-mail that somebody asks for."""
        by_id = self.by_id.get(s.wants_id) if s.wants_id else None
        by_email = self.by_email.get(s.wants_email) if s.wants_email else None
        return by_id, by_email

    def _two_accounts(self) -> None:
        """I20: the id leads to one account and the e-mail to another; or somebody who has an account asks
        for the id of one that is not ours. (The id of a linked account is judged by `_chains`.)"""
        for s in self.seekers():
            by_id, by_email = self.candidates(s)
            if self._is_foreign(by_id) and (not s.is_new or (by_email and by_email is not by_id)):
                self._say(s.who, 40, "identity_conflict")

    def _protected(self) -> None:
        for s in self.seekers():
            if any(account and is_protected(account, self.rules) for account in self.candidates(s)):
                self._say(s.who, 50, "protected_account")

    def _not_their_own(self) -> None:
        """The e-mail of an account that is not ours may be adopted only by its own id, by somebody new."""
        for s in self.seekers():
            by_id, by_email = self.candidates(s)
            if not s.is_new or not self._is_foreign(by_email) or by_id is by_email:
                continue
            assert s.person
            if (
                self.rules.identity != "email"
                and by_email.employee_id
                and by_email.employee_id != s.person.employee_id
            ):
                self._say(s.who, 60, "identity_conflict")

    def _switched_off(self) -> None:
        """I22: the one account that fits is not ours and deactivated."""
        for s in self.seekers():
            fits = self.fitting(s)
            if fits and not fits.is_active:
                self._say(s.who, 65, "rehire_candidate")

    def _back_after_others(self) -> None:
        """S25: the roster does not win over an administrator without a question."""
        for s in self.standings.values():
            if s.is_back_after_others and not self.rules.reactivate_admin_deactivated:
                self._say(s.who, 67, "rehire_candidate")

    def _not_adopted(self) -> None:
        for s in self.seekers():
            if self.rules.adoption == "never" and self.fitting(s):
                self._say(s.who, 80, "not_adopted")

    def _dates_in_conflict(self) -> None:
        """S27: hired or withdrawn? Only an active account answers that."""
        for s in self.standings.values():
            if (
                s.person
                and not (s.ended or s.is_active or s.is_protected)
                and s.person.has_conflict(self.rules)
            ):
                self._say(s.who, 85, "dates_conflict")

    def fitting(self, s: Standing) -> Account | None:
        """The account that is not ours and fits somebody new, by id, then by e-mail (R4)."""
        if not s.is_new:
            return None
        for account in self.candidates(s):
            if self._is_foreign(account):
                return account
        return None

    def _rivals(self) -> None:
        """I20: several people without an account who fit one account are all in doubt, and so are those who
        ask for one e-mail or id: in a delta feed their rows come on different days, so I03 does not reject
        them."""
        claims: defaultdict[object, list[str]] = defaultdict(list)
        for s in self.seekers():
            if s.is_new:
                for account in self.candidates(s):
                    if self._is_foreign(account):
                        claims[account.number].append(s.who)
                if s.wants_email:
                    claims["email", s.wants_email].append(s.who)
                if s.wants_id:
                    claims["id", s.wants_id].append(s.who)
        for people in claims.values():
            if len(set(people)) > 1:
                for who in people:
                    self._say(who, 40, "identity_conflict")

    def _held_by_who_leaves(self) -> None:
        """I10, I22: the e-mail of somebody who is gone, going or in doubt, for somebody new. They may be the
        same person under another id, so who is missing is withheld too; whom the roster ends leaves (R9).
        Somebody who has an account can't be the holder, who leaves all the same (I30)."""
        for s in self.seekers():
            if not s.is_new:
                continue
            _, by_email = self.candidates(s)
            holder = self.standings.get(self.linked.get(by_email.number, "")) if by_email else None
            if holder and (holder.is_missing or holder.ended):
                why = "email_reused" if holder.is_active else "rehire_candidate"
                if holder.in_doubt:
                    why = "email_taken"
                self._say(s.who, 70, why)
                if holder.is_missing:
                    self._say(holder.who, 70, why)

    def _chains(self) -> None:
        """I09: an e-mail or an id is free once its holder moves on; who waits for somebody who does not
        can't move either. I30: who has an account goes without the new e-mail only."""
        before = None
        while before != (self.ranked, self.kept_emails):
            before = dict(self.ranked), set(self.kept_emails)
            for s in self.seekers():
                by_id, by_email = self.candidates(s)
                is_acting = s.is_acting(self.rules) and s.who not in self.kept_back
                takes_id = is_acting and not self._waits_for_email(s)
                if self._is_ours(by_id) and not (takes_id and self._leaves_id(by_id)):
                    self._say(s.who, 40, "identity_conflict")
                if not by_email or not is_acting:
                    continue
                if not s.is_new and (self._is_foreign(by_email) or not self._leaves_email(by_email)):
                    self.kept_emails.add(s.who)
                elif self._is_ours(by_email) and not self._leaves_email(by_email):
                    self._say(s.who, 90, "email_taken")

    def _is_ours(self, account: Account | None) -> TypeGuard[Account]:
        return account is not None and account.number in self.linked

    def _is_foreign(self, account: Account | None) -> TypeGuard[Account]:
        return account is not None and account.number not in self.linked

    def _holder(self, account: Account) -> Standing:
        return self.standings[self.linked[account.number]]

    def _moves(self, s: Standing) -> bool:
        return s.who not in self.ranked and s.who not in self.kept_back and s.is_acting(self.rules)

    def _leaves_email(self, account: Account) -> bool:
        holder = self._holder(account)
        gives_up = holder.wants_email is not None and holder.who not in self.kept_emails
        return self._moves(holder) and gives_up

    def _leaves_id(self, account: Account) -> bool:
        """I09: an id passes along a chain of people who are all in the roster; none waits for an e-mail."""
        holder = self._holder(account)
        return self._moves(holder) and holder.wants_id is not None and not self._waits_for_email(holder)

    def _waits_for_email(self, s: Standing) -> bool:
        return s.wants_email is not None and s.wants_email in self.by_email

    def _id_cycles(self) -> None:
        for s in self.seekers():
            seen, at = set(), s
            while at.who not in seen:
                seen.add(at.who)
                by_id, _ = self.candidates(at)
                if not by_id or by_id.number not in self.linked:
                    break
                at = self._holder(by_id)
            else:
                if at.who == s.who:
                    self._say(s.who, 40, "identity_conflict")


def _name(attributes: Mapping[str, str | None]) -> str:
    return " ".join(filter(None, [attributes.get("first_name"), attributes.get("last_name")])).lower()


def words(text: str | None) -> set[str]:
    """The words of a text, without case, accents and apostrophes."""
    plain = unicodedata.normalize("NFD", (text or "").lower())
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'`’ʼ")
    return set(re.findall(r"[^\W_]+", kept))


def _local_part(email: str | None) -> str:
    return (email or "").partition("@")[0]
