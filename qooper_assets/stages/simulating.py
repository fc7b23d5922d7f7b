"""Simulate: run the stages for several files, one day after the other, on a copy of a tenant.

A copy of the tenant's rows of the ledger, of its accounts, and a clock that moves from file to file; what a
stage stores is in a scratch folder, over the stored artifacts, which are only read. So the stages are those
of a real run, and ledger, artifacts, target and notices of the installation stay as they are.

Belongs here: that copy, and one day after the other. Does not: which file is of which day
(`core/simulation.py`), or any rule of a day: the stages are the same.
"""

import gc
import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core import feed
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import (
    DeliveryError,
    GuardrailBreach,
    QooperAssetsError,
    StateError,
    TargetError,
)
from qooper_assets.core.feed import Choice, RawFile, RemoteFile
from qooper_assets.core.identity import refuse_other_identity
from qooper_assets.core.lifecycle import Recorded, State
from qooper_assets.core.roster import Roster
from qooper_assets.core.simulation import FileDay, Outcome, SimulatedDay, Then
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.stages import recording
from qooper_assets.stages.applying import finish_interrupted
from qooper_assets.stages.landing import refuse_older
from qooper_assets.stages.normalizing import normalize
from qooper_assets.stages.observing import observe
from qooper_assets.stages.planning import plan
from qooper_assets.stages.runtime import Runtime

NOBODY = "simulation"
"""Who approves what is held, in the copy of the ledger."""

COLLECTION_THRESHOLDS = (50_000, 20, 50)

Preview = Callable[[int], SimulatedDay]
"""Plans a later day, given by its number, on the present state of the copy, and records nothing."""
Decide = Callable[[int, Preview, ChangeSet], Then]
"""Decides what becomes of a day, from its number, previews of later ones, and its plan. Days are numbered
from 0."""


@dataclass
class DayClock:
    """A clock that stands still until the next file, or until somebody sleeps."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def simulate(
    runtime: Runtime,
    tenant: Tenant,
    files: Sequence[Path],
    days: Sequence[FileDay],
    *,
    is_empty: bool,
    then: Then | Decide,
    only_planned: frozenset[int] = frozenset(),
) -> Iterator[SimulatedDay]:
    """Yield what each day would have come to, in the order of `days`.

    `is_empty`: the tenant has no account and no history, as before its first file. `then`: what becomes of
    each plan. Days in `only_planned`, which are numbers from 0, leave no trace at all. A day that is refused
    changes nothing, and the next one goes on. Raises `TenantFileError` identity_changed, `StateError`
    tenant_busy if a run writes accounts at the moment, and what a stage raises because of the installation.
    """
    clock = DayClock(runtime.clock.now())
    with _rare_collections(), _open_copy(runtime, tenant, clock, is_empty=is_empty) as copy:
        # Also if no file can be read.
        refuse_other_identity(tenant, *copy.ledger.deliveries.identity(tenant.tenant))

        def preview(number: int) -> SimulatedDay:
            day, present = days[number], clock.at
            clock.at = day.at.astimezone(UTC)
            run_id = f"simulation-preview-{number}"
            found = _Day(copy, tenant, files[day.position], day, run_id).preview()
            clock.at = present
            return found

        for number, day in enumerate(days):
            clock.at = day.at.astimezone(UTC)
            run_id = f"simulation-{number}"
            if number in only_planned:
                yield preview(number)
            else:
                decide = partial(then, number, preview) if callable(then) else then
                yield _Day(copy, tenant, files[day.position], day, run_id).run(decide)
            _remove_unused(copy, tenant, run_id)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let Python search for cycles less often: each day makes lists of many tuples, and hardly a cycle. The
    searches would take a twentieth of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(*COLLECTION_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def _open_copy(runtime: Runtime, tenant: Tenant, clock: DayClock, *, is_empty: bool) -> Iterator[Runtime]:
    with runtime.scratch() as scratch:
        ledger = Ledger.open(f"sqlite:///{scratch / 'ledger.sqlite'}", clock, is_durable=False)
        with closing(ledger):
            copy = replace(
                runtime,
                state=scratch,
                artifacts=Artifacts(
                    str(scratch / "artifacts"),
                    beneath=None if is_empty else runtime.artifacts,
                    is_durable=False,
                ),
                ledger=ledger,
                clock=clock,
                reports=False,
            )
            if not is_empty:
                _copy_tenant(runtime, copy, tenant)
            yield copy


def _copy_tenant(runtime: Runtime, copy: Runtime, tenant: Tenant) -> None:
    """Copy the tenant's rows of the ledger and its accounts, which must fit each other."""
    name, ledger = tenant.tenant, runtime.ledger
    basis = ledger.change_sets.basis(name)
    ledger.copy_tenant(copy.ledger, name)
    if runtime.has_target(tenant):
        with runtime.account_reader(tenant) as accounts, copy.target(tenant) as target:
            assert isinstance(target, EmbeddedQooper)
            target.fill(accounts.list_accounts())
    if ledger.change_sets.basis(name) != basis or ledger.leases.is_held(name):
        raise StateError(
            "tenant_busy",
            "a run writes accounts at the moment, so there is no state to begin with.",
            where=name,
            remedy="Simulate again when it has ended.",
            retryable=True,
        )


