"""Infers the encoding of a file from its words, or finds that they do not decide it.

A byte is a letter in many code pages, so a file decodes in many encodings, and a wrong one writes wrong names
to people's accounts. A reading therefore wins only if it beats every other one in the words that the two read
differently: by well-known names, or because the other one gives what nobody writes (`RenÚ`, `Mьller`,
`M³ller`). If two readings give the same text, there is nothing to decide. In any other case the encoding is
unclear and has to be asked for.

For non-Latin scripts the public library charset-normalizer has to agree. For Latin ones it is not consulted:
for French names in windows-1252 it reported windows-1250 in eight of nine files (decision 18).

Belongs here: words, readings, and comparing them. Does not: reading the file (`detect.py`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from charset_normalizer import from_bytes

from qooper_assets.readers.encodings.word_lists import SPACED, UNSPACED

CODECS = {"shift_jis": "cp932", "euc-kr": "cp949", "big5": "cp950", "mac-roman": "mac_roman"}
"""Python codecs of encodings that have another name there, or that Windows extended."""
WORDS_MAX = 1_000
"""Maximum number of different words to weigh; more would not add evidence."""
BETWEEN = re.sub(rb"[0-9@-~\x80-\xff]", b"", bytes(range(256)))
"""Bytes that are never part of a letter in any encoding; words end there."""
IS_BETWEEN = np.isin(np.arange(256), list(BETWEEN))
WORD_BYTES_MAX = 200
KNOWN, STRONG, WEAK = 4, 3, 1
"""Weights of a known word, of one that nobody writes, and of an unusual one."""
CLEAR = 3
"""Minimum lead of a reading over another, in the words that they read differently."""

JOINS = "’‘´·‑-–—…"
"""May occur between two letters."""
AROUND = "„“”«»‹›‚®™©ªº°§¿¡€£№½¼¾²³±×­\xa0…" + JOINS
"""May occur in a text."""
BEFORE = "„“«‹‚‘’¿¡(–—-…§°±×½¼¾£€"
"""May occur right before a letter; all others only after one."""
LONE = "àáåéèêóòöìíùúÀÁÅÉÈÊÓÒÖывисякоуаеєіїйøæýοηή"
"""Letters that are words of their own."""
VOWELS = frozenset("aeiouyæøœåıəơưаеёиоуыэюяіїєѣъўαεηιουω")
SCRIPTS = (
    "LATIN",
    "CYRILLIC",
    "GREEK",
    "HEBREW",
    "ARABIC",
    "CJK",
    "HANGUL",
    "HIRAGANA",
    "KATAKANA",
    "HALFWIDTH",
    "THAI",
)
EASTERN = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
BLANK = re.compile(r"[\s@_`|~^\\\[\]{}]+")


class Reading(NamedTuple):
    """The words of a file decoded in one encoding, and how odd each of them is."""

    encodings: tuple[str, ...]
    """All encodings that give this text; the first is the one to report."""
    words: tuple[str, ...]
    odd: tuple[int, ...]
    known: tuple[bool, ...]


class Verdict(NamedTuple):
    """The encodings that would fit, best first. If `is_clear`, the first one is the file's."""

    encodings: tuple[str, ...]
    is_clear: bool


def weigh(words: Sequence[bytes], groups: Iterable[tuple[str, ...]]) -> Verdict:
    """Decide among groups of encodings; those of a group give the same text for the whole file."""
    readings = [found for group in groups if (found := _read(words, group))]
    ranked = sorted(readings, key=lambda r: sum(r.odd) - KNOWN * sum(r.known))
    names = tuple(reading.encodings[0] for reading in ranked)
    if not ranked:
        return Verdict((), False)
    best, *others = ranked
    is_clear = (
        sum(odd >= STRONG for odd in best.odd) <= len(best.words) // 20
        and all(_beats(best, other) for other in others)
        and (_is_latin(best) or _agrees(words, best, names))
    )
    return Verdict(names, is_clear)


