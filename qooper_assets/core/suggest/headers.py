"""The meaning of a column's header: the concepts of its words, and the rules about concepts.

Belongs here: one header by itself. Does not: the words (`lexicon/`), a system that uses a header in its own
way (`systems.py`), the cells below it (`profile.py`), or the other columns (`propose.py`).
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
"""Fewest consonants that stand for a word, as in `TRMNTN`."""
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
UNITS = frozenset({"department", "team", "area", "organization", "division"})
NAME_OF_A_THING = "名"
"""Alone it is the name of a person; after another word it says that the cells are names of such things."""

SENSITIVE = "sensitive"
OTHER = "other"
UNKNOWN = "unknown"


class HeaderMeaning(NamedTuple):
    """What a header says that its column holds."""

    name: str
    """An attribute of the mapping, or what is none: `manager_id`, `personal_email`, `original_hire_date`, …;
    `sensitive`, `other` for what is never proposed, and `unknown`."""
    is_certain: bool
    """Every word of the header is known, and it has no other meaning."""
    concepts: frozenset[str] = frozenset()
    """The concepts of its words (`lexicon/`)."""


class _Rule(NamedTuple):
    """The meaning of a header with all `needs` (in each group any) and none of `without`."""

    meaning: str
    needs: str
    without: str = ""
    is_certain: bool = True


_IDS = "ID|NUMBER|CODE|EMPLOYEE_ID|USER_ID|OTHER_ID"
_NAMES = "NAME|FIRST_NAME|LAST_NAME|FULL_NAME"
_DATES = "DATE|START|END"
# The first rule that fits counts. A blank stands between groups that are all needed, `|` inside a group.
_RULES = (
    _Rule(SENSITIVE, "NATIONAL_ID|HEALTH|BANK|PRIVACY|GENDER"),
    _Rule(SENSITIVE, "SALARY", "EMPLOYEE_ID LEVEL"),
    _Rule(OTHER, "MAIDEN|KANA|OLD"),
    _Rule(SENSITIVE, "BIRTH", "NAME LAST_NAME"),
    _Rule(OTHER, "BIRTH"),
    _Rule(OTHER, "DEPENDENT|PARTNER"),
    _Rule("status", "HR_REP STATUS", "MANAGER"),
    _Rule(OTHER, "HR_REP"),
    _Rule(OTHER, "BENEFIT", "NAME"),
    _Rule(OTHER, "SECOND MANAGER|EMAIL|ID|NUMBER|CODE|PHONE|EMPLOYEE_ID|LOGIN|NAME|FIRST_NAME|LAST_NAME"),
    _Rule(OTHER, "EMPLOYEE_ID TITLE", "MANAGER"),
    _Rule(OTHER, "STATUS PRIVATE"),
    _Rule(OTHER, "MANAGER DEPARTMENT|COST_CENTER|DIVISION|AREA"),
    _Rule(
        OTHER,
        "MANAGER LEVEL|FLAG|STATUS|TITLE|JOB|DEPARTMENT|DATE|PHONE|MOBILE|LOGIN|TYPE|START|LOCATION",
        "EMAIL ID NUMBER",
    ),
    _Rule(OTHER, "MANAGER POSITION"),
    _Rule("manager_email", "MANAGER EMAIL"),
    _Rule("manager_id", f"MANAGER {_IDS}"),
    _Rule("manager_name", f"MANAGER {_NAMES}"),
    _Rule("manager", "MANAGER"),
    _Rule(OTHER, "FAX"),
    _Rule(OTHER, "EMAIL DATE|STATUS|TYPE|FLAG|PREFERRED"),
    _Rule("personal_email", "EMAIL PRIVATE"),
    _Rule("email", "EMAIL"),
    _Rule(OTHER, "EXTENSION"),
    _Rule(OTHER, "PHONE|MOBILE TYPE|FLAG|COUNTRY"),
    _Rule(SENSITIVE, "PHONE|MOBILE PRIVATE"),
    _Rule("phone", "PHONE|MOBILE WORK|PRIMARY"),
    _Rule("mobile", "MOBILE"),
    _Rule("phone", "PHONE"),
    _Rule(SENSITIVE, "ADDRESS|CITY|COUNTRY PRIVATE"),
    _Rule("location", "ADDRESS WORK LOCATION"),
    _Rule("city", "ADDRESS WORK CITY"),
    _Rule("country", "ADDRESS WORK COUNTRY"),
    _Rule(OTHER, "ADDRESS WORK"),
    _Rule(SENSITIVE, "ADDRESS"),
    _Rule(OTHER, "PATH"),
    _Rule(OTHER, "EXPIRY", "CONTRACT TEMPORARY EXPECTED"),
    _Rule(OTHER, "DURATION", "START END"),
    _Rule(OTHER, "END REASON|TYPE|CODE|FLAG"),
    _Rule(OTHER, "REASON"),
    _Rule(OTHER, "LEAVE|PROBATION", "STATUS"),
    _Rule(OTHER, "PROBATION"),
    _Rule("contract_end", "CONTRACT|TEMPORARY|EXPECTED END|EXPIRY"),
    _Rule("contract_start", "CONTRACT START"),
    _Rule(OTHER, "STATUS DATE|RECORD|EFFECTIVE|START|END"),
    _Rule(OTHER, "EFFECTIVE BEGIN|FINISH"),
    _Rule("last_day", "LAST_DAY"),
    _Rule("original_hire_date", f"ORIGINAL {_DATES}", "RECENT LEVEL END"),
    _Rule(OTHER, f"POSITION|JOB|TITLE|DEPARTMENT|LOCATION|LEVEL|TEAM|ROLE {_DATES}", "EMPLOYMENT LEVEL"),
    _Rule(OTHER, "START END"),
    _Rule(OTHER, "END RECORD"),
    _Rule("termination_date", "END|NOTICE", "LEVEL"),
    _Rule(OTHER, "RECORD", "STATUS START"),
    _Rule("hire_date", "START|REHIRE", "LEVEL TYPE FTE"),
    _Rule("hire_date", "EMPLOYMENT DATE", "TYPE STATUS RECORD", is_certain=False),
    _Rule(OTHER, "EFFECTIVE"),
    _Rule("date", "DATE", is_certain=False),
    _Rule("status", "STATUS|NEGATED", "TYPE CONTRACT"),
    _Rule("employment_type", "TYPE|CONTRACT", "TITLE"),
    _Rule(OTHER, "FTE|FLAG"),
    _Rule("other_id", "OTHER_ID"),
    _Rule("employee_id", "EMPLOYEE_ID"),
    _Rule("cost_center", "COST_CENTER"),
    _Rule("company", "COMPANY", f"NAME {_IDS.replace('|', ' ')} DEPARTMENT DIVISION LOCATION"),
    _Rule(OTHER, f"TITLE|JOB|POSITION {_IDS}"),
    _Rule(OTHER, f"DEPARTMENT|ORGANIZATION|DIVISION|TEAM|LOCATION|COMPANY|COUNTRY {_IDS}", "PERSON"),
    _Rule("username", "LOGIN"),
    _Rule("user_id", "USER_ID"),
    _Rule("employee_id", f"PERSON {_IDS}"),
    _Rule("id", "ID|NUMBER", is_certain=False),
    _Rule(OTHER, "ROW|CODE|PAYROLL"),
    _Rule("preferred_name", "PREFERRED"),
    _Rule(OTHER, "MIDDLE|INITIALS|NAME_PREFIX|NAME_SUFFIX|SALUTATION"),
    _Rule("full_name", "FIRST_NAME LAST_NAME"),
    _Rule("first_name", "FIRST_NAME"),
    _Rule("last_name", "LAST_NAME"),
    _Rule("full_name", "FULL_NAME"),
    _Rule("language", "LANGUAGE"),
    _Rule("skills", "SKILLS"),
    _Rule("job_family", "FAMILY"),
    _Rule("title", "EITHER TITLE|JOB|POSITION"),
    _Rule("job_level", "LEVEL"),
    _Rule("job_profile", "PROFILE"),
    _Rule("location", "LOCATION CITY COUNTRY"),
    _Rule("country", "COUNTRY"),
    _Rule("city", "CITY"),
    _Rule("title", "TITLE", "DEPARTMENT LOCATION ORGANIZATION DIVISION"),
    _Rule("department", "DEPARTMENT", "LOCATION"),
    _Rule("location", "LOCATION"),
    _Rule("company", "COMPANY"),
    _Rule("area", "AREA", "CODE ID NUMBER"),
    _Rule("division", "DIVISION"),
    _Rule("organization", "SUPERVISORY", is_certain=False),
    _Rule("organization", "ORGANIZATION"),
    _Rule("team", "TEAM|GROUP"),
    _Rule("position", "POSITION|JOB"),
    _Rule("role", "ROLE", is_certain=False),
    _Rule("time_zone", "TIMEZONE"),
    _Rule("name", "NAME"),
    _Rule("full_name", "PERSON", is_certain=False),
)


def header_meaning(header: str) -> HeaderMeaning:
    """Derive the meaning of a header from its words."""
    concepts: set[str] = {"EITHER"} if _is_either(header) else set()
    is_known = True
    for found in _concepts(tuple(_split(header)), is_technical=header == header.upper()):
        concepts |= found
        is_known = is_known and bool(found)
    for rule in _RULES:
        if rule_fits(rule, concepts):
            return HeaderMeaning(rule.meaning, rule.is_certain and is_known, frozenset(concepts))
    return HeaderMeaning(UNKNOWN, False, frozenset(concepts))


def _is_either(header: str) -> bool:
    """True for two things in one header, as in `Branch / Department`."""
    parts = header.split("/")
    if len(parts) != 2 or not all(part.strip() for part in parts):
        return False
    names = {header_meaning(part).name for part in parts} - {UNKNOWN, OTHER}
    return len(names) == 2 and not names <= UNITS


def rule_fits(rule: _Rule, concepts: set[str]) -> bool:
    return all(concepts & set(group.split("|")) for group in rule.needs.split()) and not (
        concepts & set(rule.without.split())
    )


def words(header: str) -> Iterator[str]:
    """Split a header into words without case, accents and words that say nothing."""
    return (word.text for word in _split(header) if not word.says_nothing)


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
    found: dict[str, set[str]] = {}
    for concept, phrases in lexicon.entries(lexicon.WORDS):
        for phrase in phrases:
            split = list(_split(phrase))
            telling = [word for word in split if not word.says_nothing]
            for each in (split, telling) if len(telling) > 1 else (split,):
                found.setdefault(_joined(each), set()).add(concept.split()[0])
    found.pop("", None)
    return {key: frozenset(concepts) for key, concepts in found.items()}


@cache
def _single_words() -> dict[str, frozenset[str]]:
    """The words of the lexicon that are no phrases."""
    known = _lexicon()
    phrases = (phrase for _, found in lexicon.entries(lexicon.WORDS) for phrase in found)
    singles = {_joined(split) for phrase in phrases if len(split := list(_split(phrase))) == 1}
    return {word: known[word] for word in singles}


def _joined(phrase: Sequence[_Word]) -> str:
    return "".join(word.text for word in phrase).replace(".", "")


def _concepts(header: Sequence[_Word], *, is_technical: bool) -> Iterator[frozenset[str]]:
    """The concepts of each word, or of the longest phrase that begins with it; none if it is not known.

    The names of technical fields are in capitals, and often abbreviated without a dot.
    """
    start = 0
    while start < len(header):
        for length in range(min(PHRASE_WORDS_MAX, len(header) - start), 0, -1):
            if found := _phrase(header[start : start + length]):
                yield found
                break
        else:
            length = 1
            if not header[start].says_nothing:
                yield from _word(header[start].text, may_be_cut=is_technical)
        start += length


def _phrase(phrase: Sequence[_Word]) -> frozenset[str] | None:
    """The concepts of a phrase as it is, or without the words in it that say nothing."""
    known = _lexicon()
    if found := known.get(_joined(phrase)):
        return found
    telling = [word for word in phrase if not word.says_nothing]
    is_within = not (phrase[0].says_nothing or phrase[-1].says_nothing)
    return known.get(_joined(telling)) if is_within else None


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
