"""The held-out set: exports of systems and locales that a recognizer was not made with.

Belongs here: the list. Does not: the exports (`held_out/`). Who works on a recognizer looks at its score on
this set, not at its files: a header that is copied from here into a word list proves nothing.
"""

from benchmarks.exports.held_out.germanic import GERMANIC
from benchmarks.exports.held_out.iberian import IBERIAN
from benchmarks.exports.held_out.odd import ODD
from benchmarks.exports.held_out.romance import ROMANCE
from benchmarks.exports.held_out.suites import SUITES
from benchmarks.exports.model import Export

UNSEEN: tuple[Export, ...] = (*SUITES, *ROMANCE, *IBERIAN, *GERMANIC, *ODD)
