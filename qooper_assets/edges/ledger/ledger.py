"""The ledger as the stages see it: one object, every method of which is one transaction.

It holds identifiers and, for operations under way, the values before and after; it never holds an unmapped
column (R13). Belongs here: nothing but the sum of its parts, one module per noun.
"""

from qooper_assets.edges.ledger.absences import Absences
from qooper_assets.edges.ledger.approvals import Approvals
from qooper_assets.edges.ledger.change_sets import ChangeSets
from qooper_assets.edges.ledger.declines import Declines
from qooper_assets.edges.ledger.deliveries import Deliveries
from qooper_assets.edges.ledger.leases import Leases
from qooper_assets.edges.ledger.links import Links
from qooper_assets.edges.ledger.operations import Operations
from qooper_assets.edges.ledger.receipts import Receipts


class Ledger(Leases, Links, Absences, Declines, ChangeSets, Approvals, Operations, Deliveries, Receipts):
    """All reading and writing of the ledger."""
