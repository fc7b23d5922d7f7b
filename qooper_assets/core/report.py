"""The report of a change set, read before it is applied and long after.

Belongs here: aggregates as text and Markdown, and the escaping of values for spreadsheets. Does
not: persons (they are in the workbook, for those who may read it), or where it is stored.
"""

from collections.abc import Iterable, Sequence

from qooper_assets.core.changes import Action, Breach, ChangeSet
from qooper_assets.core.contract import REASONS
from qooper_assets.core.roster import Roster

REJECT_COLUMNS = ("line", "byte", "identifier", "column", "code", "what to do")
CHANGE_COLUMNS = ("identifier", "account", "action", "reason", "before", "after", "line")
WITHHELD_COLUMNS = (
    "identifier", "account", "situation", "reason", "what it means", "line", "ended on", "ended by",
    "or the same as",
)  # fmt: skip
LEFT_OUT_COLUMNS = ("identifier", "account", "value", "reason", "what it means", "holder", "line")
DATE_COLUMNS = ("identifier", "account", "code", "what it means", "last day", "line")

WITHHELD: dict[str, str] = {
    "account_missing": "Qooper no longer lists the person's account, although nothing is ever deleted there.",
    "id_twin": "Another id differs only in case, leading zeros or spelling: one person or two? (P22, I15,"
    " I32)",
    "id_reused": "Names, e-mail and first day are all different: the id of somebody else? (I29)",
    "probable_rename": "A leaver and a joiner have the same name or employee id: one person with a new"
    " e-mail? (I06, I34)",
    "identity_conflict": "The id leads to one account and the e-mail to another (I20).",
    "protected_account": "The account is an administrator's, or allow-listed (I27, R5).",
    "email_taken": "The e-mail that a new person needs belongs to an account that keeps it.",
    "email_reused": "The e-mail belongs to the account of somebody who leaves (I10).",
    "not_adopted": "An unmanaged account fits, but the tenant adopts none (policy.adoption, I19).",
    "dates_conflict": "The last day is before the first day: hired, or withdrawn? Correct one of them (S27).",
    "rehire_candidate": (
        "The account that fits was deactivated, by somebody else or for a leaver: is this person coming back?"
        " (I22, S25)"
    ),
    "left_alone": "Somebody decided that nothing is done, on the same facts (qooper-assets decide).",
    "name_damaged": "The name of somebody without an account has lost letters, or is escaped (AT13).",
}
"""Why a person is withheld, in words."""

DATE_EFFECTS: dict[str, str] = {
    "last_day_kept": "The last day can't be read. The one that the file had before is kept (S22).",
    "not_reactivated": "A first or last day can't be read, so the account stays deactivated (S22, S24).",
    "not_created": "The first day can't be read, so there is no account yet (S26).",
}
"""What follows for a person from a date that can't be read, in words."""

LEFT_OUT: dict[str, str] = {
    "email_taken": "Another account keeps the e-mail; everything else about the person is applied (I30).",
    "manager_unresolved": "Nobody is known under this manager, or their own row is in doubt (AT07, AT15).",
    "manager_is_self": "The person is named as their own manager (AT10).",
    "manager_circle": "With this manager, people would be their own superiors (AT15).",
    "garbled": "The present value in a wrong encoding, such as `RenÃ©` (P04).",
    "letters_lost": "Letters became question marks, such as `M?ller`.",
    "escaped": "Letters are written as in HTML, such as `&euml;`.",
    "rounded": "A spreadsheet turned the number into a rounded one, such as `4.9E+12`.",
    "empty_word": "A word that means nothing, such as `NULL`, where there is a value (policy.empty_words).",
}
"""Why a single value is left out, in words: the present one is kept, and a new account gets none."""


