"""From the rows of a file to the people of a roster.

Belongs here: R8 (a blank says nothing), R9 (inactive wins), I01–I04, I16–I18, I28, I31, I33, S07, and what
R2 lets a rejected row say. Does not: which id a cell means (`spelling.py`), or anything about accounts.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from qooper_assets_tests.model.rules import DATES, Cells, Person, Rejected, Roster, Rules
from qooper_assets_tests.model.spelling import (
    address_of,
    cleaned,
    have_decimals,
    id_of,
    is_address,
    is_invisible,
    is_placeholder,
    is_rounded,
)

ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
EMPTY_WORDS = ("null", "(null)", "nan", "#n/a", "undefined")
FIRST_LINE = 2


def word(text: str) -> str:
    """A status word as two people would compare it (S29)."""
    return unicodedata.normalize("NFC", cleaned(text) or "").casefold()


def a_day(text: str | None, rules: Rules) -> date | None:
    """A day as the tenant writes it: four digits, one or two, one or two. None if it is blank, means "never"
    (S27), or is dropped (S23): the present value is kept."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text or "", flags=re.ASCII)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return day if day and day.year >= 1900 and str(day) not in rules.no_date else None


def a_last_day(text: str | None, rules: Rules) -> date | None:
    """S23: a day in a far future is none."""
    day = a_day(text, rules)
    return day if day and day < date(2099, 12, 31) else None


def is_unreadable(text: str | None, rules: Rules) -> bool:
    """The cell of a date says something, but neither a day nor "never" (S22, S27)."""
    return bool(text) and text not in rules.no_date and a_day(text, rules) is None


Reason = tuple[str, str]
"""The column that is at fault (`identity` for whichever column that is) and the code."""


def roster_of(
    rows: list[Cells],
    rules: Rules,
    today: date,
    known: Collection[Person] = (),
    without: Collection[str] = (),
) -> Roster:
    """Judge each row by itself and beside the others; whoever is left is in the roster. `known` are the
    people of a delta feed's roster before, `without` the columns that the file lacks."""
    has_decimals = have_decimals(_ids(rows, known, rules))
    read = [_read(row, rules, frozenset(without), has_decimals=has_decimals) for row in rows]
    reasons: dict[int, set[Reason]] = defaultdict(set)
    for n, (row, person) in enumerate(zip(rows, read, strict=True)):
        reasons[n] |= _own_reasons(row, person, rules, today)
    unreadable = {n for n, found in reasons.items() if any(column == "identity" for column, _ in found)}
    for n, found in _reasons_between(read, rules).items():
        reasons[n] |= {why for why in found if n not in unreadable or why[1] != "duplicate_identifier"}
    people: dict[str, Person] = {}
    for n, person in enumerate(read):
        same = people.get(person.external_id)
        # I01: of equal rows, one with a date that can't be read counts: it says less.
        if not reasons[n] and (same is None or person.unreadable):
            people[person.external_id] = person
    rejected = [Rejected(FIRST_LINE + n, why) for n, found in reasons.items() for _, why in sorted(found)]
    refused = [read[n] for n, found in reasons.items() if found]
    return Roster(
        people=people,
        rejected=rejected,
        rejected_rows=len(refused),
        rows=len(rows),
        present_ids={person.external_id for person in refused if person.external_id},
        present_emails={person.email_key for person in refused if person.email_key},
        unreadable=[_comparable(rows[n], read[n], reasons[n], rules) for n in sorted(unreadable)],
        in_file=set(people),
    )


def _ids(rows: list[Cells], known: Collection[Person], rules: Rules) -> Iterator[str | None]:
    """All ids of the file and of the roster before; an e-mail is none."""
    for row in rows:
        if rules.identity != "email":
            yield id_of(row.get(rules.identity), has_decimals=True)
        if rules.maps_employee_id:
            yield id_of(row.get("employee_id"), has_decimals=True)
    for person in known:
        yield from (person.external_id if rules.identity != "email" else None, person.employee_id)


