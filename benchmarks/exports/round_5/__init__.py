"""Round 5: 34 exports, among them those of directories and of systems for surveys and learning.

Languages are weighted as the customers of an American platform have them.
"""

from benchmarks.exports.model import Export
from benchmarks.exports.round_5.american import AMERICAN
from benchmarks.exports.round_5.brazilian import BRAZILIAN
from benchmarks.exports.round_5.commonwealth import COMMONWEALTH
from benchmarks.exports.round_5.directories import DIRECTORIES
from benchmarks.exports.round_5.engagement import ENGAGEMENT
from benchmarks.exports.round_5.european import EUROPEAN
from benchmarks.exports.round_5.french import FRENCH
from benchmarks.exports.round_5.german import GERMAN
from benchmarks.exports.round_5.hispanic import HISPANIC
from benchmarks.exports.round_5.japanese import JAPANESE
from benchmarks.exports.round_5.lists import LISTS

ROUND_5: tuple[Export, ...] = (
    *DIRECTORIES, *AMERICAN, *ENGAGEMENT, *COMMONWEALTH, *LISTS, *GERMAN, *FRENCH, *HISPANIC, *BRAZILIAN,
    *JAPANESE, *EUROPEAN,
)  # fmt: skip