def _remove_unused(copy: Runtime, tenant: Tenant, run_id: str) -> None:
    """Remove the artifacts of earlier days that no later one reads. A delta feed may read any of them."""
    if tenant.feed.coverage == "delta":
        return
    last = copy.ledger.deliveries.last(tenant.tenant)
    kept = {run_id, last.run_id if last else ""}
    for folder in (copy.state / "artifacts" / tenant.tenant).glob("*/simulation-*"):
        if folder.name not in kept:
            shutil.rmtree(folder)


@dataclass(frozen=True)
class _Day:
    """One file, and the day on which it is delivered."""

    copy: Runtime
    tenant: Tenant
    file: Path
    day: FileDay
    run_id: str

    def run(self, then: Then | Callable[[ChangeSet], Then]) -> SimulatedDay:
        copy, tenant, run_id = self.copy, self.tenant, self.run_id
        try:
            raw = self._land()
            roster, observed = self._read(raw)
            planned = recording.plan_and_record(copy, tenant, raw, roster, observed, run_id)
            if callable(then):
                then = then(planned.recorded.change_set)
            settled = self._settle(planned.recorded, then)
        except (DeliveryError, GuardrailBreach, TargetError) as error:
            return self._blocked(error)
        except StateError as error:
            if error.code != "circuit_open":  # the accounts', not the installation's
                raise
            return self._blocked(error)
        return self._planned(planned.roster, settled, then)

    def preview(self) -> SimulatedDay:
        """Plan the day, and record nothing."""
        try:
            raw = self._land()
            roster, observed = self._read(raw)
            change_set = plan(self.copy, self.tenant, raw, roster, observed, self.run_id)
        except (DeliveryError, TargetError) as error:
            return self._blocked(error)
        return self._planned(roster, _Settled((change_set,), {}), Then.LEAVE)

    @property
    def _partition(self) -> str:
        return feed.partition_key(self.tenant.schedule, self._effective_on)

    @property
    def _effective_on(self) -> date:
        return feed.effective_on(self.tenant.schedule, self.day.at)

    def _land(self) -> RawFile:
        """Store the file as `land` would have. Raises `DeliveryError` permission_denied, too_large,
        empty_file and older_than_accepted; nothing is known of its age."""
        artifacts, name = self.copy.artifacts, self.tenant.tenant
        size_bytes, sha256 = self._measure()
        remote_file = RemoteFile(path=self.file.name, size_bytes=size_bytes, modified_at=None)
        feed.check_size(remote_file, self.tenant.feed.limits)
        with self.copy.scratch() as scratch:
            shutil.copyfile(self.file, scratch / "raw")
            key = artifacts.key(
                name, self._partition, self.run_id, "raw_file", f"{sha256}.{self.tenant.feed.format}"
            )
            raw = RawFile(
                tenant=name,
                partition=self._partition,
                run_id=self.run_id,
                remote_file=remote_file,
                choice=Choice(dated_on=self.day.dated_on),
                sha256=sha256,
                host_key="",
                landed_at=self.copy.clock.now(),
                landing=self.copy.ledger.deliveries.next_landing(name),
                location=artifacts.adopt(scratch / "raw", key),
            )
            refuse_older(self.copy, self.tenant, raw)
            artifacts.save("raw_file", raw, scratch)
        return raw

    def _measure(self) -> tuple[int, str]:
        """The file's size and SHA-256. Raises `DeliveryError` permission_denied if it can't be read."""
        try:
            with self.file.open("rb") as content:
                return self.file.stat().st_size, hashlib.file_digest(content, "sha256").hexdigest()
        except OSError as error:
            raise DeliveryError(
                "permission_denied",
                f"the file can't be read ({type(error).__name__}).",
                where=self.file.name,
                remedy="Check the file on this machine.",
            ) from None

    def _read(self, raw: RawFile) -> tuple[Roster, Snapshot]:
        """Normalize the file and observe the accounts, at once: neither needs the other, unless an
        interrupted apply has to be finished between them."""
        copy, tenant, run_id = self.copy, self.tenant, self.run_id
        if copy.ledger.change_sets.interrupted(tenant.tenant):
            roster = normalize(copy, tenant, raw, run_id)
            finish_interrupted(copy, tenant, run_id)
            return roster, observe(copy, tenant, raw.partition, run_id)
        with ThreadPoolExecutor(1) as thread:
            observed = thread.submit(observe, copy, tenant, raw.partition, run_id)
            roster = normalize(copy, tenant, raw, run_id)
        return roster, observed.result()

    def _settle(self, recorded: Recorded, then: Then) -> "_Settled":
        """Apply the change set, and the part that it holds back; approved or not if they are held."""
        ledger, change_set = self.copy.ledger, recorded.change_set
        is_waiting = recorded.state in (State.HELD, State.APPROVED)
        if then is Then.LEAVE or (is_waiting and then is Then.LEAVE_HELD):
            return _Settled((change_set,), {})
        if is_waiting:
            why = "what if this is approved"
            recorded = recording.approve(
                self.copy, self.tenant, self._partition, change_set.change_set_id, NOBODY, why
            )
        receipt = recording.settle(self.copy, self.tenant, recorded, self.run_id, is_approval=is_waiting)
        settled = _Settled((change_set,), receipt.failed)
        rest = ledger.change_sets.waiting(self.tenant.tenant) if change_set.held_back else None
        if rest is None or rest.change_set.run_id != self.run_id:
            return settled
        return settled.plus(self._settle(rest, then))

    def _planned(self, roster: Roster, settled: "_Settled", then: Then) -> SimulatedDay:
        change_set = settled.change_sets[0]
        counts = sum((Counter(one.counts) for one in settled.change_sets), Counter[str]())
        outcome = Outcome.HELD if change_set.exceeded else Outcome.APPLIED if counts else Outcome.NOTHING
        return SimulatedDay(
            file=self.file.name,
            partition=self._partition,
            effective_on=self._effective_on,
            outcome=outcome,
            is_approved=then is Then.APPLY and outcome is Outcome.HELD,
            rows=roster.counts,
            counts=dict(sorted(counts.items())),
            failed=settled.failed,
            rejects_by_reason=roster.rejects_by_reason,
            withheld_by_reason=change_set.withheld_by_reason,
            breaches=change_set.exceeded,
            held_back=change_set.held_back.attributes if change_set.held_back else (),
            measured=change_set.measured,
            unresolved_managers=change_set.summary.unresolved_managers,
            warnings=roster.warnings,
        )

    def _blocked(self, error: QooperAssetsError) -> SimulatedDay:
        return SimulatedDay(
            file=self.file.name,
            partition=self._partition,
            effective_on=self._effective_on,
            outcome=Outcome.BLOCKED,
            code=error.code,
            message=f"{error.message} {error.remedy}".strip(),
            exit_code=error.exit_code,
        )


class _Settled(NamedTuple):
    """What was planned on a day, and what the target refused of it."""

    change_sets: tuple[ChangeSet, ...]
    """Two, if a part of the plan is held back."""
    failed: dict[str, int]
    """Changes that failed, by error code."""

    def plus(self, other: "_Settled") -> "_Settled":
        failed = Counter(self.failed) + Counter(other.failed)
        return _Settled(self.change_sets + other.change_sets, dict(failed))
