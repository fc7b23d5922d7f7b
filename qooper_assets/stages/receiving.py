"""Received files: what came whole from the server, stored before the server closes it (F24).

Belongs here: storing the bytes with their manifest `received_file`, whether they are used or not, and finding
those of today that no run has accepted. Does not: whether a file may be used (`stages/landing.py`); only one
that may gets the manifest `raw_file`.

Some servers let a file be downloaded once and then move it away. What a run received and could not use,
because the target failed, or that `plan` or `test-connection` received, then exists only here.
"""

from dataclasses import dataclass, field
from pathlib import Path

from qooper_assets.core.feed import Fetched, RawFile
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.stages.runtime import Runtime

RECEIVED = "received_file"


@dataclass
class Received:
    """The file that one run receives for a partition."""

    runtime: Runtime
    tenant: Tenant
    partition: str
    run_id: str
    scratch: Path
    is_counted: bool
    """False for a preview, which does not write to the ledger."""
    kept: list[RawFile] = field(default_factory=list)

    @property
    def raw(self) -> RawFile:
        """The newest that was kept."""
        return self.kept[-1]

    def keep(self, fetched: Fetched, local: Path) -> None:
        """Store the bytes at `local`, or what was learned about those stored already."""
        artifacts = self.runtime.artifacts
        if fetched.afterwards == "unknown":
            self.kept.append(self._raw_file(fetched))
            artifacts.adopt(local, self.raw.location)
        else:
            self.kept[-1] = self.raw.model_copy(update={"afterwards": fetched.afterwards})
        artifacts.save(RECEIVED, self.raw, self.scratch, is_always_latest=True)

    def _raw_file(self, fetched: Fetched) -> RawFile:
        tenant, name = self.tenant.tenant, f"{fetched.sha256}.{self.tenant.feed.format}"
        return RawFile(
            tenant=tenant,
            partition=self.partition,
            run_id=self.run_id,
            remote_file=fetched.remote_file,
            choice=fetched.choice,
            sha256=fetched.sha256,
            host_key=fetched.host_key,
            weak_algorithms=fetched.weak_algorithms,
            landed_at=fetched.fetched_at,
            landing=self.next_landing(),
            afterwards=fetched.afterwards,
            location=self.runtime.artifacts.key(tenant, self.partition, self.run_id, "raw_file", name),
        )

    def next_landing(self) -> int | None:
        return self.runtime.ledger.deliveries.next_landing(self.tenant.tenant) if self.is_counted else None


def find_unused(received: Received) -> RawFile | None:
    """Find the file that the partition received last, if it was not accepted since (R12, F24)."""
    runtime, tenant = received.runtime, received.tenant.tenant
    found = runtime.artifacts.find(RECEIVED, RawFile, tenant, received.partition)
    if found is None or found.afterwards == "changed" or not runtime.artifacts.exists(found.location):
        return None
    last = runtime.ledger.deliveries.last(tenant)
    if last is not None and _is_accepted(found, last.raw_sha256, last.landing):
        return None
    return found.model_copy(
        update={
            "run_id": received.run_id,
            "received_by": found.run_id,
            "landing": found.landing or received.next_landing(),
            "afterwards": "gone",
        }
    )


def _is_accepted(found: RawFile, accepted_sha256: str, accepted_landing: int) -> bool:
    """A preview's file has no ordinal: a run may have received and accepted the same bytes."""
    if found.landing is None:
        return found.sha256 == accepted_sha256
    return found.landing <= accepted_landing
