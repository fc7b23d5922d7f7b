"""The verbs: the only place where decisions (`core`) and the outside world (`runtime`) meet.

    land → RawFile → normalize → Roster → (observe → Snapshot) → plan → ChangeSet → apply → Receipt

Each stage takes the value of the one before, stores its own as an immutable artifact, and either returns a
value that can be trusted or raises; it never returns half of one. Only `applying` writes to Qooper, through
`writing`; an import contract keeps the other stages away from it. Belongs here: the order of things. Does
not: any rule, and any call of a library.
"""

from qooper_assets.stages.landing import land, look
from qooper_assets.stages.normalizing import normalize
from qooper_assets.stages.observing import observe
from qooper_assets.stages.planning import plan
from qooper_assets.stages.rekeying import find as find_rekeying
from qooper_assets.stages.rekeying import rekey
from qooper_assets.stages.runtime import Runtime, open_artifacts, open_runtime

__all__ = [
    "Runtime",
    "find_rekeying",
    "land",
    "look",
    "normalize",
    "observe",
    "open_artifacts",
    "open_runtime",
    "plan",
    "rekey",
]
