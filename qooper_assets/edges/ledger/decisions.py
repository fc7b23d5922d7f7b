"""Decisions about people in doubt: the questions of the last plan, and what people answered.

Each method is one transaction. Belongs here: storing questions, and answers until they end. Does not: which
answers there are, or when one is refused (`core/decisions.py`), or what they change (`sql/plan/`).
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core import decisions
from qooper_assets.core.approval import refuse_anonymous
from qooper_assets.core.decisions import CLAIMING, DECIDING, Answer, Given, Question
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.edges.ledger.database import Database, insert_rows
from qooper_assets.edges.ledger.tables import answers, operations, questions
from qooper_assets.edges.ledger.tenant_rows import move_revision


class Asked(NamedTuple):
    """A question that waits for an answer."""

    question: Question
    change_set_id: str
    """The last plan that asked it."""
    asked_at: datetime
    """When it was first asked on the same facts."""


class Decisions:
    """The questions and answers of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def asked(self, tenant: str, *, with_answered: bool = False) -> list[Asked]:
        """The questions of the last plan that nobody has answered since, in order of asked_at and
        external_id; or all of them, `with_answered`."""
        with self._database.reading() as db:
            return _asked(db, tenant) if with_answered else _unanswered(db, tenant)

    def waiting(self) -> dict[str, list[Asked]]:
        """The questions of all tenants that nobody has answered since, by tenant."""
        with self._database.reading() as db:
            names = db.scalars(sa.select(questions.c.tenant).distinct()).all()
            return {name: _unanswered(db, name) for name in names}

    def given(self, tenant: str) -> list[Given]:
        """The answers that have not ended, the oldest first."""
        with self._database.reading() as db:
            return _given(db, tenant)

    def answer(
        self,
        tenant: str,
        asked: Asked,
        answer: Answer,
        *,
        identity: str,
        shown: str | None,
        person: str,
        why: str,
    ) -> Given:
        """Record an answer, once; if it was given before, return that one.

        A change set that was planned before is outdated with it. Raises `GuardrailBreach`: what
        `core.decisions.check` raises, nobody_waits if the question is not open any more, answer_contradicts.
        """
        now = self._database.now()
        with self._database.writing(tenant) as db:
            key = (asked.question.external_id, asked.question.other)
            open_now = [
                each for each in _asked(db, tenant) if (each.question.external_id, each.question.other) == key
            ]
            question = decisions.choose([each.question for each in open_now], *key, tenant)
            offered = decisions.answers(question, identity)
            decisions.check(question, answer, list(offered), shown, person=person, why=why, where=tenant)
            given = _given(db, tenant)
            earlier = _standing(given, question)
            if earlier is not None and earlier.answer == answer:
                return earlier
            rival = earlier or _rival(given, question, answer)
            if rival is not None:
                raise decisions.contradicts(rival, tenant)
            _end(db, tenant, _of_question(question), "replaced", now)
            db.execute(
                answers.insert().values(
                    tenant=tenant,
                    external_id=question.external_id,
                    other=question.other or "",
                    account_id=question.account_id,
                    reason=question.reason,
                    answer=answer.value,
                    facts=question.facts_for(answer),
                    person=person.strip(),
                    why=why.strip(),
                    decided_at=now,
                    change_set_id=open_now[0].change_set_id,
                )
            )
            move_revision(db, tenant, "memory_revision", now)
            recorded = _standing(_given(db, tenant), question)
        assert recorded is not None, "it was just recorded"
        return recorded

    def withdraw(
        self, tenant: str, person_in_doubt: str, other: str | None, *, person: str, why: str
    ) -> list[Given]:
        """End the answers about a person, before they are carried out; returns those that it ended.

        Raises `GuardrailBreach` nobody_waits if there is none, and approval_incomplete.
        """
        refuse_anonymous(person, why, what=DECIDING, where=tenant)
        now = self._database.now()
        with self._database.writing(tenant) as db:
            found = [
                each
                for each in _given(db, tenant)
                if person_in_doubt in (each.external_id, each.other)
                and (other is None or other in (each.external_id, each.other))
            ]
            if not found:
                raise GuardrailBreach(
                    "nobody_waits",
                    "no answer about this person is in effect.",
                    where=tenant,
                    remedy=f"`qooper-assets decide {tenant}` lists questions and answers.",
                )
            which = answers.c.id.in_([each.id for each in found])
            _end(db, tenant, which, "withdrawn", now)
            by = {"withdrawn_by": person.strip(), "withdrawn_why": why.strip()}
            db.execute(answers.update().where(answers.c.tenant == tenant, which).values(by))
            move_revision(db, tenant, "memory_revision", now)
        return found


# Inside a transaction of another module


