"""Records changes of state and sends their notices, until all are delivered; killed meanwhile.

Run as `python -m qooper_assets_tests.e2e.notifying_until_killed FOLDER CHANGES START`, where START moves the
clock forward, past the claims of the process that was killed before.
"""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from qooper_assets.core.errors import Result
from qooper_assets.edges import notice_file
from qooper_assets.edges.ledger import tables
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.stages.notifying import Sender
from qooper_assets_tests.worlds import a_tenant

FIRST_DAY = date(2020, 1, 1)
CHANGES_PER_PASS = 25


class FastClock:
    """The real time, moved forward whenever nothing is due."""

    def __init__(self, start_seconds: float) -> None:
        self.ahead = timedelta(seconds=start_seconds)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def sleep(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


def main(folder: Path, changes: int, start_seconds: float) -> None:
    clock = FastClock(start_seconds)
    ledger = Ledger.open(f"sqlite:///{folder / 'ledger.sqlite'}", clock, queues_notices=True)
    channels = notice_file.load(folder / "notices.yaml")
    sender = Sender(ledger, clock, channels, folder, lambda base, notice: f"{base}/{notice.partition}")
    tenant = a_tenant(owners=["owner@vendor.example", "team:support"])
    while True:
        with ledger.database.reading() as db:
            made = db.scalar(sa.select(sa.func.count()).select_from(tables.receipts)) or 0
        for number in range(made, min(made + CHANGES_PER_PASS, changes)):
            partition = (FIRST_DAY + timedelta(days=number)).isoformat()
            ledger.receipts.record_failure("acme", partition, "run", Result.FAILED, "auth", "why")
        sender.send_due([tenant], seconds_max=60)
        if made >= changes and not sum(each.waiting for each in ledger.outbox.waiting()):
            return
        clock.sleep(30)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
