"""Round 1: 30 exports of systems, locales and odd but real shapes that the recognizer was not made with."""

from benchmarks.exports.model import Export
from benchmarks.exports.round_1.germanic import GERMANIC
from benchmarks.exports.round_1.iberian import IBERIAN
from benchmarks.exports.round_1.odd import ODD
from benchmarks.exports.round_1.romance import ROMANCE
from benchmarks.exports.round_1.suites import SUITES

ROUND_1: tuple[Export, ...] = (*SUITES, *ROMANCE, *IBERIAN, *GERMANIC, *ODD)
