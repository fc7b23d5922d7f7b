"""Round 3: 32 exports, languages weighted as the customers of an American platform have them."""

from benchmarks.exports.model import Export
from benchmarks.exports.round_3.american import AMERICAN
from benchmarks.exports.round_3.commonwealth import COMMONWEALTH
from benchmarks.exports.round_3.french import FRENCH
from benchmarks.exports.round_3.german import GERMAN
from benchmarks.exports.round_3.hispanic import HISPANIC
from benchmarks.exports.round_3.japanese import JAPANESE
from benchmarks.exports.round_3.lists import LISTS
from benchmarks.exports.round_3.northern import NORTHERN
from benchmarks.exports.round_3.southern import SOUTHERN

ROUND_3: tuple[Export, ...] = (
    *AMERICAN, *LISTS, *COMMONWEALTH, *GERMAN, *FRENCH, *HISPANIC, *NORTHERN, *SOUTHERN, *JAPANESE,
)  # fmt: skip
