"""Chooses the columns that identify people: e-mail, employee ID, names.

Belongs here: the evidence for each of them. Does not: managers (`choose_manager.py`), dates
(`choose_dates.py`), anything that only describes a person (`choose_text.py`).
"""

import re

from qooper_assets.core.suggest.choosing import (
    EMAILS_MIN,
    REFERS_MIN,
    SENSITIVE_SHARE,
    Choosing,
    has,
    is_certain,
    is_filled,
    lacks,
    narrow,
    same_cells,
)
from qooper_assets.core.suggest.header_words import fold
from qooper_assets.core.suggest.profile import is_name_like, refers_to
from qooper_assets.core.suggest.proposal import SampleColumn

FREE_MAIL_MAX = 0.5
FILLED_MIN = 0.9
VAGUE_IDS = ("user_id", "id", "username", "unknown", "other", "other_id", "full_name", "name")
"""What a header may say of a column that managers refer to, which makes it the employee ID."""
OF_EMPLOYEE_IDS = frozenset({"EMPLOYEE_ID", "PERSON", "ID", "NUMBER", "CODE"})
"""The concepts of a header that says nothing but employee ID."""
UNIQUE_ROWS_MIN = 5
"""With fewer rows, distinct cells prove nothing."""
ROWS_COMPARED = 2_000


# The e-mail


def choose_email(choosing: Choosing) -> None:
    """The addresses at work: unique, and mostly not at a provider of private ones."""
    named = choosing.meaning("email")
    fitting = [column for column in named if column.profile.email_share >= EMAILS_MIN]
    if not fitting:
        others = choosing.meaning("username", "user_id", "id", "unknown", "employee_id", "other_id")
        fitting = [c for c in others if c.profile.email_share >= 0.97 and _is_unique(c)]
        if len(fitting) == 1 and fitting[0].profile.free_mail_share <= 0.2 and not named:
            choosing.choose("email", fitting[0], "the only column of distinct e-mail addresses")
        else:
            choosing.ask_which("email", fitting or named, "Without one, nobody can have an account.")
        return
    left = narrow(
        fitting,
        lambda c: c.profile.free_mail_share <= FREE_MAIL_MAX,
        has("WORK", "COMPANY"),
        lacks("OTHER_ID", "NUMBER", "DIGITS"),
        is_certain,
    )
    if len(left) > 1:
        choosing.ask_which("email", left)
    elif left[0].profile.free_mail_share > FREE_MAIL_MAX:
        choosing.ask_which("email", left, "Most addresses in it are private ones, such as those at Gmail.")
    elif not _is_unique(left[0]):
        choosing.ask_which("email", left, "Some addresses in it belong to several people.")
    elif not is_certain(left[0]) and not has("WORK", "COMPANY")(left[0]) and _other_addresses(choosing, left):
        choosing.ask_which("email", left)
    else:
        choosing.choose("email", left[0], "the header says so, and the cells are distinct e-mail addresses")


def _other_addresses(choosing: Choosing, chosen: list[SampleColumn]) -> list[SampleColumn]:
    """Other columns of distinct e-mail addresses of which nothing says that they are something else."""
    others = [c for c in choosing.meaning("email", "unknown", "username") if c not in chosen]
    return [c for c in others if c.profile.email_share >= EMAILS_MIN and _is_unique(c)]


def _is_unique(column: SampleColumn) -> bool:
    profile = column.profile
    return profile.filled < UNIQUE_ROWS_MIN or profile.distinct >= 0.95 * profile.filled


# The employee ID


def choose_employee_id(choosing: Choosing) -> None:
    """A column of distinct ids, by its header, or by the managers that refer to it."""
    named = []
    for column in choosing.meaning("employee_id"):
        if problem := _personal(column):
            choosing.notes.append(f"{column.header!r} holds {problem}, so it is no employee ID (I26).")
        elif _may_be_id(column):
            named.append(column)
    left = narrow(
        named,
        lambda c: c.profile.fill_rate >= FILLED_MIN,
        is_certain,
        lacks("RECENT", "CONTRACT"),
        lacks("EXTERNAL"),
    )
    if len(left) > 1:
        left = narrow(left, lambda c: _is_referred_to(choosing, c))
    is_plain = len(left) == 1 and is_certain(left[0]) and left[0].meaning.concepts <= OF_EMPLOYEE_IDS
    if len(left) == 1 and not is_certain(left[0]) and not _is_referred_to(choosing, left[0]):
        choosing.ask_which("employee_id", left)
    elif len(left) == 1 and not is_plain and (others := _better_referred(choosing, left[0])):
        choosing.ask_which("employee_id", [left[0], *others], "The managers refer to another one.")
    elif len(left) == 1:
        choosing.choose("employee_id", left[0], "the header says so, and the ids are distinct")
    elif len(left) > 1:
        choosing.ask_which("employee_id", left, "It must stay the same for a person's whole life.")
    else:
        _choose_vague_id(choosing)


