"""The limits on one change set.

Belongs here: R3, R4, O07, AT02, AT05, AT14, G19, G20, and what is not asked of a delta feed (D01–D03). Does
not: what was remembered (`memory.py`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from qooper_assets_tests.model.rules import Change, Roster, Rules

DEACTIVATION_LIMITS = {"deactivations", "deactivations_share", "deactivations_7_days"}
OF_A_DELTA_FILE = {"rejects", "wrong_tenant_suspected", "fill_rate_drop"}
"""Limits on one file of a delta feed: a clean file after it does not lift them (D02, D03)."""


@dataclass
class Known:
    """What a limit compares with."""

    is_live: bool
    rows_before: list[int]
    filled_before: dict[str, int]
    people_before: int
    gone_before: int
    population: int
    unreadable_files: int
    """Accepted files in a row with unreadable identifiers, this one included."""
    active_managed: int
    active_managed_in_roster: int
    known_in_file: int
    """Delta: people of the file whom we know, or all of them where nobody was known before (D03)."""
    declined_before: int
    holders: Counter[str]
    """Our active accounts that have a value, per attribute, and a manager (AT14)."""
    is_old_content: bool
    """An accepted file older than the last one said the same (G20)."""
    has_lost_dates: bool
    """A date column is gone, or mostly unreadable, compared with the last accepted file (S22, S26)."""
    kept_emails: int
    """People who do not get an e-mail because somebody keeps it: as suspect as who is withheld (I30)."""


def breaches(
    changes: Iterable[Change], withheld: dict[str, str], roster: Roster, filled: dict[str, int],
    rules: Rules, known: Known,
) -> set[str]:  # fmt: skip
    changes = list(changes)
    found = _of_people(changes, withheld, rules, known)
    found |= _of_file(changes, roster, filled, rules, known)
    if not known.is_live:
        found.add("first_load")
    if known.declined_before:
        found.add("declined_before")
    if known.has_lost_dates:
        found.add("fill_rate_drop")
    return found


def _of_people(changes: list[Change], withheld: dict[str, str], rules: Rules, known: Known) -> set[str]:
    count = Counter(change.action for change in changes)
    active = known.active_managed

    def over(name: str, actual: int, floor: str | None = None) -> bool:
        allowed = max(
            rules.limit(f"{floor or name}_count_floor"), active * rules.limit(f"{name}_pct_max") / 100
        )
        return actual > allowed

    found = set()
    gone = count["DEACTIVATE"]
    if over("deactivations", gone) or gone > rules.limit("deactivations_count_max"):
        found.add("deactivations")
    if gone >= 2 and active and gone >= active * rules.limit("deactivations_share_pct_max") / 100:
        found.add("deactivations_share")
    week = max(
        rules.limit("deactivations_count_floor"),
        known.population * rules.limit("deactivations_7_days_pct_max") / 100,
    )
    if gone and known.population and known.gone_before + gone > week:
        found.add("deactivations_7_days")
    if over("reactivations", count["REACTIVATE"]):
        found.add("reactivations")
    moves = [c for c in changes if c.account is not None and {"email", "employee_id"} & set(c.after)]
    if over("identity_changes", len(moves)):
        found.add("identity_changes")
    if over("withheld", sum(why != "not_adopted" for why in withheld.values()) + known.kept_emails):
        found.add("withheld")
    if known.is_live:
        if over("creates", count["CREATE"]):
            found.add("creates")
        names = sum(map(_changes_a_name, changes))
        if over("name_changes", names, "withheld"):
            found.add("mass_attribute_change")
        if count["LINK"] and rules.adoption == "ask":
            found.add("adoptions")
        if mass_attributes(changes, rules, known):
            found.add("mass_attribute_change")
    if known.is_old_content and gone > rules.limit("deactivations_count_floor"):
        found.add("old_content")
    if email_cycles(changes):
        found.add("identity_swap")
    return found


def _changes_a_name(change: Change) -> bool:
    """AT05: a name that was blank does not change."""
    return any(
        name in change.after and change.before.get(name) is not None for name in ("first_name", "last_name")
    )


def mass_attributes(changes: Iterable[Change], rules: Rules, known: Known) -> set[str]:
    """AT14: the attributes whose present value changes for too many of those who have one."""
    never = {"first_name", "last_name", "employee_id", "email", rules.identity}
    lost = Counter(
        name
        for c in changes
        if c.action == "UPDATE"
        for name in c.after
        if name not in never and c.before.get(name) is not None
    )
    floor, pct_max = rules.limit("attribute_changes_count_floor"), rules.limit("attribute_changes_pct_max")
    return {n for n, count in lost.items() if count > max(floor, known.holders[n] * pct_max / 100)}


def left_out(changes: dict[str, Change], rules: Rules, known: Known) -> str:
    """AT14: the one attribute to hold back, if that is all that is wrong and anything else is to be done.
    Only for a set whose one breach is `mass_attribute_change`; names hold everything (AT05)."""
    many = mass_attributes(changes.values(), rules, known)
    if len(many) != 1:
        return ""
    (name,) = many
    names = sum(map(_changes_a_name, changes.values()))
    allowed = max(
        rules.limit("withheld_count_floor"), known.active_managed * rules.limit("name_changes_pct_max") / 100
    )
    is_all = all(c.action == "UPDATE" and set(c.after) == {name} for c in changes.values())
    return "" if names > allowed or is_all else name


def of_scope(changes: Iterable[object], roster: Roster, rules: Rules, today: date) -> set[str]:
    """S19: of the people who have not left, nobody is in scope."""
    there = [p for p in roster.people.values() if replace(p, is_out=False).ended(today, rules) is None]
    nobody = bool(there) and all(person.is_out for person in there)
    return {"scope_empty"} if nobody and list(changes) else set()


def email_cycles(changes: Iterable[Change]) -> list[list[str]]:
    """People who hand their e-mails round (I07, I08)."""
    moves = {c.person: c for c in changes if c.account is not None and "email" in c.after}
    holder = {str(c.before["email"]).lower(): c.person for c in moves.values()}
    cycles, done = [], set()
    for start in moves:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path.append(at)
            at = holder.get(str(moves[at].after["email"]).lower())
        if at is not None and at in path:
            cycles.append(path[path.index(at) :])
        done |= set(path)
    return cycles


def _of_file(
    changes: list[Change], roster: Roster, filled: dict[str, int], rules: Rules, known: Known
) -> set[str]:
    found = set()
    rejects = max(rules.limit("rejects_count_floor"), roster.rows * rules.limit("rejects_pct_max") / 100)
    if roster.rejected_rows > rejects:
        found.add("rejects")
    if rules.coverage == "delta":
        # R2 holds unreadable files because they spare absentees. In a delta feed nobody leaves by absence,
        # and a rejected row stays open (D03), so like the product the model does not ask.
        share = rules.limit("overlap_pct_min") / 100
        if len(roster.in_file) >= 20 and known.known_in_file < len(roster.in_file) * share:
            found.add("wrong_tenant_suspected")  # D03
        return found
    if known.unreadable_files > rules.unreadable_files_max:
        found.add("unreadable_identifiers")
    if known.rows_before and changes:  # G19
        usual = median(known.rows_before)
        allowed = max(rules.limit("row_drop_count_floor"), usual * rules.limit("row_drop_pct_max") / 100)
        if usual - roster.rows > allowed:
            found.add("row_count_drop")
    active = known.active_managed
    if active >= 20 and known.active_managed_in_roster < active * rules.limit("overlap_pct_min") / 100:
        found.add("wrong_tenant_suspected")  # O07
    people = len(roster.people)
    for name, before in known.filled_before.items():
        if name != "hire_date" and rules.owners.get(name) == "qooper":
            continue  # AT04: its values have no effect
        if before >= 5 and known.people_before and people:
            share = (filled.get(name, 0) / people) / (before / known.people_before)
            if 100 * (1 - share) > rules.limit("fill_rate_drop_pct_max"):
                found.add("fill_rate_drop")  # AT02
    return found
