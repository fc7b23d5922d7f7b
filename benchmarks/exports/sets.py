"""Every set of exports, by name, in the order in which they were made.

Belongs here: the index. Does not: the exports.

Each round was written by somebody who had not read the recognizer, and was scored once before anybody who
works on the recognizer looked into it: that score, at first sight, is in the [README](../README.md).
Then its faults are corrected, and from then on it proves no more than that they stay so: the next figure
takes a new round.
"""

from collections.abc import Mapping

from benchmarks.exports.model import Export
from benchmarks.exports.round_1 import ROUND_1
from benchmarks.exports.round_2 import ROUND_2
from benchmarks.exports.round_3 import ROUND_3
from benchmarks.exports.round_4 import ROUND_4
from benchmarks.exports.round_5 import ROUND_5
from benchmarks.exports.round_6 import ROUND_6
from benchmarks.exports.round_7 import ROUND_7
from benchmarks.exports.round_8 import ROUND_8
from benchmarks.exports.round_9 import ROUND_9
from benchmarks.exports.shown import SHOWN

SETS: Mapping[str, tuple[Export, ...]] = {
    "shown": SHOWN,
    "round_1": ROUND_1,
    "round_2": ROUND_2,
    "round_3": ROUND_3,
    "round_4": ROUND_4,
    "round_5": ROUND_5,
    "round_6": ROUND_6,
    "round_7": ROUND_7,
    "round_8": ROUND_8,
    "round_9": ROUND_9,
}
