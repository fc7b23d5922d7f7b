"""Round 4: 34 exports, more than half of them in English: payroll, learning, registers, subsidiaries."""

from benchmarks.exports.model import Export
from benchmarks.exports.round_4.campus import CAMPUS
from benchmarks.exports.round_4.commonwealth import COMMONWEALTH
from benchmarks.exports.round_4.french import FRENCH
from benchmarks.exports.round_4.german import GERMAN
from benchmarks.exports.round_4.japanese import JAPANESE
from benchmarks.exports.round_4.learning import LEARNING
from benchmarks.exports.round_4.northern import NORTHERN
from benchmarks.exports.round_4.payroll import PAYROLL
from benchmarks.exports.round_4.registers import REGISTERS
from benchmarks.exports.round_4.southern import SOUTHERN

ROUND_4: tuple[Export, ...] = (
    *PAYROLL, *LEARNING, *REGISTERS, *CAMPUS, *COMMONWEALTH, *GERMAN, *FRENCH, *SOUTHERN, *NORTHERN,
    *JAPANESE,
)  # fmt: skip