def is_no_word(word: bytes) -> bool:
    """True if a word is UTF-8 only by chance: a combining mark follows no letter. `Íñigo` in cp850 reads
    as a Hebrew accent and `igo` (P39). Letters of two scripts are no such sign: e-mails look alike (I14)."""
    text = word.decode()
    marks = [at for at, char in enumerate(text) if unicodedata.category(char) == "Mn"]
    return any(at == 0 or unicodedata.category(text[at - 1])[0] not in "LMS" for at in marks)


def words_of(block: bytes) -> Iterator[bytes]:
    """The words of a block that are not ASCII."""
    units = np.frombuffer(block, np.uint8)
    between = np.flatnonzero(IS_BETWEEN[units])
    words = np.unique(np.searchsorted(between, np.flatnonzero(units > 127)))
    starts, ends = np.append(-1, between)[words] + 1, np.append(between, len(block))[words]
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - start <= WORD_BYTES_MAX:
            yield block[start:end]


def _beats(one: Reading, other: Reading) -> bool:
    """True if there is strong evidence against `other`, and next to none against `one`."""
    differ = [n for n, word in enumerate(one.words) if word != other.words[n]]
    speaks_for = sum(other.odd[n] + KNOWN * one.known[n] for n in differ)
    speaks_against = sum(one.odd[n] + KNOWN * other.known[n] for n in differ)
    return speaks_for - speaks_against >= CLEAR and speaks_for >= 4 * speaks_against


def _read(words: Sequence[bytes], encodings: tuple[str, ...]) -> Reading | None:
    try:
        texts = tuple(word.decode(codec_of(encodings[0])) for word in words)
    except UnicodeDecodeError:
        return None
    is_eastern = is_multibyte(encodings[0])
    odd = tuple(_oddness(text, encodings[0] if is_eastern else "") for text in texts)
    return Reading(encodings, texts, odd, tuple(_is_known(text, is_eastern) for text in texts))


def codec_of(encoding: str) -> str:
    return CODECS.get(encoding, encoding)


def is_multibyte(encoding: str) -> bool:
    return encoding in COMMON


ASKED = frozenset(
    [
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "iso-8859-2",
        "iso-8859-5",
        "iso-8859-7",
        "cp866",
        "koi8-r",
        "shift_jis",
        "euc-jp",
        "gb18030",
        "big5",
        "euc-kr",
    ]
)
"""The encodings among which charset-normalizer may choose."""


def _is_latin(reading: Reading) -> bool:
    return sum(
        _script(char) == "LATIN" for text in reading.words for char in text if ord(char) > 127
    ) * 2 >= sum(_script(char) is not None for text in reading.words for char in text if ord(char) > 127)


def _agrees(words: Sequence[bytes], best: Reading, names: Sequence[str]) -> bool:
    """True if charset-normalizer, given the same encodings, chooses this one."""
    sample = b"\n".join(words)
    found = from_bytes(
        sample, cp_isolation=[codec_of(name) for name in names if name in ASKED], preemptive_behaviour=False
    ).best()
    return found is not None and str(found) == sample.decode(codec_of(best.encodings[0]))


# Words


@cache
def _script(char: str) -> str | None:
    name = unicodedata.name(char, "")
    if not unicodedata.category(char).startswith(("L", "M")) or char in "ªº" or "MODIFIER" in name:
        return None
    if "SUPERSCRIPT" in name:
        return None
    first = name.partition(" ")[0]
    return first if first in SCRIPTS else ("LATIN" if name.startswith("COMBINING") else first)


def _is_known(text: str, is_eastern: bool) -> bool:
    if is_eastern:
        return any(word in text for word in UNSPACED)
    return any(part.lower() in SPACED for part in re.split(r"[^\w-]+", text) if not part.isascii())


@cache
def _is_letter(char: str) -> bool:
    return char.isalpha() and _script(char) is not None


def _oddness(text: str, eastern: str) -> int:
    """0 if somebody might write this, `WEAK` if it is unusual, `STRONG` if nobody does."""
    for part in BLANK.split(text):
        if part.isascii():
            continue
        if any(_is_impossible(char) for char in part) or _has_odd_symbol(part):
            return STRONG
    worst = 0
    for run in _runs(text):
        if not run.isascii():
            worst = max(worst, _oddness_of_run(run, eastern))
    return worst


