"""Round 2: 47 exports, many of them in rare languages or with cryptic names."""

from benchmarks.exports.model import Export
from benchmarks.exports.round_2.cjk import CJK
from benchmarks.exports.round_2.commonwealth import COMMONWEALTH
from benchmarks.exports.round_2.directories import DIRECTORIES
from benchmarks.exports.round_2.eastern import EASTERN
from benchmarks.exports.round_2.germanic import GERMANIC
from benchmarks.exports.round_2.hispanic import HISPANIC
from benchmarks.exports.round_2.north_america import NORTH_AMERICA
from benchmarks.exports.round_2.payroll import PAYROLL
from benchmarks.exports.round_2.romance import ROMANCE
from benchmarks.exports.round_2.shapes import SHAPES

ROUND_2: tuple[Export, ...] = (
    *NORTH_AMERICA, *PAYROLL, *DIRECTORIES, *COMMONWEALTH, *GERMANIC, *ROMANCE, *HISPANIC, *EASTERN, *CJK,
    *SHAPES,
)  # fmt: skip
