"""The words of a header, and the concepts that they mean.

Belongs here: splitting, spellings, compounds and abbreviations. Does not: the words (`lexicon/`), or what
several concepts mean together (`headers.py`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from qooper_assets.core.suggest import lexicon

LETTERS_MIN = 3
"""Fewest letters of a word inside a compound such as `Eintrittsdatum`; one ideogram is a word."""
CUT_SHORT_MIN = 6
"""Fewest letters of a word that is cut short without a dot, as in `SUPERV`."""
SKELETON_MIN = 4
"""Fewest consonants that abbreviate a word, as in `TRMNTN`."""
LINKS = ("", "s", "n", "en", "es", "e", "の")
"""What German and Japanese put between the words of a compound."""
PHRASE_WORDS_MAX = 6
HINT = re.compile(
    r"\((?:[dmyjat]{1,4}(?:[-/. ][dmyjat]{1,4}){1,2}"
    r"|y/n|yes/no|j/n|ja/nein|o/n|oui/non|s/n|sim/não|s[iì]/no|vero/falso|v/f|true/false|t/f|1/0|ja/nej|ja/nee)\)",
    re.IGNORECASE,
)
"""How cells are written, which is no part of the name: `(DD/MM/YYYY)`, `(Y/N)`."""
LATIN_AFTER_OTHER = r"([^\W\d_a-zA-Z\u00c0-\u024f])(?=[a-zA-Z]{2}|e-)"
"""Where Latin letters follow those of another script, as in `社用e-Mail`."""
NAME_OF_A_THING = "名"
"""Alone it is the name of a person; after another word it says that the cells are names of such things."""


class _Word(NamedTuple):
    text: str
    says_nothing: bool


def _split(header: str) -> Iterator[_Word]:
    plain = re.sub(HINT, " ", unicodedata.normalize("NFKC", header))
    spaced = re.sub(r"^\s*#|#\s*$", " number ", plain)
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3 \2\4", spaced)
    spaced = re.sub(LATIN_AFTER_OTHER, r"\1 ", spaced)
    for word in re.findall(r"[^\W_]+(?:\.(?!\w))?", spaced.casefold()):
        key = fold(word)
        yield _Word(key, key in _stop_words() and key == _plain(word))


def _plain(text: str) -> str:
    """A text without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.category(letter).startswith("M"))


def fold(text: str) -> str:
    """A key that is equal for two spellings of one word: `Geschäft` and `GESCHAEFT`, `é` and `e`."""
    plain = _plain(text)
    for spelled, folded in (
        ("ø", "o"),
        ("æ", "a"),
        ("ł", "l"),
        ("ı", "i"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
    ):
        plain = plain.replace(spelled, folded)
    return plain


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(fold(lexicon.STOP_WORDS).split())


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    """Concepts by word or phrase, folded and without blanks. A word of two languages may have several.

    Of a phrase that words of no meaning leave as one word, only the whole counts: `e post` is no `post`.
    """
    return _lists()[0]


def _single_words() -> dict[str, frozenset[str]]:
    """The words of the lexicon that are no phrases."""
    return _lists()[1]


@cache
def _lists() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """`_lexicon` and `_single_words`, read at once."""
    found: dict[str, set[str]] = {}
    single: set[str] = set()
    for concept, phrases in lexicon.entries(lexicon.WORDS):
        for phrase in phrases:
            split = list(_split(phrase))
            shorter = _with_meaning(split)
            for each in (split, shorter) if len(shorter) > 1 else (split,):
                found.setdefault(_joined(each), set()).add(concept.split()[0])
            if len(split) == 1:
                single.add(_joined(split))
    found.pop("", None)
    known = {key: frozenset(concepts) for key, concepts in found.items()}
    return known, {word: known[word] for word in single}


def _with_meaning(phrase: Sequence[_Word]) -> list[_Word]:
    return [word for word in phrase if not word.says_nothing]


def _joined(phrase: Sequence[_Word]) -> str:
    return "".join(word.text for word in phrase).replace(".", "")


def find_concepts(header: str) -> Iterator[frozenset[str]]:
    """Yield the concepts of each word, or of the longest phrase that begins with it; none if it is not known.

    The names of technical fields are in capitals, and often abbreviated without a dot.
    """
    split, is_technical, start = list(_split(header)), header == header.upper(), 0
    while start < len(split):
        for length in range(min(PHRASE_WORDS_MAX, len(split) - start), 0, -1):
            if found := _phrase(split[start : start + length]):
                yield found
                break
        else:
            length = 1
            if not split[start].says_nothing:
                yield from _word(split[start].text, may_be_cut=is_technical)
        start += length


def _phrase(phrase: Sequence[_Word]) -> frozenset[str] | None:
    """The concepts of a phrase as it is, or without the words in it that say nothing."""
    known = _lexicon()
    if found := known.get(_joined(phrase)):
        return found
    is_within = not (phrase[0].says_nothing or phrase[-1].says_nothing)
    return known.get(_joined(_with_meaning(phrase))) if is_within else None


def _word(word: str, *, may_be_cut: bool) -> tuple[frozenset[str], ...]:
    whole = word.removesuffix(".")
    if compound := _compound(whole) or _compound(whole.removesuffix("s")):
        return compound
    found = frozenset[str]()
    if word != whole or (may_be_cut and len(whole) >= CUT_SHORT_MIN):
        found = _abbreviated(whole)
    if may_be_cut and not found:
        found = _skeletons().get(whole, found)
    return (found,)


@cache
def _skeletons() -> dict[str, frozenset[str]]:
    """Concepts by the consonants of a word, as in `SPRVSR`; only those of which all words have the same."""
    found: dict[str, set[frozenset[str]]] = {}
    for word, concepts in _single_words().items():
        skeleton = re.sub("[aeiou]", "", word)
        if word.isascii() and SKELETON_MIN <= len(skeleton) < len(word):
            found.setdefault(skeleton, set()).add(concepts)
    return {skeleton: sets.pop() for skeleton, sets in found.items() if len(sets) == 1}


@cache
def _abbreviated(word: str) -> frozenset[str]:
    """The concept of the words that begin so, as in `Resp.`, if they all have the same one."""
    found = {concepts for key, concepts in _single_words().items() if key.startswith(word)}
    is_long = len(word) >= LETTERS_MIN
    return found.pop() if is_long and len(found) == 1 else frozenset()


@cache
def _compound(word: str) -> tuple[frozenset[str], ...]:
    """The concepts of the words that a compound consists of; none unless all of it is known."""
    known = _lexicon()
    if word in known:
        return (known[word] - {"FIRST_NAME"} if word == NAME_OF_A_THING else known[word],)
    if word.isdigit() and word.isascii():
        return (frozenset({"DIGITS"}),)
    shortest = LETTERS_MIN if word.isascii() else 1
    for end in range(len(word) - shortest, shortest - 1, -1):
        head = known.get(word[:end])
        if head is None:
            continue
        for link in LINKS:
            rest = word[end + len(link) :]
            if word[end:].startswith(link) and len(rest) >= shortest and (tail := _compound(rest)):
                return (head, *tail)
    return ()