def _runs(text: str) -> list[str]:
    """Runs of adjacent letters, with their combining marks."""
    return re.findall(r"[^\W\d_ªº]+(?:[^\W\d_ªº]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f])*", text) or []


@cache
def _is_impossible(char: str) -> bool:
    """A control character, a private-use one, or an unassigned code point."""
    return unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs")


def _has_odd_symbol(part: str) -> bool:
    """A symbol that does not occur in rosters, or one inside a word."""
    for at, char in enumerate(part):
        if char.isascii() or _is_letter(char) or unicodedata.category(char).startswith("M"):
            continue
        before = at > 0 and _is_letter(part[at - 1])
        behind = at + 1 < len(part) and _is_letter(part[at + 1])
        if unicodedata.east_asian_width(char) in "WF" or char in "・、。々〆ー":
            continue
        if char not in AROUND:
            return True
        if before and behind and char not in JOINS:
            return True
        if behind and not before and char not in BEFORE:
            return True
        if before and not behind and char in "„‚«‹¿¡³²×£§±¼½¾" and part[at - 1] not in "mM":
            return True
    return False


def _oddness_of_run(run: str, eastern: str) -> int:
    scripts = {_script(char) for char in run}
    if unicodedata.category(run[0]).startswith("M"):
        return STRONG
    if scripts & EASTERN or "HALFWIDTH" in scripts:
        return _oddness_of_eastern(run, scripts, eastern)
    if len(scripts) > 1:
        return STRONG
    (script,) = scripts
    if script not in SCRIPTS:
        return STRONG
    if script in ("HEBREW", "ARABIC", "THAI"):
        return 0
    if _has_odd_case(run):
        return STRONG
    if len(run) == 1:
        return 0 if run in LONE or (run.isupper() and script != "LATIN") else STRONG
    if script == "LATIN" and len(run) >= 3 and not any(char.isascii() for char in run):
        return STRONG
    return WEAK if _is_hard_to_say(run) else 0


def _has_odd_case(run: str) -> bool:
    """`RenÚ`, `åLund`, `OÆNeil`: a letter that is not ASCII in a case that does not fit its neighbors."""
    for before, behind in pairwise(run):
        if before.islower() and behind.isupper() and not (before + behind).isascii():
            return True
    return any(
        one.isupper() and two.isupper() and three.islower() and not (one + two).isascii()
        for one, two, three in zip(run, run[1:], run[2:], strict=False)
    )


@cache
def _is_vowel(char: str) -> bool:
    return unicodedata.normalize("NFD", char.lower())[0] in VOWELS


def _is_hard_to_say(run: str) -> bool:
    """No vowel in four letters, or a letter that is not ASCII amid three vowels or four consonants."""
    sounds = "".join("v" if _is_vowel(char) else "c" for char in run)
    if len(run) >= 4 and "v" not in sounds:
        return not run.isupper()
    for pattern in ("vvv", "cccc"):
        at = sounds.find(pattern)
        if at >= 0 and not run[at : at + len(pattern)].isascii():
            return True
    return False


# Chinese, Japanese and Korean


def _in(codec: str, lead_max: int) -> Callable[[str], bool]:
    @cache
    def is_common(char: str) -> bool:
        try:
            encoded = char.encode(codec)
        except UnicodeEncodeError:
            return False
        return len(encoded) == 2 and 0xA1 <= encoded[0] <= lead_max

    return is_common


COMMON = {
    "gb18030": _in("gb2312", 0xF7),
    "big5": _in("big5", 0xC6),
    "shift_jis": _in("euc_jp", 0xCF),
    "euc-jp": _in("euc_jp", 0xCF),
    "euc-kr": _in("euc_kr", 0xC8),
}
"""Tests for common characters: each standard puts the rare ones after them."""


def _oddness_of_eastern(run: str, scripts: set[str | None], eastern: str) -> int:
    if not eastern or scripts - EASTERN - {"LATIN"}:
        return STRONG
    for before, behind in pairwise(run):
        if before.isascii() and before.islower() != (behind.isascii() and behind.islower()):
            return STRONG
        if behind.isascii() and behind.islower() and not before.isascii():
            return STRONG
    is_common = COMMON[eastern]
    return 0 if all(char.isascii() or is_common(char) for char in run) else WEAK
