"""The last set: exports that are in no other set, for the figure that is reported at the end.

Belongs here: the list. Does not: the exports (`last_set/`). As with `unseen.py`: look at the score, not at
the files. Nothing is tuned with this set: once it has been, it proves no more than the fresh one.
"""

from benchmarks.exports.last_set.american import AMERICAN
from benchmarks.exports.last_set.commonwealth import COMMONWEALTH
from benchmarks.exports.last_set.french import FRENCH
from benchmarks.exports.last_set.german import GERMAN
from benchmarks.exports.last_set.hispanic import HISPANIC
from benchmarks.exports.last_set.japanese import JAPANESE
from benchmarks.exports.last_set.lists import LISTS
from benchmarks.exports.last_set.northern import NORTHERN
from benchmarks.exports.last_set.southern import SOUTHERN
from benchmarks.exports.model import Export

LAST: tuple[Export, ...] = (
    *AMERICAN, *LISTS, *COMMONWEALTH, *GERMAN, *FRENCH, *HISPANIC, *NORTHERN, *SOUTHERN, *JAPANESE,
)  # fmt: skip
