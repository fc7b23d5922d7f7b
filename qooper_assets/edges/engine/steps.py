"""A stage as a table of steps, and the one function that runs such a table.

Order and concurrency are data: a step names the steps that it needs, and may be marked to run in a second
thread. Belongs here: running steps. Does not: any step (`stages/`, `sql/`).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from qooper_assets.edges.engine.engine import Engine

W = TypeVar("W")


@dataclass(frozen=True)
class Step(Generic[W]):
    """One step of a stage; `W` is the value that the stage's steps share."""

    name: str
    work: Callable[[Engine, W], None]
    needs: tuple[str, ...] = ()
    """The steps, earlier in the table, that have to finish before it starts."""
    is_aside: bool = False
    """It runs in a second thread, from its place in the table until a step needs it. It must not read the
    engine's variables, which belong to one connection, unless it sets them."""


def sql(name: str, *needs: str, is_aside: bool = False) -> Step[Any]:
    """A step that runs one SQL file, `plan/situations`, into the table named after it."""
    return Step(name, lambda engine, _: engine.run(name), needs, is_aside)


def following(steps: Sequence[Step[W]], name: str) -> tuple[Step[W], ...]:
    """A step and all that depend on it, in the order of the table."""
    names = {name}
    for step in steps:
        if names.intersection(step.needs):
            names.add(step.name)
    return tuple(step for step in steps if step.name in names)


def run_steps(engine: Engine, steps: Sequence[Step[W]], shared: W, *, is_parallel: bool = True) -> None:
    """Run the steps in the order of the table; if `is_parallel`, those marked aside run in one other thread.

    Raises what a step raises, after all started steps have ended.
    """
    aside: dict[str, Future[None]] = {}
    with ThreadPoolExecutor(1) as thread:
        for step in steps:
            if step.is_aside and is_parallel:
                aside[step.name] = engine.begin(thread, step.work, shared)
                continue
            for name in step.needs:
                if name in aside:
                    aside.pop(name).result()
            step.work(engine, shared)
        for started in aside.values():
            started.result()