def replace_questions(
    db: sa.Connection, tenant: str, asked: Sequence[Question], change_set_id: str, now: datetime
) -> None:
    """Store the questions of a plan in place of those of the plan before; one on the same facts keeps the
    instant at which it was first asked."""
    of_tenant = questions.c.tenant == tenant
    before = {(each.question.reason, each.question.facts): each.asked_at for each in _asked(db, tenant)}
    if not asked and not before:
        return
    db.execute(questions.delete().where(of_tenant))
    insert_rows(
        db,
        questions,
        (
            {
                "tenant": tenant,
                "external_id": question.external_id,
                "other": question.other or "",
                "reason": question.reason,
                "document": json.dumps(question._asdict()),
                "change_set_id": change_set_id,
                "asked_at": before.get((question.reason, question.facts), now),
            }
            for question in asked
        ),
    )


def end_outdated(db: sa.Connection, tenant: str, ids: Sequence[int], now: datetime) -> None:
    """End answers that were given on other facts, when a delivery is accepted."""
    if ids:
        _end(db, tenant, answers.c.id.in_(ids), "facts", now)
        move_revision(db, tenant, "memory_revision", now)


def end_done(db: sa.Connection, tenant: str, ids: Sequence[int], change_set_id: str, now: datetime) -> None:
    """End answers that a change set carried out: all that it writes about their person is confirmed.

    The same facts may come again, for example if somebody deactivates the account once more; then the
    question is asked again.
    """
    if not ids:
        return
    of_change_set = (operations.c.tenant == tenant, operations.c.change_set_id == change_set_id)
    written = sa.select(operations.c.external_id).where(*of_change_set, operations.c.state == "confirmed")
    unwritten = sa.select(operations.c.external_id).where(
        *of_change_set, operations.c.kind != "manager", operations.c.state != "confirmed"
    )
    person = answers.c.external_id
    _end(
        db, tenant, sa.and_(answers.c.id.in_(ids), person.in_(written), person.not_in(unwritten)), "done", now
    )
    move_revision(db, tenant, "memory_revision", now)


def end_all(db: sa.Connection, tenant: str, why: str, now: datetime) -> None:
    """End all answers, and forget the questions: people are identified otherwise from now on."""
    _end(db, tenant, sa.true(), why, now)
    db.execute(questions.delete().where(questions.c.tenant == tenant))


def _asked(db: sa.Connection, tenant: str) -> list[Asked]:
    query = (
        sa.select(questions.c.document, questions.c.change_set_id, questions.c.asked_at)
        .where(questions.c.tenant == tenant)
        .order_by(questions.c.asked_at, questions.c.external_id, questions.c.other)
    )
    found = ((json.loads(document), *rest) for document, *rest in db.execute(query))
    # One that another version stored, with other facts, is asked again by the next plan.
    return [Asked(Question(**one), *rest) for one, *rest in found if set(one) == set(Question._fields)]


def _unanswered(db: sa.Connection, tenant: str) -> list[Asked]:
    given = _given(db, tenant)
    return [asked for asked in _asked(db, tenant) if _standing(given, asked.question) is None]


def _given(db: sa.Connection, tenant: str) -> list[Given]:
    query = (
        sa.select(*(answers.c[name] for name in Given._fields))
        .where(answers.c.tenant == tenant, answers.c.ended_at.is_(None))
        .order_by(answers.c.id)
    )
    found = (Given(*row) for row in db.execute(query))
    return [each._replace(other=each.other or None, answer=Answer(each.answer)) for each in found]


def _standing(given: Sequence[Given], question: Question) -> Given | None:
    """Find the answer to a question on the same facts, if somebody gave one."""
    for each in given:
        asked = (question.external_id, question.other, question.facts_for(each.answer))
        is_about_it = each.reason == question.reason or (
            # Once two people are distinguished, what is left to ask is what this answer says already.
            each.answer is Answer.RELEASE_ADDRESS and question.reason == "email_taken"
        )
        if is_about_it and (each.external_id, each.other, each.facts) == asked:
            return each
    return None


def _rival(given: Sequence[Given], question: Question, answer: Answer) -> Given | None:
    """Find an answer that gives the same account to somebody else."""
    if answer not in CLAIMING or question.account_id is None:
        return None
    for each in given:
        is_same_account = each.answer in CLAIMING and each.account_id == question.account_id
        if is_same_account and each.external_id != question.external_id:
            return each
    return None


def _of_question(question: Question) -> sa.ColumnElement[bool]:
    return sa.and_(
        answers.c.external_id == question.external_id,
        answers.c.other == (question.other or ""),
        answers.c.reason == question.reason,
    )


def _end(db: sa.Connection, tenant: str, which: sa.ColumnElement[bool], why: str, now: datetime) -> None:
    standing = (answers.c.tenant == tenant, answers.c.ended_at.is_(None))
    db.execute(answers.update().where(*standing, which).values(ended_at=now, ended_by=why))
