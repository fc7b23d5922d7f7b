"""What the stages need from the outside world, created once per process.

Belongs here: opening what is below the state folder. Does not: any stage.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qooper_assets.core.clock import Clock
from qooper_assets.core.errors import StateError
from qooper_assets.core.identifiers import IsKnown, spelling_key
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import secrets
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.engine.roster_files import RosterFiles
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.settings import Settings
from qooper_assets.edges.system import disk_full_translated, scratch_folder, sweep
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.edges.targets.target import AccountReader, AccountWriter


@dataclass(frozen=True)
class Runtime:
    """The clock, the artifacts, the ledger and the folders that stages use."""

    home: Path
    """`file:` secrets are relative to this folder."""
    state: Path
    """Scratch files and embedded targets live below it."""
    artifacts: Artifacts
    ledger: Ledger
    clock: Clock
    reuses: bool = True
    """Rows of unchanged lines are reused (`stages/reusing.py`)."""
    notices: Path | None = None
    """The file with the channels for notices; None: nobody is notified."""
    reports: bool = True
    """The report of a change set is stored. A simulation, which nobody approves, goes without."""

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        with scratch_folder(self.state / "scratch") as folder:
            yield folder

    def is_linked(self, tenant: Tenant) -> IsKnown:
        """A function that knows who is linked; it reads the ledger when it is first asked."""

        @cache
        def keys() -> frozenset[str]:
            return frozenset(map(spelling_key, self.ledger.links.all(tenant.tenant)["external_id"]))

        return lambda identifier: spelling_key(identifier) in keys()

    def roster_files(self, roster: Roster, scratch: Path) -> RosterFiles:
        """Open the files of a stored roster. Raises `StateError` artifact_missing or artifact_damaged."""
        people, base, stale = (
            self.artifacts.open_local(location, scratch) if location else None
            for location in (roster.location, roster.base_location, roster.stale_base_rows_location)
        )
        assert people
        return RosterFiles(people, base, stale)

    @contextmanager
    def account_reader(self, tenant: Tenant) -> Iterator[AccountReader]:
        """Open the tenant's target to read accounts."""
        with self.target(tenant) as target:
            yield target

    @contextmanager
    def target(self, tenant: Tenant) -> Iterator[AccountWriter]:
        """Open the tenant's target. Stages open it by `account_reader`, or by `writing.open_writer`."""
        with EmbeddedQooper(self._accounts(tenant), seats_max=tenant.target.seats_max) as target:
            yield target

    def has_target(self, tenant: Tenant) -> bool:
        """False if the tenant's target was never used, so that reading it would create it."""
        return self._accounts(tenant).exists()

    def _accounts(self, tenant: Tenant) -> Path:
        return self.state / "targets" / f"{tenant.tenant}.sqlite"


def open_runtime(settings: Settings, clock: Clock) -> Runtime:
    """Create missing folders (0700), and open ledger and artifacts.

    Raises `StateError` ledger_unreadable, state_full.
    """
    try:
        with disk_full_translated(str(settings.state)):
            settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
            sweep(settings.state / "scratch", clock.now())
            return Runtime(
                home=settings.home,
                state=settings.state,
                artifacts=open_artifacts(settings),
                ledger=Ledger.open(settings.ledger, clock, queues_notices=settings.notices is not None),
                clock=clock,
                reuses=settings.reuses,
                notices=settings.notices,
            )
    except OSError as error:
        raise StateError(
            "ledger_unreadable",
            f"the folder of the state, or the ledger in it, can't be opened ({type(error).__name__}).",
            where=str(settings.state),
            remedy="Check QOOPER_STATE, the disk and the permissions; nothing was written.",
        ) from None


def open_artifacts(settings: Settings, *, marks_latest: bool = True) -> Artifacts:
    return Artifacts(
        settings.artifacts,
        marks_latest=marks_latest,
        sealing_keys=lambda: secrets.sealing_keys(settings.keys, settings.home),
        reads_unsealed=settings.reads_unsealed,
    )
