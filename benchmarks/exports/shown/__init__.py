"""Exports of systems whose published headers the recognizer was made with."""

from benchmarks.exports.model import Export
from benchmarks.exports.shown.languages import LANGUAGES
from benchmarks.exports.shown.midsize import MIDSIZE
from benchmarks.exports.shown.suites import SUITES
from benchmarks.exports.shown.templates import TEMPLATES
from benchmarks.exports.shown.worldwide import WORLDWIDE

SHOWN: tuple[Export, ...] = (*SUITES, *MIDSIZE, *WORLDWIDE, *TEMPLATES, *LANGUAGES)