def _personal(column: SampleColumn) -> str | None:
    """What an ID must not be, although its column is called so."""
    if column.profile.sensitive_share >= SENSITIVE_SHARE:
        return "numbers that are written like those of a passport, a tax office or a bank"
    return "e-mail addresses" if column.profile.email_share >= EMAILS_MIN else None


def _better_referred(choosing: Choosing, chosen: SampleColumn) -> list[SampleColumn]:
    """Other columns to which some column refers, as managers do, if none refers to the chosen one."""
    if _is_referred_to(choosing, chosen) or _referring(choosing, chosen):
        return []
    others = [c for c in choosing.meaning(*VAGUE_IDS) if _may_be_id(c) and c.profile.digits_share > 0.9]
    return [c for c in others if not _counts_rows(c) and _referring(choosing, c)]


def _referring(choosing: Choosing, target: SampleColumn) -> list[SampleColumn]:
    """The columns whose cells are those of another column, each in several rows."""
    return [
        column
        for column in choosing.columns
        if column.profile.filled >= UNIQUE_ROWS_MIN
        and column.profile.digits_share > 0.9
        and 1 < column.profile.distinct < 0.7 * column.profile.filled
        and refers_to(column.cells, target.cells) > 0.95
    ]


def _choose_vague_id(choosing: Choosing) -> None:
    """Without a column that is named for it: one that managers refer to, otherwise ask."""
    vague = [c for c in choosing.meaning(*VAGUE_IDS) if _may_be_id(c) and c.profile.digits_share > 0.9]
    vague = [c for c in vague if not c.profile.email_share and not _counts_rows(c)]
    referred = same_cells(c for c in vague if _is_referred_to(choosing, c))
    if len(referred) == 1:
        choosing.choose("employee_id", referred[0], "distinct ids, to which the managers of the file refer")
        return
    likely = [c for c in vague if c.meaning.name in ("user_id", "id")]
    likely = likely or [c for c in choosing.meaning("employee_id") if not _personal(c)]
    if likely:
        choosing.ask_which(
            "employee_id",
            likely,
            "It must be distinct, and stay the same for a person's whole life.",
        )


def _may_be_id(column: SampleColumn) -> bool:
    profile = column.profile
    return (
        profile.filled > 0
        and profile.fill_rate >= 0.5
        and _is_unique(column)
        and not (profile.space_share > 0.5 and is_name_like(profile))
        and profile.email_share < EMAILS_MIN
    )


def _is_referred_to(choosing: Choosing, column: SampleColumn) -> bool:
    managers = [c for c in choosing.meaning("manager", "manager_id") if is_filled(c)]
    return any(refers_to(c.cells, column.cells) >= REFERS_MIN for c in managers)


def _counts_rows(column: SampleColumn) -> bool:
    """True for the numbers from 1 to that of the last row, in any order."""
    return set(column.cells) == {str(number) for number in range(1, column.profile.rows + 1)}


# Names


def choose_names(choosing: Choosing) -> None:
    """First and last name; a column of both only where they don't have one each."""
    first = _only_name(choosing, "first_name")
    last = _only_name(choosing, "last_name")
    if first is None and (last or len(choosing.meaning("name")) == 1):
        first = _only_given_name(choosing)
    if not choosing.meaning("first_name", "last_name", "name", "full_name"):
        first, last = _preferred(choosing, "FIRST_NAME"), _preferred(choosing, "LAST_NAME")
    vague = [
        c for c in choosing.meaning("name") if is_filled(c) and is_certain(c) and is_name_like(c.profile)
    ]
    if (first is None) != (last is None) and len(vague) == 1 and not _holds(vague[0], first or last):
        first, last = first or vague[0], last or vague[0]
    if first and last:
        choosing.choose("first_name", first, "the header says so, and the cells are words")
        choosing.choose("last_name", last, "the header says so, and the cells are words")
        return
    full = [c for c in choosing.meaning("full_name", "name") if is_filled(c) and is_name_like(c.profile)]
    full = [c for c in full if c.profile.space_share > 0.8 or c.profile.comma_share > 0.8]
    full = narrow(full, lambda c: c.meaning.name == "full_name", lambda c: c.profile.comma_share > 0.8)
    if len(full) == 1 and not (first and choosing.meaning("last_name")):
        _choose_full_name(choosing, full[0])
    elif len(full) > 1:
        choosing.ask_which("full_name", full)
    else:
        for attribute, column in (("first_name", first), ("last_name", last)):
            if column:
                choosing.choose(attribute, column, "the header says so, and the cells are words")


