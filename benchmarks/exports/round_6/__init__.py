"""Round 6: 34 exports, mostly of systems other than HR, languages weighted as for an American platform."""

from benchmarks.exports.model import Export
from benchmarks.exports.round_6.commonwealth import COMMONWEALTH
from benchmarks.exports.round_6.french import FRENCH
from benchmarks.exports.round_6.german import GERMAN
from benchmarks.exports.round_6.hispanic import HISPANIC
from benchmarks.exports.round_6.japanese import JAPANESE
from benchmarks.exports.round_6.learning import LEARNING
from benchmarks.exports.round_6.lists import LISTS
from benchmarks.exports.round_6.northern import NORTHERN
from benchmarks.exports.round_6.southern import SOUTHERN
from benchmarks.exports.round_6.suites import SUITES
from benchmarks.exports.round_6.talent import TALENT

ROUND_6: tuple[Export, ...] = (
    *SUITES, *TALENT, *LEARNING, *COMMONWEALTH, *LISTS, *GERMAN, *FRENCH, *HISPANIC, *SOUTHERN, *NORTHERN,
    *JAPANESE,
)  # fmt: skip
