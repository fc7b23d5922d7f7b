"""Answers about people in doubt as tables of the engine: which of them fit, and what they change in a plan.

Nobody has answered anything in most plans, and then no query runs. Belongs here: running the SQL files of
answers and questions, and reading the questions. Does not: which answers there are (`core/decisions.py`), or
the facts (`sql/plan/`).
"""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from qooper_assets.core.decisions import Given, Question
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.steps import Step

TEXT, FLAG = pl.String(), pl.Boolean()
ANSWERS = {
    "id": pl.Int64(), "external_id": TEXT, "other": TEXT, "account_id": TEXT, "reason": TEXT, "answer": TEXT,
    "facts": TEXT,
}  # fmt: skip
ANSWERED = {name: ANSWERS[name] for name in ANSWERS if name != "facts"} | {"is_fitting": FLAG}
RELINKED = {
    "account_id": TEXT, "linked_to": TEXT, "is_link_active": FLAG, "is_moved": FLAG, "former_of": TEXT,
    "linked_before": TEXT, "was_link_active": FLAG,
}  # fmt: skip
GIVEN_UP = {
    "external_id": TEXT,
    "account_id": TEXT,
    "differences": pl.List(pl.Struct({"name": TEXT, "before": TEXT, "after": TEXT})),
}
QUESTIONS = {
    name: FLAG if name.startswith(("is_", "has_")) else pl.Int64() if name == "others" else TEXT
    for name in Question._fields
}


def stage_answers(engine: Engine, given: Sequence[Given]) -> None:
    """Make `answers`: what people have answered, as stored in the ledger."""
    rows = [tuple(getattr(answer, name) for name in ANSWERS) for answer in given]
    engine.table("answers", pl.DataFrame(rows, schema=ANSWERS, orient="row"))


def _find_fitting(engine: Engine, _: object) -> None:
    if engine.value("select exists (from answers)"):
        engine.run("plan/answered")
    else:
        engine.table("answered", pl.DataFrame(schema=ANSWERED))


def _relink(engine: Engine, _: object) -> None:
    """Make `relinked`, and `accounts` a view in which these accounts are linked as somebody decided."""
    if not engine.value("select exists (from answered where is_fitting)"):
        engine.table("relinked", pl.DataFrame(schema=RELINKED))
        return
    engine.run("plan/relinked")
    if engine.value("select exists (from relinked)"):
        engine.connection.execute("alter view accounts rename to stored_accounts")
        engine.view("plan/relinked_accounts")
        engine.connection.execute("create view accounts as from relinked_accounts")


def _find_given_up(engine: Engine, _: object) -> None:
    if engine.value("select exists (from answered where is_fitting)"):
        engine.run("plan/given_up")
    else:
        engine.table("given_up", pl.DataFrame(schema=GIVEN_UP))


def _ask(engine: Engine, _: object) -> None:
    if engine.value("select exists (from doubts) or exists (from taken_emails)"):
        engine.run("plan/questions")
    else:
        engine.table("questions", pl.DataFrame(schema=QUESTIONS))


ANSWERED_STEP: Step[object] = Step("plan/answered", _find_fitting)
RELINKED_STEP: Step[object] = Step("plan/relinked", _relink, ("plan/answered",))
GIVEN_UP_STEP: Step[object] = Step(
    "plan/given_up",
    _find_given_up,
    ("plan/answered", "plan/relinked", "plan/pairs", "plan/in_doubt", "plan/declines"),
)
QUESTIONS_STEP: Step[object] = Step(
    "plan/questions",
    _ask,
    ("plan/doubts", "plan/situations", "plan/taken_emails", "plan/pairs", "plan/in_doubt", "plan/relinked"),
)


def read_questions(path: Path) -> list[Question]:
    """Read the questions that a plan stored."""
    return [
        Question(*row)
        for row in pl.read_parquet(path).select(Question._fields).sort("external_id", "other").iter_rows()
    ]