def _only_given_name(choosing: Choosing) -> SampleColumn | None:
    """The preferred name, for a file that has a last name and no other given one."""
    named = [c for c in choosing.meaning("preferred_name") if lacks("LAST_NAME")(c)]
    filled = [c for c in named if c.profile.fill_rate >= FILLED_MIN]
    if len(filled) != 1 or choosing.meaning("first_name", "full_name"):
        return None
    return _only_name(choosing, "preferred_name", "first_name")


def _preferred(choosing: Choosing, concept: str) -> SampleColumn | None:
    """The preferred name of one kind, for a file that has no other."""
    named = [c for c in choosing.meaning("preferred_name") if is_filled(c) and has(concept)(c)]
    return named[0] if len(named) == 1 else None


def _only_name(choosing: Choosing, meaning: str, attribute: str = "") -> SampleColumn | None:
    """The column of a name; asks if several could be it."""
    named = [c for c in choosing.meaning(meaning) if is_filled(c) and c.profile.letters_share > 0.9]
    left = narrow(
        named, is_certain, lacks("PREFERRED", "KANA", "MAIDEN"), lacks("NEUTRAL", "LOCATION"), has("PERSON")
    )
    if left and not is_certain(left[0]) and len(named) > 1:
        return None
    if len(left) > 1:
        choosing.ask_which(attribute or meaning, left)
        return None
    return left[0] if left else None


def _holds(whole: SampleColumn, part: SampleColumn | None) -> bool:
    """True if the cells of one column contain those of the other."""
    if part is None:
        return False
    pairs = [
        (fold(a), fold(b))
        for a, b in zip(whole.cells.head(ROWS_COMPARED), part.cells.head(ROWS_COMPARED), strict=True)
        if a and b
    ]
    return sum(b in a for a, b in pairs) > 0.5 * len(pairs)


def _choose_full_name(choosing: Choosing, column: SampleColumn) -> None:
    """The order of the names, by the comma, or by the e-mail addresses of the same rows."""
    comma, email = column.profile.comma_share, choosing.column("email")
    if comma > 0.95:
        choosing.choose("full_name", column, "a comma is between last and first name", order="last_first")
        return
    ahead, behind = _name_positions(column, email) if email else (0, 0)
    if comma < 0.05 and ahead > 2 * behind and column.profile.letters_share > 0.9:
        why = "in the e-mail addresses, the first word of the name comes first as well"
        choosing.choose("full_name", column, why, order="first_last")
        return
    choosing.ask(
        "name_order",
        "full_name",
        f"Is the name in the column {column.header!r} written as first name and last name, separated by a"
        " blank, or as last name, comma, first name? A last name first without a comma can't be split.",
        ("first_last", "last_first"),
        "No name is read.",
        column.header,
    )


def _name_positions(names: SampleColumn, emails: SampleColumn) -> tuple[int, int]:
    """Rows whose e-mail has the first word of the name before the last one, and rows with the contrary."""
    ahead = behind = 0
    for name, email in zip(names.cells.head(ROWS_COMPARED), emails.cells.head(ROWS_COMPARED), strict=True):
        parts = re.findall(r"[^\W\d_]+", fold(name or ""))
        local = fold((email or "").partition("@")[0])
        if len(parts) < 2 or not local:
            continue
        first, last = parts[0], parts[-1]
        tokens = re.findall(r"[^\W\d_]+", local)
        if len(tokens) >= 2:
            ahead += first.startswith(tokens[0]) and last.startswith(tokens[-1])
            behind += last.startswith(tokens[0]) and first.startswith(tokens[-1])
        elif tokens:
            ahead += tokens[0].endswith(last) and tokens[0][0] == first[0] and tokens[0] != last
            behind += tokens[0].endswith(first) and tokens[0][0] == last[0] and tokens[0] != first
    return ahead, behind
