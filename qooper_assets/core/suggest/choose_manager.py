"""Chooses the column of the manager, and what of the manager it holds.

Belongs here: the evidence for it. Does not: the columns that it refers to (`choose_people.py`).
"""

import re

from qooper_assets.core.suggest.choosing import (
    EMAILS_MIN,
    REFERS_MIN,
    Choosing,
    is_certain,
    is_filled,
    lacks,
    narrow,
    others_in_doubt,
)
from qooper_assets.core.suggest.profile import is_name_like, refers_to, shapes
from qooper_assets.core.suggest.proposal import SampleColumn


def choose_manager(choosing: Choosing) -> None:
    """A column that refers to the ids or to the e-mail addresses of the file. A name refers to nobody."""
    ids, emails = choosing.column("employee_id"), choosing.column("email")
    named = [c for c in choosing.meaning("manager_id", "manager_email", "manager") if is_filled(c)]
    by_id = [c for c in named if ids and _refers(c, ids) and c.profile.email_share < EMAILS_MIN]
    by_email = [c for c in named if emails and c.profile.email_share >= EMAILS_MIN]
    by_id, by_email = (narrow(each, lacks("PRIVATE"), is_first, is_certain) for each in (by_id, by_email))
    by_id += others_in_doubt(
        by_id,
        choosing.meaning("other", "unknown"),
        lambda c: _may_be_manager(c, ids, None) and not c.cells.equals(by_id[0].cells),
    )
    if len(by_id) == 1:
        choosing.choose("manager", by_id[0], _share(by_id[0], ids), refers_to="employee_id")
    elif not by_id and len(by_email) == 1:
        choosing.choose("manager", by_email[0], _share(by_email[0], emails), refers_to="email")
    elif by_id or by_email:
        choosing.ask_which("manager", by_id or by_email)
    elif named:
        _explain_manager(choosing, named)
    elif maybe := [c for c in choosing.meaning("unknown") if _may_be_manager(c, ids, emails)]:
        choosing.ask_which("manager", maybe, "Its cells are those of other people in the file.")


def is_first(column: SampleColumn) -> bool:
    """Not the second, third, … manager."""
    return not re.search("[2-9]", column.header)


def _may_be_manager(column: SampleColumn, ids: SampleColumn | None, emails: SampleColumn | None) -> bool:
    """True for a column of unknown meaning with ids or e-mails of the file, each in several rows."""
    if not is_filled(column) or column.profile.distinct > 0.7 * column.profile.filled:
        return False
    return any(target and refers_to(column.cells, target.cells) > 0.95 for target in (ids, emails))


def _refers(column: SampleColumn, ids: SampleColumn) -> bool:
    if refers_to(column.cells, ids.cells) >= REFERS_MIN:
        return True
    is_shaped = shapes(column.cells) <= shapes(ids.cells)
    return is_shaped and column.meaning.name == "manager_id" and column.profile.digits_share > 0.9


def _share(column: SampleColumn, target: SampleColumn | None) -> str:
    assert target
    share = refers_to(column.cells, target.cells)
    return f"{share:.0%} of its cells are in {target.header!r}"


def _explain_manager(choosing: Choosing, named: list[SampleColumn]) -> None:
    by_name = [c for c in named if is_name_like(c.profile) and c.profile.space_share > 0.5]
    for column in by_name:
        choosing.notes.append(
            f"{column.header!r} names managers; a name may be that of two people, so it is not read. Ask for"
            " the employee ID or the e-mail of the manager."
        )
    others = [c for c in named if c not in by_name]
    if others:
        choosing.ask_which(
            "manager", others, "Its cells are neither employee IDs nor e-mail addresses of this file."
        )
