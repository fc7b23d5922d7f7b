"""The fresh set: exports that are in neither other set, made after the held-out set had served for tuning.

Belongs here: the list. Does not: the exports (`fresh_set/`). As with `unseen.py`: look at the score, not at
the files.
"""

from benchmarks.exports.fresh_set.cjk import CJK
from benchmarks.exports.fresh_set.commonwealth import COMMONWEALTH
from benchmarks.exports.fresh_set.directories import DIRECTORIES
from benchmarks.exports.fresh_set.eastern import EASTERN
from benchmarks.exports.fresh_set.germanic import GERMANIC
from benchmarks.exports.fresh_set.hispanic import HISPANIC
from benchmarks.exports.fresh_set.north_america import NORTH_AMERICA
from benchmarks.exports.fresh_set.payroll import PAYROLL
from benchmarks.exports.fresh_set.romance import ROMANCE
from benchmarks.exports.fresh_set.shapes import SHAPES
from benchmarks.exports.model import Export

FRESH: tuple[Export, ...] = (
    *NORTH_AMERICA, *PAYROLL, *DIRECTORIES, *COMMONWEALTH, *GERMANIC, *ROMANCE, *HISPANIC, *EASTERN, *CJK,
    *SHAPES,
)  # fmt: skip