def escaped(value: object) -> object:
    """The cell, escaped so that no spreadsheet interprets it as a formula (P31)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def unreadable_note(change_set: ChangeSet) -> str:
    """The effect of rows without a readable identifier on a run (R2); blank if there are none."""
    if not change_set.unreadable_rows:
        return ""
    shown = ", ".join(f"{line:,}" for line in change_set.unreadable_lines)
    effect = (
        "nobody was deactivated for absence"
        if change_set.absence_suspended
        else "anyone who may be on one of these lines counts as present"
    )
    return f"no identifier can be read on line {shown}: {effect} (R2)"


def held_back_note(change_set: ChangeSet) -> str:
    """What a change set leaves out, and what becomes of it (AT14); blank if it leaves out nothing."""
    if change_set.held_back is None:
        return ""
    breaches = "; ".join(map(str, change_set.held_back.breaches))
    names = ", ".join(change_set.held_back.attributes)
    return f"{names} is held back for everybody, and waits as a change set of its own: {breaches}"


def verdict(change_set: ChangeSet) -> str:
    """One sentence: what happens next."""
    if change_set.held_back is not None:
        names = ", ".join(change_set.held_back.attributes)
        return f"cleared: may be applied; the changes of {names} are held back"
    if change_set.breaches:
        return "held: nothing is written until it is approved"
    if change_set.summary.changes == 0:
        return "nothing to do"
    return "cleared: may be applied"


def lines(change_set: ChangeSet, roster: Roster) -> list[tuple[str, list[tuple[str, str]]]]:
    """The report as titled lists of (label, count)."""
    counts, summary = roster.counts, change_set.summary
    parts = [
        (
            "The file",
            [
                ("records", f"{counts.records:,}"),
                *_people(roster),
                ("rejected rows", f"{counts.rejected:,}"),
                ("identical rows collapsed", f"{counts.collapsed:,}"),
                ("blank rows and repeated headers skipped", f"{counts.skipped:,}"),
            ],
        ),
        (
            "Qooper",
            [
                ("accounts", f"{summary.accounts:,}"),
                ("active accounts that we manage", f"{summary.active_managed:,}"),
                ("active accounts that nobody manages", f"{summary.unmanaged_active:,}"),
            ],
        ),
        ("Changes", [(what, f"{count:,}") for what, count in _by_action(change_set.counts)]),
        ("Limits exceeded", [(b.code, str(b).removeprefix(f"{b.code}: ")) for b in change_set.breaches]),
        (
            "Held back: not in this change set, and waits as one of its own",
            [(b.code, str(b).removeprefix(f"{b.code}: ")) for b in _held_back(change_set)],
        ),
        (
            "Withheld people",
            [(f"{code}: {WITHHELD[code]}", f"{n:,}") for code, n in change_set.withheld_by_reason.items()],
        ),
        (
            "Values that are not taken over (AT13, P04)",
            [
                (f"{name}, {code}: {LEFT_OUT[code]}", f"{n:,}")
                for what, n in change_set.damaged.items()
                for name, code in [what.split(" ")]
            ],
        ),
        (
            "Rejected rows",
            [(f"{code}: {REASONS[code]}", f"{n:,}") for code, n in change_set.rejects_by_reason.items()],
        ),
        ("Worth knowing", list(_notes(change_set, roster))),
    ]
    return [(title, rows) for title, rows in parts if rows]


def _held_back(change_set: ChangeSet) -> tuple[Breach, ...]:
    return change_set.held_back.breaches if change_set.held_back else ()


def _people(roster: Roster) -> list[tuple[str, str]]:
    if roster.merged_people is None:
        return [("people in the roster", f"{roster.people:,}")]
    return [
        ("people in the file", f"{roster.counts.people:,}"),
        ("people in the delta roster, including those of earlier files", f"{roster.people:,}"),
    ]


def _by_action(counts: dict[str, int]) -> list[tuple[str, int]]:
    order = [action.value for action in Action]
    return sorted(counts.items(), key=lambda item: (order.index(item[0].split()[0]), item[0]))


def _notes(change_set: ChangeSet, roster: Roster) -> Iterable[tuple[str, str]]:
    summary = change_set.summary
    if change_set.is_repeat:
        yield "this content was accepted before; nothing is counted again (R1)", ""
    if change_set.old_content_of is not None:
        yield (
            "this content was accepted before, and newer content since; is it an old file? (G20)",
            (change_set.old_content_of),
        )
    if len(change_set.deliveries) > 1:
        yield (
            "planned together with earlier undecided deliveries (D02)",
            ", ".join(change_set.deliveries[:-1]),
        )
    shown = ", ".join(f"{line:,}" for line in roster.unreadable_lines)
    if change_set.absence_suspended:
        yield (
            "nobody is deactivated for absence: a row has no identifier, e-mail or name (R2); lines",
            shown,
        )
    elif change_set.unreadable_rows:
        yield (
            "rows without an identifier: absent people with the same e-mail or name stay (R2); lines",
            shown,
        )
    for warning in roster.warnings:
        yield f"{warning.code}: {warning.detail}", f"{warning.count:,}"
    notes = {
        "absent people who may be on a rejected row, so they count as present (R2)": summary.absent_in_doubt,
        "deactivated in Qooper by an administrator but active in the file; left alone (S12)": (
            summary.deactivated_in_qooper
        ),
        "administrators and allow-listed accounts in the roster; never changed (R5)": summary.protected,
        "people out of scope (S19)": summary.out_of_scope,
        "people with a first day in the future; created or reactivated then (S14, S24)": summary.future_hires,
        "people left as they are because a first or last day can't be read; sheet Dates (S22, S26)": (
            summary.unreadable_dates
        ),
        "people whose manager is not known yet; applied without one (AT07)": summary.unresolved_managers,
        "people whose manager would close a circle; the present one is kept (AT15)": summary.manager_circles,
        "people whose new e-mail is left out, because another account keeps it (I30)": summary.taken_emails,
        "people with a garbled form of the current value, which is kept (P04)": summary.garbled,
        "people with a value that is damaged otherwise, and not taken over (AT13)": summary.damaged,
        "people whose status word and last day disagree; policy.end_by decided (S16, S28)": (
            summary.ends_disputed
        ),
        "people with an account and a last day before the first day, which is ignored (S27)": (
            summary.dates_in_conflict
        ),
        "changes that were declined on the same facts; not proposed again (G22)": summary.declined,
        "answers given on other facts, and not used; the question is open again (qooper-assets decide)": len(
            change_set.outdated_answers
        ),
        "changes of e-mail or id": summary.identity_changes,
    }
    for what, count in notes.items():
        if count:
            yield what, f"{count:,}"


def text(change_set: ChangeSet, roster: Roster) -> str:
    """The report for a terminal and the first sheet of the workbook."""
    out = [
        f"{change_set.tenant} {change_set.partition}, effective on {change_set.effective_on}",
        f"change set {change_set.change_set_id[:12]}: {verdict(change_set)}",
    ]
    for title, rows in lines(change_set, roster):
        out += ["", title]
        out += [f"  {what}{': ' if value else ''}{value}" for what, value in rows]
    return "\n".join(out) + "\n"


def markdown(change_set: ChangeSet, roster: Roster) -> str:
    """The report for Dagster and for a ticket. Aggregates only (R13)."""
    out = [
        f"### {change_set.tenant} {change_set.partition}",
        "",
        (
            f"Change set `{change_set.change_set_id[:12]}`, effective on {change_set.effective_on}: "
            f"**{verdict(change_set)}**."
        ),
    ]
    for title, rows in lines(change_set, roster):
        out += ["", f"| {title} | |", "|---|---:|"]
        out += [f"| {_cell(what)} | {_cell(value)} |" for what, value in rows]
    return "\n".join(out) + "\n"


def _cell(value: str) -> str:
    return value.replace("|", "\\|").replace("\n", " ")


def widths(columns: Sequence[str]) -> list[int]:
    """Column widths of a sheet, in characters."""
    return [50 if name in ("before", "after", "what to do", "what it means") else 22 for name in columns]
