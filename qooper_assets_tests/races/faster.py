"""A cache that makes runs much faster: thousands of schedules compute the same few plans.

A plan is a function of the arguments of `plan` and of what it reads from the ledger. Where both are equal to
an earlier call, the files of that call are copied; the reads are still made, so a run is cut there as usual.
Belongs here: that. Does not: any other change to a run.
"""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from qooper_assets import stages
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.feed import RawFile
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.stages import planning, recording


class Read(NamedTuple):
    """One read of the ledger, with its result."""

    method: str
    """Prefixed by the part of the ledger: `deliveries.last`."""
    given: tuple[Any, ...]
    gave: str


class Plan(NamedTuple):
    """A computed plan, and its files by name."""

    run_id: str
    change_set: ChangeSet
    files: dict[str, bytes]


class Recording:
    """A ledger whose reads are recorded; repeated reads return the first result."""

    def __init__(self, ledger: Any, prefix: list[tuple[Read, Any]]) -> None:
        self._ledger, self._prefix, self.reads = ledger, list(prefix), list[Read]()

    def __getattr__(self, part: str) -> "RecordedPart":
        return RecordedPart(self, part)

    def read(self, method: str, given: tuple[Any, ...]) -> Any:
        if self._prefix:
            read, result = self._prefix.pop(0)
            assert (read.method, read.given) == (method, given), "a plan reads the same at first"
        else:
            result = attrgetter(method)(self._ledger)(*given)
            read = Read(method, given, _digest(result))
        self.reads.append(read)
        return result


class RecordedPart:
    """One part of a ledger whose reads are recorded."""

    def __init__(self, ledger: Recording, part: str) -> None:
        self._ledger, self._part = ledger, part

    def __getattr__(self, name: str) -> Any:
        method = f"{self._part}.{name}"
        return lambda *given: self._ledger.read(
            method, given
        )  # keyword arguments are refused because they are not recorded


def _digest(result: Any) -> str:
    return str(sorted(result.rows())) if isinstance(result, pl.DataFrame) else repr(result)


class Plans:
    """Every computed plan by its arguments and reads."""

    def __init__(self) -> None:
        self._made: dict[str, list[tuple[list[Read], Plan]]] = {}
        self.made, self.copied = 0, 0

    def plan(
        self,
        runtime: stages.Runtime,
        tenant: Tenant,
        raw: RawFile,
        roster: Roster,
        observed: Snapshot,
        run_id: str,
        *,
        is_rest: bool = False,
    ) -> ChangeSet:
        accounts = pl.read_parquet(runtime.artifacts.where(observed.location))
        vanished = pl.read_parquet(runtime.artifacts.where(observed.vanished_location))
        key = "|".join(
            (
                *(tenant.tenant, tenant.policy_version(), raw.sha256, raw.partition, str(raw.landing)),
                *(roster.location, observed.links_version, str(runtime.clock.now())),
                *(_digest(accounts), _digest(vanished), str(is_rest)),
            )
        )
        known = self._made.setdefault(key, [])
        prefix: list[tuple[Read, Any]] = []
        candidates = known
        while candidates:
            reads, plan = candidates[0]
            if len(reads) == len(prefix):
                self.copied += 1
                return _copied(runtime, plan, run_id, "held_back" if is_rest else "change_set")
            method, given, _ = reads[len(prefix)]
            result = attrgetter(method)(runtime.ledger)(*given)
            prefix.append((Read(method, given, _digest(result)), result))
            candidates = [one for one in candidates if one[0][: len(prefix)] == [read for read, _ in prefix]]
        self.made += 1
        ledger = Recording(runtime.ledger, prefix)
        made = planning.plan(
            dataclasses.replace(runtime, ledger=ledger),
            tenant,
            raw,
            roster,
            observed,
            run_id,
            is_rest=is_rest,
        )
        folder = Path(runtime.artifacts.where(made.location)).parent
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        known.append((ledger.reads, Plan(run_id, made, files)))
        return made


def _copied(runtime: stages.Runtime, plan: Plan, run_id: str, noun: str) -> ChangeSet:
    locations = {
        name: value.replace(f"/{plan.run_id}/", f"/{run_id}/")
        for name, value in plan.change_set
        if name.endswith("location") and value
    }
    change_set = plan.change_set.model_copy(update={**locations, "run_id": run_id})
    with runtime.scratch() as scratch:
        for name, content in plan.files.items():
            (scratch / name).write_bytes(content)
            location = Path(change_set.location).parent / name
            runtime.artifacts.adopt(scratch / name, location.as_posix())
        runtime.artifacts.save(noun, change_set, scratch)
    return change_set


@contextmanager
def faster() -> Iterator[Plans]:
    """Use this cache while the block runs."""
    plans = Plans()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recording, "plan", plans.plan)
        yield plans
