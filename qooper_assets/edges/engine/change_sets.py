"""Decisions and change sets as tables of the engine, and as values.

Belongs here: staging the decision table that `plan` uses, and reading its results. Does not: deciding
(`core/changes.py`), or the facts (`sql/plan/`).
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeVar

import polars as pl

from qooper_assets.core.changes import Change, Move, decisions
from qooper_assets.core.managers import ManagerEdge, circle_closers
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.policy import Policy
from qooper_assets.edges.engine.engine import Engine

M = TypeVar("M", bound=Model)


def stage_decisions(engine: Engine, policy: Policy) -> None:
    """Make `decisions`: the columns of Fact, then action and reason."""
    engine.table("decisions", _decision_table(policy))


@lru_cache
def _decision_table(policy: Policy) -> pl.DataFrame:
    """The decision for every possible fact, some thousand rows."""
    schema = {
        "situation": pl.String,
        "account_state": pl.String,
        "ended": pl.String,
        "is_active": pl.Boolean,
        "differs": pl.Boolean,
        "is_due": pl.Boolean,
        "is_protected": pl.Boolean,
        "is_decided": pl.Boolean,
        "action": pl.String,
        "reason": pl.String,
    }
    rows = [(*fact, *decision) for fact, decision in decisions(policy)]
    return pl.DataFrame(rows, schema=schema, orient="row")


def only_row(engine: Engine, table: str, model: type[M]) -> M:
    """Return the only row of a table as a value."""
    result = engine.connection.table(table)
    return model.model_validate(dict(zip(result.columns, result.fetchall()[0], strict=True)))


def changes(engine: Engine, condition: str) -> Iterator[Change]:
    """Read rows of the table `changes`, in the order of external_id."""
    query = f"select {', '.join(Change.model_fields)} from changes where {condition} order by external_id"
    for frame in engine.frames(query):
        for row in frame.iter_rows(named=True):
            yield Change(**{**row, "before": json.loads(row["before"]), "after": json.loads(row["after"])})


def find_manager_circles(engine: Engine, _: object = None) -> None:
    """Make `manager_edges`, and `manager_circles` (external_id): whose change of manager would close a
    circle."""
    engine.run("plan/manager_edges")
    edges = (
        ManagerEdge(*row)
        for row in engine.rows(f"select {', '.join(ManagerEdge._fields)} from manager_edges")
    )
    closers = pl.DataFrame({"external_id": circle_closers(edges)}, schema={"external_id": pl.String})
    engine.table("manager_circles", closers)


def moves(engine: Engine) -> list[Move]:
    """Read the rows of `moves`: e-mails and employee ids that pass from one account to another."""
    return [
        Move(*row) for row in engine.rows(f"select {', '.join(Move._fields)} from moves order by external_id")
    ]