def with_managers(people: dict[str, Person], known: Collection[str], rules: Rules) -> dict[str, Person]:
    """Name each manager by identity (AT11). `people` are in the order of their rows: of two with one key, the
    one with the newer row is meant.

    In a delta feed `known` are the people of the roster before. The rules do not say whether a reference is
    read once, or again when its key passes to somebody else. Like the product, the model reads it once: the
    row meant who had the key then (compare AT12), and a newer holder was never named by it.
    """
    if rules.manager_refers_to == rules.identity:
        return people
    holders = {}
    for who, person in people.items():
        key = person.email_key if rules.manager_refers_to == "email" else person.employee_id
        if key:
            holders[key] = who
    return {
        who: person
        if person.manager is None or person.manager in known
        else replace(person, manager=holders.get(person.manager, person.manager))
        for who, person in people.items()
    }


def _comparable(row: Cells, person: Person, reasons: set[Reason], rules: Rules) -> Cells:
    """What a row without identifier may be compared by: e-mail and names (R2). A placeholder, or what is no
    address, is no e-mail."""
    faulty = {column for column, _ in reasons}
    is_faulty = "email" in faulty or (rules.identity == "email" and "identity" in faulty)
    found = {name: cleaned(row.get(name)) for name in ("first_name", "last_name")}
    if not is_faulty:
        found["email"] = person.email
    return {name: value for name, value in found.items() if value and value not in ERRORS}


def _read(row: Cells, rules: Rules, without: frozenset[str], *, has_decimals: bool) -> Person:
    cells = {name: cleaned(text) for name, text in row.items() if name not in without}
    for name in {"employee_id", rules.identity} - {"email"}:
        cells[name] = id_of(row.get(name), has_decimals=has_decimals)
    cells["email"] = address_of(row.get("email"))
    status = cells.get("status")
    meanings = {word(listed): meaning for listed, meaning in rules.status_words.items()}
    meant = meanings.get(word(status)) if status else None
    email = cells["email"]
    identifier = cells.get(rules.identity)
    if rules.identity == "email" and identifier:
        identifier = identifier.lower()
    employee_id = cells.get("employee_id") if rules.maps_employee_id else None
    if employee_id and rules.identity != "employee_id" and is_placeholder(employee_id, rules):
        employee_id = None  # dropped
    scope = _scope(row, rules)
    return Person(
        external_id=identifier or "",
        employee_id=employee_id,
        email=email,
        is_active=(meant == "active" if meant else None) if rules.maps_status else True,
        hire_date=a_day(cells.get("hire_date"), rules),
        termination_date=a_last_day(cells.get("termination_date"), rules),
        manager=_manager(row, rules, has_decimals=has_decimals),
        attributes={name: _value(name, cells.get(name), rules) for name in rules.attributes},
        unreadable=frozenset(name for name in DATES if is_unreadable(cells.get(name), rules)),
        missing=without,
        unsaid=frozenset({*rules.attributes, "manager"} - set(row)) | without,
        scope=scope,
        is_out=None if scope is None and rules.scope else bool(rules.scope) and _is_out(scope or "", rules),
    )


def _value(name: str, cell: str | None, rules: Rules) -> str | None:
    if name == "hire_date":
        return str(a_day(cell, rules) or "") or None
    if name == "role":
        return {word(listed): role for listed, role in rules.role_words.items()}.get(word(cell or ""))
    return cell


def _listed(rules: Rules) -> set[str]:
    return {word(listed) for listed in (*rules.scope.get("in", ()), *rules.scope.get("not_in", ()))}


def _scope(row: Cells, rules: Rules) -> str | None:
    """The text that decides who is in scope, unless it is blank, an error, an empty word, or has lost a
    letter."""
    text = cleaned(row.get(rules.scope["column"])) if rules.scope else None
    if text is None or text.upper() in ERRORS:
        return None
    is_unclear = word(text) in EMPTY_WORDS or re.search(r"\w\?\w", text)
    return None if is_unclear and word(text) not in _listed(rules) else text


