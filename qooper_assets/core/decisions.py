"""Questions about people whose identity is in doubt, and the answers that a person can give (I06, I22, I30).

Belongs here: which answers a question has, what each of them does, and when one is refused. Does not: who is
in doubt (`sql/plan/doubts.sql`), what an answer changes in a plan (`sql/plan/`, `core/changes.py`), or
storing either (`edges/ledger/decisions.py`).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from qooper_assets.core.approval import refuse_anonymous
from qooper_assets.core.changes import AccountState
from qooper_assets.core.errors import GuardrailBreach

SHOWN_MIN = 8
"""The number of digits of a question's id that a person has to give."""


DECIDING = "to decide about somebody in doubt"


class Answer(StrEnum):
    """The answers, as the command line has them."""

    SAME_PERSON = "same-person"
    TWO_PEOPLE = "two-people"
    ADOPT = "adopt"
    REACTIVATE = "reactivate"
    CREATE = "create"
    RELEASE = "release"
    RELEASE_ADDRESS = "release-address"
    LEAVE_ALONE = "leave-alone"


WITHDRAW = "withdraw"
"""Takes back an answer that is not carried out yet; on the command line only."""

LASTING = frozenset({Answer.TWO_PEOPLE, Answer.RELEASE_ADDRESS})
"""Answers that do not end when the status of the account changes, because carrying them out changes it."""

CLAIMING = frozenset({Answer.SAME_PERSON, Answer.ADOPT, Answer.REACTIVATE})
"""Answers that give an account to a person: for one account, one person only."""


class Question(NamedTuple):
    """What has to be decided about a person. Grain: one row of sql/plan/questions.sql."""

    external_id: str
    reason: str
    """Why the person is withheld (`core/report.py`, WITHHELD), or `email_taken` if only an e-mail is left
    out."""
    other: str | None
    """The person who may be the same one, or whose account has what the person needs."""
    account_id: str | None
    """The account that an answer is about."""
    account_state: AccountState
    is_ours: bool
    """That account is linked to somebody."""
    is_protected: bool
    """So it is never changed (R5)."""
    has_same_id: bool
    """It has the employee id of the person's row."""
    is_linked: bool
    """The person has an account."""
    is_other_present: bool
    """The other person is in the roster, and has not ended."""
    others: int
    """With how many people the same question is asked about the person."""
    facts: str
    """Digest of what the question is based on: both rows, the account, and its status."""
    lasting_facts: str
    """The same without the status."""

    @property
    def question_id(self) -> str:
        """By which a person names what was shown."""
        return self.facts

    def facts_for(self, answer: Answer) -> str:
        """The digest that an answer is bound to."""
        return self.lasting_facts if answer in LASTING else self.facts


class Given(NamedTuple):
    """An answer that somebody gave, as recorded."""

    id: int
    external_id: str
    other: str | None
    account_id: str | None
    reason: str
    answer: Answer
    facts: str
    person: str
    why: str
    decided_at: datetime


def answers(question: Question, identity: str) -> dict[Answer, str]:
    """The answers that make sense, each with what the next plan does about it.

    An account that is protected is never given to anybody, and never gives anything up.
    """
    return dict(_answers(question, identity)) | {Answer.LEAVE_ALONE: _left_alone(question)}


def _left_alone(question: Question) -> str:
    if question.reason == "email_taken" and question.is_linked:
        return "the present e-mail stays, and nobody is asked again on the same facts"
    return "nothing changes for anybody concerned, and nobody is asked again on the same facts"


def _answers(question: Question, identity: str) -> Iterator[tuple[Answer, str]]:
    q = question
    account = f"account {q.account_id}"
    match q.reason:
        case "account_missing":
            yield Answer.RELEASE, "the missing account is given up, and the person gets a new one"
        case "id_twin":
            if _may_be_the_same(q):
                yield Answer.SAME_PERSON, f"{_keeps(q)}, with the new id"
            yield Answer.TWO_PEOPLE, f"{q.external_id} and {q.other} are treated independently of each other"
        case "id_reused" if q.is_ours and not q.is_protected:
            yield Answer.SAME_PERSON, f"{account} gets the values of the row"
            if identity in ("employee_id", "email"):
                effect = (
                    f"{account} is deactivated, and gives up what the row needs for an account of its own"
                )
                yield Answer.TWO_PEOPLE, effect
        case "probable_rename":
            if _may_be_the_same(q):
                yield Answer.SAME_PERSON, f"{_keeps(q)}, with the new e-mail"
            if not q.has_same_id:  # which can't be on two accounts: then one of the two rows is wrong
                effect = f"{q.external_id} gets an account of their own; {q.other} leaves as the roster says"
                yield Answer.TWO_PEOPLE, effect
        case "email_taken" | "email_reused" | "rehire_candidate" if q.is_ours and q.other is not None:
            yield from _about_an_email(q)
        case "rehire_candidate" if not q.is_protected and q.account_id:
            verb = "reactivated" if q.is_ours else "linked and reactivated"
            yield Answer.REACTIVATE, f"{account}, which somebody else deactivated, is {verb}"
        case "not_adopted" | "identity_conflict" | "id_reused" if (
            q.account_id and not q.is_ours and not q.is_protected
        ):
            if q.account_state == "active":
                yield Answer.ADOPT, f"{account} is linked to the person, and gets the values of the row"
        case "dates_conflict" if not q.is_protected:
            if q.is_linked:
                yield Answer.REACTIVATE, f"{account} is reactivated from the first day on"
            else:
                yield Answer.CREATE, "the person gets an account from the first day on"
        case _:
            pass


