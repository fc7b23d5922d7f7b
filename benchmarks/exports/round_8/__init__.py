"""Round 8: 30 exports of systems from I to P, languages weighted as for an American platform."""

from benchmarks.exports.model import Export
from benchmarks.exports.round_8.american import AMERICAN
from benchmarks.exports.round_8.commonwealth import COMMONWEALTH
from benchmarks.exports.round_8.directories import DIRECTORIES
from benchmarks.exports.round_8.european import EUROPEAN
from benchmarks.exports.round_8.french import FRENCH
from benchmarks.exports.round_8.german import GERMAN
from benchmarks.exports.round_8.iberian import IBERIAN
from benchmarks.exports.round_8.japanese import JAPANESE
from benchmarks.exports.round_8.lists import LISTS
from benchmarks.exports.round_8.platforms import PLATFORMS

ROUND_8: tuple[Export, ...] = (
    *AMERICAN, *COMMONWEALTH, *PLATFORMS, *DIRECTORIES, *LISTS, *GERMAN, *FRENCH, *IBERIAN, *EUROPEAN,
    *JAPANESE,
)  # fmt: skip
