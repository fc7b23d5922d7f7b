"""A small world for tests: a tenant, its runtime in a temporary folder, and a clock under control.

`World.deliver` puts bytes where `land` would have put them; the tests of `contract/` and `e2e/`
fetch over a real SFTP server instead.
"""

import hashlib
import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.feed import RawFile, RemoteFile
from qooper_assets.core.lifecycle import Recorded
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.stages import applying, recording
from qooper_assets_tests.clocks import FakeClock

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_tenant(**changes: Any) -> Tenant:
    """Return a tenant with every standard attribute mapped; keyword arguments replace top-level keys."""
    document: dict[str, Any] = {
        "tenant": "acme",
        "name": "Acme Corporation",
        "schedule": {"every": "day", "at": "05:30", "timezone": "America/New_York"},
        "feed": {
            "host": "127.0.0.1",
            "username": "qooper",
            "auth": {"type": "password", "password": "file:sftp_password"},
            "path": "/outgoing/employees.csv",
        },
        "mapping": {
            "employee_id": "Employee ID",
            "email": "E-mail",
            "first_name": "First Name",
            "last_name": "Last Name",
            "title": "Job Title",
            "department": "Department",
            "manager": {"column": "Manager ID"},
            "hire_date": "Start Date",
            "termination_date": "Last Day",
            "status": {"column": "Status", "values": {"A": "active", "T": "inactive"}},
            "custom": {"skills": {"column": "Skills", "split": ";"}},
        },
    }
    return Tenant.model_validate(document | changes)


@dataclass
class World:
    """One tenant's state below `folder`."""

    folder: Path
    tenant: Tenant = field(default_factory=a_tenant)
    clock: FakeClock = field(default_factory=lambda: FakeClock(at=START))
    runs: int = 0

    def __post_init__(self) -> None:
        self.runtime = stages.Runtime(
            home=self.folder,
            state=self.folder / "state",
            artifacts=Artifacts(str(self.folder / "artifacts")),
            ledger=Ledger.open(f"sqlite:///{self.folder / 'ledger.sqlite'}", self.clock),
            clock=self.clock,
            reuses=os.environ.get("QOOPER_REUSE") != "off",
        )

    @property
    def today(self) -> date:
        return feed.effective_on(self.tenant.schedule, self.clock.now())

    def next_day(self, days: int = 1) -> None:
        self.clock.sleep(timedelta(days=days).total_seconds())

    def deliver(self, content: bytes) -> RawFile:
        """Store a delivery of today as `land` would."""
        self.runs += 1
        run_id, partition = f"run-{self.runs}", feed.partition_key(self.tenant.schedule, self.today)
        sha256 = hashlib.sha256(content).hexdigest()
        with self.runtime.scratch() as scratch:
            (scratch / "raw").write_bytes(content)
            location = self.runtime.artifacts.key(
                self.tenant.tenant, partition, run_id, "raw_file", f"{sha256}.csv"
            )
            self.runtime.artifacts.adopt(scratch / "raw", location)
            raw = RawFile(
                tenant=self.tenant.tenant,
                partition=partition,
                run_id=run_id,
                remote_file=RemoteFile(
                    path=self.tenant.feed.path, size_bytes=len(content), modified_at=self.clock.now()
                ),
                sha256=sha256,
                host_key="SHA256:" + "A" * 43,
                landed_at=self.clock.now(),
                landing=self.runtime.ledger.deliveries.next_landing(self.tenant.tenant),
                location=location,
            )
            self.runtime.artifacts.save("raw_file", raw, scratch)
        return raw

    def normalize(self, content: bytes) -> Roster:
        raw = self.deliver(content)
        return stages.normalize(self.runtime, self.tenant, raw, raw.run_id)

    def plan(self, content: bytes) -> ChangeSet:
        """Run everything up to the change set, and record it in the ledger."""
        return self.record(content).change_set

    def record(self, content: bytes) -> Recorded:
        """Run everything up to the change set; returns it as recorded in the ledger."""
        raw = self.deliver(content)
        runtime, tenant, run_id = self.runtime, self.tenant, raw.run_id
        roster = stages.normalize(runtime, tenant, raw, run_id)
        applying.finish_interrupted(runtime, tenant, run_id)
        snapshot = stages.observe(runtime, tenant, raw.partition, run_id)
        return recording.plan_and_record(runtime, tenant, raw, roster, snapshot, run_id).recorded

    def approve(self, change_set: ChangeSet) -> None:
        self.runtime.ledger.approvals.approve(change_set, "Ada Approver", "looked at the report")

    def decline(self, change_set: ChangeSet) -> Receipt:
        run_id = f"decline-{self.runs}"
        return recording.decline(
            self.runtime, self.tenant, change_set, "Ada Approver", "their export is broken", run_id
        )

    def apply(self, change_set: ChangeSet) -> Receipt:
        """Apply a change set; what it holds back is recorded after it, as in a run."""
        run_id = f"apply-{self.runs}"
        if change_set.held_back is None:
            return applying.apply(self.runtime, self.tenant, change_set, run_id)
        recorded = self.runtime.ledger.change_sets.find(self.tenant.tenant, change_set.change_set_id)
        return recording.settle(self.runtime, self.tenant, recorded, run_id)

    def sync(self, content: bytes, *, approve: bool = False) -> Receipt:
        """Do a whole run; `approve` approves the change set if it is held."""
        change_set = self.plan(content)
        if change_set.breaches and approve:
            self.approve(change_set)
        return self.apply(change_set)

    def accounts(self) -> dict[str, dict[str, Any]]:
        """Return all accounts of the target by lower-case e-mail."""
        with self.runtime.target(self.tenant) as target:
            ids = [i for page in target.list_accounts() for i in page["account_id"]]
            return {a.email.lower(): a.model_dump() for a in target.fetch(ids).values()}

    def writes(self) -> int:
        """Count all writes that the target ever received."""
        with self.runtime.target(self.tenant) as target:
            return target.writes()  # type: ignore[attr-defined,no-any-return]


HEADER = ",".join(
    [
        "Employee ID",
        "E-mail",
        "First Name",
        "Last Name",
        "Job Title",
        "Department",
        "Manager ID",
        "Start Date",
        "Last Day",
        "Status",
        "Skills",
    ]
)


def a_file(*rows: str, header: str = HEADER) -> bytes:
    """Return a CSV file of `rows` under the header of `a_tenant`."""
    return "\r\n".join([header, *rows, ""]).encode()


def a_row(
    employee_id: str,
    email: str = "",
    first: str = "Ann",
    last: str = "Lee",
    title: str = "Engineer",
    department: str = "R&D",
    manager: str = "",
    start: str = "2020-01-01",
    last_day: str = "",
    status: str = "A",
    skills: str = "",
) -> str:
    """Return one row; the e-mail is derived from the id by default."""
    email = email or f"{employee_id.lower()}@acme.example"
    return ",".join(
        [employee_id, email, first, last, title, department, manager, start, last_day, status, skills]
    )


def people(count: int, first: int = 1) -> list[str]:
    """Return rows of `count` people who differ in everything that must be unique."""
    return [
        a_row(f"{n:05d}", f"p{n}@acme.example", f"First{n}", f"Last{n}") for n in range(first, first + count)
    ]
