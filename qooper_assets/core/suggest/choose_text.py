"""Chooses the columns that describe a person: title, department, location, phone, status, skills.

Belongs here: the evidence for each of them. Does not: what identifies a person (`choose_people.py`).
"""

from collections.abc import Callable, Sequence

from qooper_assets.core.suggest import status_words
from qooper_assets.core.suggest.choosing import Choosing, has, is_certain, is_filled, lacks, narrow
from qooper_assets.core.suggest.proposal import SampleColumn, listed
from qooper_assets.core.suggest.status_words import StatusEvidence, Word

MEANS = {
    Word.ACTIVE: "active",
    Word.LEAVE: "active",
    Word.ENDING: "active",
    Word.INACTIVE: "inactive",
}
"""What a word means unless the customer says otherwise. People on leave keep the account."""
WORK_MODES = frozenset(
    {
        "remote", "hybrid", "on-site", "onsite", "on site", "in-office", "in office", "office", "home office",
        "fully remote", "homeoffice", "vor ort", "home", "télétravail", "sur site", "hybride", "híbrido",
        "presencial", "remoto", "ibrido", "in sede", "thuis", "op kantoor", "field", "work from home", "wfh",
    }
)  # fmt: skip
PHONES_MIN = 0.8
TITLES_MIN = 8
POSITIONS_MIN = 3
SALUTATIONS = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "herr", "frau", "hr", "fr", "m", "mme", "mlle",
        "monsieur", "madame", "sr", "sra", "srta", "don", "doña", "dhr", "mevr", "sig", "sig.ra", "dott",
        "dott.ssa", "dipl-ing",
    }
)  # fmt: skip


def _is_text(column: SampleColumn) -> bool:
    """Words, not codes."""
    profile = column.profile
    is_code = profile.digits_share > 0.9 and profile.letters_share < 0.9
    return profile.filled > 0 and not is_code and not profile.email_share and profile.dates is None


def _is_spelled_out(column: SampleColumn) -> bool:
    return column.profile.upper_code_share < 0.9 or column.profile.space_share > 0.1


def _is_misnamed(column: SampleColumn) -> bool:
    """True for Mr, Ms, Dr in a column called title, and for remote and on-site in one called location."""
    words = {word.casefold().rstrip(".") for word in column.profile.words}
    return bool(words) and (words <= SALUTATIONS or words <= WORK_MODES)


def _is_varied(column: SampleColumn) -> bool:
    """Texts of several words, and more of them than there are roles in a system."""
    return column.profile.distinct >= TITLES_MIN and column.profile.space_share > 0.2


def _is_position(column: SampleColumn) -> bool:
    """True if the header says position and nothing else, and the cells are words. A role may be anything."""
    return (
        column.meaning.name == "position"
        and is_certain(column)
        and _is_spelled_out(column)
        and column.profile.distinct >= POSITIONS_MIN
    )


def _choose_text(
    choosing: Choosing,
    attribute: str,
    meaning: str,
    *preferences: Callable[[SampleColumn], bool],
    vague: Sequence[str] = (),
) -> None:
    """Choose a column of words; ask if several are left, or only a vague one."""
    named = [c for c in choosing.meaning(meaning) if _is_text(c) and not _is_misnamed(c)]
    left = narrow(named, *preferences, _is_spelled_out, is_certain, lambda c: c.profile.fill_rate > 0.5)
    if len(left) == 1 and has("EITHER")(left[0]):
        choosing.ask_which(attribute, left, "Its header says that it may be something else, too.")
    elif len(left) == 1:
        choosing.choose(attribute, left[0], "the header says so, and the cells are words")
    elif len(left) > 1:
        choosing.ask_which(attribute, left)
    elif maybe := [c for c in choosing.meaning(*vague) if _is_text(c) and _is_spelled_out(c)]:
        choosing.ask_which(attribute, maybe)


def choose_title(choosing: Choosing) -> None:
    """The job title: a business title before any other, a position where there is no title."""
    if not any(_is_text(c) and not _is_misnamed(c) for c in choosing.meaning("title")):
        named = [c for c in choosing.meaning("position", "role") if _is_text(c)]
        positions = [c for c in named if _is_varied(c) or _is_position(c)]
        if len(positions) == 1:
            choosing.choose(
                "title", positions[0], "the header says position or role, and the cells are titles"
            )
            return
    _choose_text(
        choosing,
        "title",
        "title",
        has("WORK"),
        lacks("OCCUPATION"),
        lacks("RECENT", "PERSON", "ROLE"),
        vague=("position", "role"),
    )


def choose_department(choosing: Choosing) -> None:
    """The department. The levels of an organization may be anything, so they are asked for."""
    _choose_text(choosing, "department", "department", lacks("LEVEL", "ORGANIZATION", "DIGITS", "WORK"))
    if "department" in choosing.chosen or choosing.meaning("department"):
        return
    units = [c for c in choosing.meaning("area", "organization", "team") if is_filled(c)]
    units = narrow(units, has("ORG_UNIT"), lacks("PATH"), has("PRIMARY"), _is_spelled_out)
    if len(units) == 1 and _is_unit(units[0]):
        choosing.choose("department", units[0], "the only unit of an organization, and the cells are words")
    elif units := units or [c for c in choosing.meaning("division") if _is_text(c)]:
        choosing.ask_which("department", units)


