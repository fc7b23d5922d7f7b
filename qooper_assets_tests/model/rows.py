"""From the rows of a file to the people of a roster.

Belongs here: R6 (identifiers), R8 (a blank says nothing), R9 (inactive wins), I01–I04, I16–I18, S07, and
what R2 lets a rejected row say. Does not: anything about accounts.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from qooper_assets_tests.model.rules import Cells, Person, Rejected, Roster, Rules

ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
FIRST_LINE = 2
UNREADABLE = ("identifier_missing", "identifier_unreadable", "id_precision_loss")
"""Reasons of rows that do not say who they are of."""


def cleaned(text: str | None) -> str | None:
    """Trimmed, also of no-break and zero-width spaces, and NFC (R6); a blank is None (R8)."""
    text = unicodedata.normalize("NFC", (text or "").strip().strip("\u00a0\u200b\ufeff").strip())
    return text or None


def a_day(text: str | None) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError:
        return None  # dropped: the present value is kept


def roster_of(rows: list[Cells], rules: Rules, today: date) -> Roster:
    """Judge each row by itself and beside the others; whoever is left is in the roster."""
    read = [_read(row, rules) for row in rows]
    reasons: dict[int, set[str]] = defaultdict(set)
    for n, (row, person) in enumerate(zip(rows, read, strict=True)):
        reasons[n] |= _own_reasons(row, person, rules, today)
    for n, found in _reasons_between(read, rules).items():
        reasons[n] |= found
    is_unreadable = {n for n, found in reasons.items() if found & set(UNREADABLE)}
    people: dict[str, Person] = {}
    for n, person in enumerate(read):
        if not reasons[n]:
            people.setdefault(person.external_id, person)  # I01
    rejected = [Rejected(FIRST_LINE + n, why) for n, found in reasons.items() for why in sorted(found)]
    refused = [read[n] for n, found in reasons.items() if found]
    return Roster(
        people=people,
        rejected=rejected,
        rejected_rows=len(refused),
        rows=len(rows),
        present_ids={person.external_id for person in refused if person.external_id},
        present_emails={person.email_key for person in refused if person.email_key},
        unreadable=[_comparable(rows[n], reasons[n]) for n in sorted(is_unreadable)],
        in_file=set(people),
    )


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


def _comparable(row: Cells, reasons: set[str]) -> Cells:
    """What a row without identifier may be compared by: e-mail and names (R2). A placeholder, or what is no
    address, is no e-mail."""
    names: tuple[str, ...] = ("email", "first_name", "last_name")
    if reasons & {"email_placeholder", "email_invalid"}:
        names = ("first_name", "last_name")
    found = {name: cleaned(row.get(name)) for name in names}
    return {name: value for name, value in found.items() if value and value not in ERRORS}


def _read(row: Cells, rules: Rules) -> Person:
    cells = {name: cleaned(text) for name, text in row.items()}
    status = cells.get("status")
    word = rules.status_words.get(status.lower()) if status else None
    email = cells.get("email")
    manager = cells.get("manager") if rules.manager_refers_to else None
    identifier = cells.get(rules.identity)
    if rules.identity == "email" and identifier:
        identifier = identifier.lower()
    return Person(
        external_id=identifier or "",
        employee_id=cells.get("employee_id") if rules.maps_employee_id else None,
        email=email,
        is_active=(word == "active" if word else None) if rules.maps_status else True,
        hire_date=a_day(cells.get("hire_date")),
        termination_date=a_day(cells.get("termination_date")),
        manager=manager.lower() if manager and rules.manager_refers_to == "email" else manager,
        attributes={
            name: (str(a_day(cells.get(name)) or "") or None) if name == "hire_date" else cells.get(name)
            for name in rules.attributes
        },
        unsaid=frozenset({*rules.attributes, "manager"} - set(row)),
    )


def _own_reasons(row: Cells, person: Person, rules: Rules, today: date) -> set[str]:
    found = set()
    identifier, email = person.external_id, person.email
    if not identifier:
        found.add("identifier_missing")
    elif identifier.upper() in ERRORS:
        found.add("identifier_unreadable")
    if person.employee_id and re.fullmatch(r"\d+([.,]\d+)?[eE]\+?\d+", person.employee_id):
        found.add("id_precision_loss")
    status = cleaned(row.get("status"))
    if rules.maps_status and status and status.lower() not in rules.status_words:
        found.add("unknown_status")
    # R9: somebody who has ended is judged on the identifier alone, which may be the e-mail.
    if person.ended(today) is None or rules.identity == "email":
        if email is None:
            if rules.identity != "email":
                found.add("email_missing")
        elif email.lower().startswith(tuple(p.lower() for p in rules.placeholder_emails)):
            found.add("email_placeholder")
        elif not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+", email):
            found.add("email_invalid")
    return found


def _reasons_between(read: list[Person], rules: Rules) -> dict[int, set[str]]:
    """I02–I04, and one employee id for two people; rows without an identifier are nobody's here."""
    found: dict[int, set[str]] = defaultdict(set)
    of_id, of_email, of_employee = defaultdict(list), defaultdict(list), defaultdict(list)
    for n, person in enumerate(read):
        if not person.external_id:
            continue
        of_id[person.external_id].append(n)
        of_email[person.email_key].append(n)
        of_employee[person.employee_id].append(n)
    for rows in of_id.values():
        if any(read[n].facts != read[rows[0]].facts for n in rows):
            for n in rows:
                found[n].add("duplicate_identifier")
    if rules.identity != "email":
        _claim(found, read, of_email, "email_shared")
    if rules.identity != "employee_id":
        _claim(found, read, of_employee, "employee_id_shared")
    return found


def _claim(
    found: dict[int, set[str]], read: list[Person], by_key: dict[str | None, list[int]], reason: str
) -> None:
    for key, rows in by_key.items():
        if key and len({read[n].external_id for n in rows}) > 1:
            for n in rows:
                found[n].add(reason)
