"""Round 7: 37 exports of systems and lists from A to H, languages weighted as for an American platform."""

from benchmarks.exports.model import Export
from benchmarks.exports.round_7.commonwealth import COMMONWEALTH
from benchmarks.exports.round_7.german import GERMAN
from benchmarks.exports.round_7.japanese import JAPANESE
from benchmarks.exports.round_7.lists import LISTS
from benchmarks.exports.round_7.northern import NORTHERN
from benchmarks.exports.round_7.platforms import PLATFORMS
from benchmarks.exports.round_7.romance import ROMANCE
from benchmarks.exports.round_7.suites import SUITES

ROUND_7: tuple[Export, ...] = (
    *SUITES, *PLATFORMS, *COMMONWEALTH, *LISTS, *GERMAN, *ROMANCE, *NORTHERN, *JAPANESE,
)  # fmt: skip