def _is_unit(column: SampleColumn) -> bool:
    """A unit of the organization for certain. A group may be anything, and an organization the company."""
    is_vague = column.meaning.name == "organization" and lacks("ORG_UNIT", "SUPERVISORY")(column)
    return (
        _is_text(column)
        and _is_spelled_out(column)
        and is_certain(column)
        and not is_vague
        and lacks("EITHER")(column)
        and (column.meaning.name != "team" or lacks("GROUP")(column))
    )


def choose_location(choosing: Choosing) -> None:
    """The place of work: an office before a city, and a city only if its header is about work."""
    if not any(_is_text(c) and not _is_misnamed(c) for c in choosing.meaning("location")):
        cities = [c for c in choosing.meaning("city") if _is_text(c) and has("WORK", "LOCATION")(c)]
        if len(cities) == 1:
            choosing.choose("location", cities[0], "the header says that it is the city of work")
            return
    _choose_text(
        choosing,
        "location",
        "location",
        lacks("COUNTRY", "CITY", "ADDRESS"),
        lacks("BUILDING"),
        vague=("city",),
    )


def choose_phone(choosing: Choosing) -> None:
    """A phone at work. A mobile number without a word about it may be private, so it is asked for."""
    phones = [c for c in choosing.meaning("phone") if c.profile.phone_share >= PHONES_MIN]
    left = narrow(phones, lacks("MOBILE"), has("WORK"), lacks("PRIVATE"), is_certain, lacks("DIGITS"))
    if len(left) == 1 and not is_certain(left[0]) and not has("WORK")(left[0]):
        choosing.ask_which("phone", left)
    elif len(left) == 1:
        choosing.choose("phone", left[0], "the header says so, and the cells are phone numbers")
    elif len(left) > 1:
        choosing.ask_which("phone", left)
    elif mobiles := [c for c in choosing.meaning("mobile") if c.profile.phone_share >= PHONES_MIN]:
        choosing.ask_which("phone", mobiles, "Are these numbers at work?")


# The status


def choose_status(choosing: Choosing) -> None:
    """A column with words for being employed. `Full-time` is how, not whether."""
    found = [(c, _examine(c)) for c in choosing.meaning("status", "employment_type") if c.profile.words]
    evidence = {column.header: examined for column, examined in found}
    fitting = [column for column, examined in found if examined.is_status]
    named = [column for column in fitting if column.meaning.name == "status"] or fitting
    left = narrow(named, has("STATUS"), lacks("RECORD", "LOGIN"), is_certain)
    if len(left) == 1 and (is_certain(left[0]) or not _is_flag(left[0])):
        _choose_status(choosing, left[0], evidence[left[0].header])
    elif len(left) == 1:
        choosing.ask_which("status", left, "Its cells are yes and no.")
    elif len(left) > 1:
        choosing.ask_which("status", left)
    else:
        _ask_about_status(choosing, found)


def _is_flag(column: SampleColumn) -> bool:
    """True if the cells mean something only as an answer to the header."""
    return not status_words.examine(column.profile.words).is_status


def _examine(column: SampleColumn) -> StatusEvidence:
    return status_words.examine(
        column.profile.words,
        is_flag=column.meaning.name == "status",
        is_negated="NEGATED" in column.meaning.concepts,
    )


def _choose_status(choosing: Choosing, column: SampleColumn, evidence: StatusEvidence) -> None:
    values = {word: MEANS[meaning] for word, meaning in evidence.meanings.items() if meaning in MEANS}
    on_leave = [word for word, meaning in evidence.meanings.items() if meaning is Word.LEAVE]
    unknown = [word for word, meaning in evidence.meanings.items() if meaning not in MEANS]
    reasons = [f"{evidence.known_share:.0%} of its cells are words of status"]
    if has("NEGATED")(column) and _is_flag(column):
        reasons.append("its header asks whether somebody is not active")
    if on_leave:
        reasons.append(f"people on leave keep the account: {listed(on_leave)}")
    choosing.choose("status", column, *reasons, values=values)
    if unknown:
        choosing.ask(
            "status_words",
            "status",
            f"The column {column.header!r} has words whose meaning for access is not certain:"
            f" {listed(unknown)}. Does somebody with such a word keep the account?",
            unknown,
            "A row with such a word is rejected, and the person left as is.",
            column.header,
        )


def _ask_about_status(choosing: Choosing, found: Sequence[tuple[SampleColumn, StatusEvidence]]) -> None:
    unclear = [c for c, evidence in found if c.meaning.name == "status" and evidence.type_share < 0.5]
    for column, evidence in found:
        if column.meaning.name == "status" and evidence.type_share >= 0.5:
            choosing.notes.append(
                f"{column.header!r} says how somebody is employed, not whether, so it is not the status."
            )
    if unclear:
        words = {word for column in unclear for word in column.profile.words}
        choosing.ask(
            "status_words",
            "status",
            f"Which words in the column {unclear[0].header!r} mean that somebody keeps the account, and which"
            " that it is deactivated?",
            tuple(sorted(words)),
            "Everybody in the file counts as active.",
            unclear[0].header,
        )


# Skills


def choose_skills(choosing: Choosing) -> None:
    """Lists of skills, as a profile field of the customer's own."""
    for column in choosing.meaning("skills"):
        if is_filled(column) and column.profile.split:
            name = "skills" if "skills" not in choosing.chosen else _slug(column.header)
            choosing.choose(
                name, column, f"lists, separated by {column.profile.split!r}", split=column.profile.split
            )


def _slug(header: str) -> str:
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in header.lower())
    return plain.strip("_") or "list"
