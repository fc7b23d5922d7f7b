"""Answers about people in doubt as tables of the engine: which of them fit, and what they change in a plan.

Nobody has answered anything in most plans, and then no query runs. Belongs here: running the SQL files of
answers and questions, and reading the questions. Does not: which answers there are (`core/decisions.py`), or
the facts (`sql/plan/`).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from qooper_assets.core.decisions import Given, Question
from qooper_assets.edges.engine.engine import Engine

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


SOME_FIT = "exists (from answered where is_fitting)"


def stage_answers(engine: Engine, given: Sequence[Given]) -> None:
    """Make `answers`: what people have answered, as stored in the ledger."""
    rows = [tuple(getattr(answer, name) for name in ANSWERS) for answer in given]
    engine.table("answers", pl.DataFrame(rows, schema=ANSWERS, orient="row"))


def _run_if(engine: Engine, condition: str, stem: str, columns: Mapping[str, pl.DataType]) -> bool:
    """Run a SQL file if the condition holds, else make its table without rows; True if it was run."""
    is_run = bool(engine.value(f"select {condition}"))
    if is_run:
        engine.run(stem)
    else:
        engine.table(stem.removeprefix("plan/"), pl.DataFrame(schema=columns))
    return is_run


def find_fitting(engine: Engine, _: object = None) -> None:
    """Make `answered`."""
    _run_if(engine, "exists (from answers)", "plan/answered", ANSWERED)


def relink(engine: Engine, _: object = None) -> None:
    """Make `relinked`, and `accounts` a view in which these accounts are linked as somebody decided."""
    if _run_if(engine, SOME_FIT, "plan/relinked", RELINKED) and engine.value("select exists (from relinked)"):
        engine.connection.execute("alter view accounts rename to stored_accounts")
        engine.view("plan/relinked_accounts")
        engine.connection.execute("create view accounts as from relinked_accounts")


def find_given_up(engine: Engine, _: object = None) -> None:
    """Make `given_up`."""
    _run_if(engine, SOME_FIT, "plan/given_up", GIVEN_UP)


def ask(engine: Engine, _: object = None) -> None:
    """Make `questions`."""
    _run_if(engine, "exists (from doubts) or exists (from taken_emails)", "plan/questions", QUESTIONS)


def read_questions(path: Path) -> list[Question]:
    """Read the questions that a plan stored."""
    return [
        Question(*row)
        for row in pl.read_parquet(path).select(Question._fields).sort("external_id", "other").iter_rows()
    ]
