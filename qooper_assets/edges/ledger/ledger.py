"""The ledger as the stages see it: one database, and a part for each noun that is stored in it.

It holds identifiers and, for operations in progress, the values before and after; it never holds an unmapped
column (R13). Belongs here: opening the database, and the list of the parts. Does not: any table; each part
has a module of its own, and each of its methods is one transaction.
"""

from dataclasses import dataclass

from qooper_assets.core.clock import Clock
from qooper_assets.edges.ledger.absences import Absences
from qooper_assets.edges.ledger.approvals import Approvals
from qooper_assets.edges.ledger.change_sets import ChangeSets
from qooper_assets.edges.ledger.copying import copy_tenant
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.decisions import Decisions
from qooper_assets.edges.ledger.declines import Declines
from qooper_assets.edges.ledger.deliveries import Deliveries
from qooper_assets.edges.ledger.leases import Leases
from qooper_assets.edges.ledger.links import Links
from qooper_assets.edges.ledger.operations import Operations
from qooper_assets.edges.ledger.outbox import Outbox
from qooper_assets.edges.ledger.receipts import Receipts
from qooper_assets.edges.ledger.rekeys import Rekeys


@dataclass(frozen=True)
class Ledger:
    """An open ledger; all parts share one database."""

    database: Database
    leases: Leases
    links: Links
    absences: Absences
    declines: Declines
    decisions: Decisions
    change_sets: ChangeSets
    approvals: Approvals
    operations: Operations
    deliveries: Deliveries
    receipts: Receipts
    rekeys: Rekeys
    outbox: Outbox

    @classmethod
    def open(
        cls, url: str, clock: Clock, *, is_durable: bool = True, queues_notices: bool = False
    ) -> "Ledger":
        """Open the ledger at a SQLAlchemy URL, and bring its schema up to date.

        A scratch copy need not be durable. With `queues_notices`, a change of state that somebody has to know
        is queued in the outbox by the transaction that records it. Raises `StateError` ledger_unreadable.
        """
        return cls.on(Database(url, clock, is_durable=is_durable, queues_notices=queues_notices))

    @classmethod
    def on(cls, database: Database) -> "Ledger":
        """The ledger on an open database."""
        return cls(
            database=database,
            leases=Leases(database),
            links=Links(database),
            absences=Absences(database),
            declines=Declines(database),
            decisions=Decisions(database),
            change_sets=ChangeSets(database),
            approvals=Approvals(database),
            operations=Operations(database),
            deliveries=Deliveries(database),
            receipts=Receipts(database),
            rekeys=Rekeys(database),
            outbox=Outbox(database),
        )

    def copy_tenant(self, into: "Ledger", tenant: str) -> None:
        """Copy the rows of a tenant into a ledger that has none of them, for a simulation."""
        copy_tenant(self.database, into.database, tenant)

    def close(self) -> None:
        self.database.close()