def _is_out(text: str, rules: Rules) -> bool:
    if pattern := rules.scope.get("matches"):
        return not re.fullmatch(pattern, text, re.IGNORECASE)
    return (word(text) in _listed(rules)) == bool(rules.scope.get("not_in"))


def _manager(row: Cells, rules: Rules, *, has_decimals: bool) -> str | None:
    """The reference to the manager; none to nobody in particular, which is dropped."""
    if rules.manager_refers_to is None:
        return None
    if rules.manager_refers_to == "email":
        address = address_of(row.get("manager"))
        return address.lower() if address else None
    manager = id_of(row.get("manager"), has_decimals=has_decimals)
    is_nobody = manager is not None and (is_rounded(manager) or is_placeholder(manager, rules))
    return None if is_nobody else manager


def _own_reasons(row: Cells, person: Person, rules: Rules, today: date) -> set[Reason]:
    found: set[Reason] = set()
    identifier, email = person.external_id, person.email
    if not identifier:
        found.add(("identity", "identifier_missing"))
    if identifier.upper() in ERRORS or identifier[:1] in tuple("='\""):
        found.add(("identity", "identifier_unreadable"))
    if any(map(is_invisible, identifier)):
        found.add(("identity", "identifier_unprintable"))
    if is_placeholder(identifier, rules):
        found.add(("identity", "identifier_placeholder"))
    if is_rounded(identifier):
        found.add(("identity", "id_precision_loss"))
    if rules.identity != "employee_id" and is_rounded(person.employee_id or ""):
        found.add(("employee_id", "id_precision_loss"))
    status = cleaned(row.get("status"))
    if rules.maps_status and status and word(status) not in map(word, rules.status_words):
        found.add(("status", "unknown_status"))
    # R9: somebody who has ended is judged on the identifier alone, which may be the e-mail.
    has_ended = person.ended(today, rules) is not None
    if rules.identity == "email":
        is_judged = not found & {("identity", "identifier_placeholder"), ("identity", "id_precision_loss")}
        found |= {("identity", why) for why in _against_email(email, rules, is_lax=has_ended) if is_judged}
    elif not has_ended:
        found |= {("email", why) for why in _against_email(email, rules, is_lax=False)}
        if email is None:
            found.add(("email", "email_missing"))
        elif any(map(is_invisible, email)):
            found.add(("email", "identifier_unprintable"))
    return found


def _against_email(email: str | None, rules: Rules, *, is_lax: bool) -> Iterator[str]:
    if email is None:
        return
    if email.lower().startswith(tuple(p.lower() for p in rules.placeholder_emails)):
        yield "email_placeholder"
    elif not is_address(email) and not (is_lax and is_address(f"{email}.x".replace("..", "."))):
        yield "email_invalid"


def _reasons_between(read: list[Person], rules: Rules) -> dict[int, set[Reason]]:
    """I02–I04, and one employee id for two people; rows without an identifier are nobody's here."""
    found: dict[int, set[Reason]] = defaultdict(set)
    of_id, of_email, of_employee = defaultdict(list), defaultdict(list), defaultdict(list)
    for n, person in enumerate(read):
        if not person.external_id:
            continue
        of_id[person.external_id].append(n)
        of_email[person.email_key].append(n)
        of_employee[person.employee_id].append(n)
    for rows in of_id.values():
        facts = [replace(read[n], scope=None).facts for n in rows]  # two words of one meaning agree (S19)
        if any(each != facts[0] for each in facts):
            for n in rows:
                found[n].add(("identity", "duplicate_identifier"))
    if rules.identity != "email":
        _claim(found, read, of_email, "email_shared")
    if rules.identity != "employee_id":
        _claim(found, read, of_employee, "employee_id_shared")
    return found


def _claim(
    found: dict[int, set[Reason]], read: list[Person], by_key: dict[str | None, list[int]], reason: str
) -> None:
    for key, rows in by_key.items():
        if key and len({read[n].external_id for n in rows}) > 1:
            for n in rows:
                found[n].add(("rows", reason))
