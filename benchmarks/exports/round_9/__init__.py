"""Round 9: 32 exports of systems from Q to Z and from East Asia, and lists of that part of the alphabet."""

from benchmarks.exports.model import Export
from benchmarks.exports.round_9.american import AMERICAN
from benchmarks.exports.round_9.commonwealth import COMMONWEALTH
from benchmarks.exports.round_9.eastern import EASTERN
from benchmarks.exports.round_9.french import FRENCH
from benchmarks.exports.round_9.german import GERMAN
from benchmarks.exports.round_9.lists import LISTS
from benchmarks.exports.round_9.northern import NORTHERN
from benchmarks.exports.round_9.southern import SOUTHERN

ROUND_9: tuple[Export, ...] = (
    *AMERICAN, *LISTS, *COMMONWEALTH, *GERMAN, *FRENCH, *SOUTHERN, *NORTHERN, *EASTERN,
)  # fmt: skip