def _about_an_email(q: Question) -> Iterator[tuple[Answer, str]]:
    """The e-mail is on the account of somebody else, who is not in the roster, or has ended there."""
    if q.is_other_present or q.is_protected:
        return
    if q.reason != "email_taken":  # nobody has decided yet whether this is one human
        if _may_be_the_same(q):
            yield Answer.SAME_PERSON, _keeps(q)
        if _may_be_the_same(q) and q.account_state == "deactivated_by_others":
            yield Answer.REACTIVATE, f"one human: account {q.account_id} is reactivated, with the new id"
        effect = f"{q.other} leaves as the roster says, and keeps the e-mail: {q.external_id} can't have it"
        yield Answer.TWO_PEOPLE, effect
    effect = (
        f"two people: account {q.account_id}, once it is deactivated, gives the e-mail to {q.external_id}"
    )
    yield Answer.RELEASE_ADDRESS, effect


def _may_be_the_same(q: Question) -> bool:
    """One account, of somebody who is gone or has ended; never if several people may be the same."""
    is_free = q.is_ours and not q.is_protected and not q.is_other_present
    return is_free and not q.is_linked and q.others == 1


def _keeps(q: Question) -> str:
    verb = {
        "active": "keeps",
        "deactivated_by_us": "gets back, reactivated,",
        "deactivated_by_others": "keeps, deactivated as an administrator left it,",
    }.get(q.account_state, "keeps")
    return f"one human: {q.external_id} {verb} account {q.account_id} of {q.other}"


def parse(word: str, where: str) -> Answer:
    """Read an answer. Raises `GuardrailBreach` answer_unknown."""
    try:
        return Answer(word)
    except ValueError:
        raise GuardrailBreach(
            "answer_unknown",
            f"{word!r} is no answer.",
            where=where,
            remedy=f"The answers are {', '.join(Answer)}; each question has some of them.",
        ) from None


def choose(questions: Sequence[Question], person: str, other: str | None, where: str) -> Question:
    """Find the question about a person: that of the person, or of the counterpart.

    Raises `GuardrailBreach` nobody_waits or decision_ambiguous.
    """
    found = [q for q in questions if q.external_id == person] or [q for q in questions if q.other == person]
    if other is not None:
        found = [q for q in found if other in (q.external_id, q.other)]
    if not found:
        raise GuardrailBreach(
            "nobody_waits",
            "no question is open about this person" + (" and this other one." if other else "."),
            where=where,
            remedy="`qooper-assets decide TENANT` lists who waits for a decision, as of the last plan.",
        )
    if len(found) > 1:
        raise GuardrailBreach(
            "decision_ambiguous",
            f"{len(found)} questions are open about this person.",
            where=where,
            remedy="Name the other person with --other; `qooper-assets decide TENANT` lists them.",
        )
    return found[0]


def check(
    question: Question,
    answer: Answer,
    offered: Sequence[Answer],
    shown: str | None,
    *,
    person: str,
    why: str,
    where: str,
) -> None:
    """Raise `GuardrailBreach` unless the answer may be recorded: approval_incomplete, answer_outdated (the
    question is not the one that was shown), answer_not_offered."""
    refuse_anonymous(person, why, what=DECIDING, where=where)
    if shown is not None and (len(shown) < SHOWN_MIN or not question.question_id.startswith(shown)):
        raise GuardrailBreach(
            "answer_outdated",
            f"the rows or the account are not those of {shown!r} any more; nothing was recorded.",
            where=where,
            remedy=f"Look at the question again, without an answer, and give {SHOWN_MIN} digits of its id.",
        )
    if answer not in offered:
        raise GuardrailBreach(
            "answer_not_offered",
            f"{answer} is no answer to {question.reason}.",
            where=where,
            remedy=f"The answers are {', '.join(offered)}.",
        )


def contradicts(given: Given, where: str) -> GuardrailBreach:
    """The error for an answer that contradicts one that somebody gave before."""
    return GuardrailBreach(
        "answer_contradicts",
        f"{given.person} answered {given.answer} on {given.decided_at:%Y-%m-%d %H:%M} UTC"
        + (f", for account {given.account_id}" if given.account_id else "")
        + ".",
        where=where,
        remedy=f"Talk to {given.person}. To decide otherwise, take that answer back first, with {WITHDRAW}.",
    )
