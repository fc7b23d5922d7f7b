"""Notices: which changes of a tenant's state somebody has to know, and what a notice says.

Belongs here: from a change of state to a notice or to none, when a file is late, and who gets an e-mail. Does
not: the words and shapes in which a notice is sent (`core/notice_texts.py`), where the settings are
(`core/notice_channels.py`), storing (`edges/ledger/outbox.py`) or sending it (`edges/notify.py`).

A notice never contains a person: it has counts, codes, limits, file names and line numbers, and any text that
looks like an address is masked.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field

from qooper_assets.core.changes import ACTION_WORDS, ChangeSet, Receipt
from qooper_assets.core.errors import Result, TenantFileError, family_of
from qooper_assets.core.feed import effective_on, partition_key
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.schedule import Every, Schedule, Weekday
from qooper_assets.core.tenant.tenant import Tenant

GRACE_HOURS = 6
"""After this time since it was due, a file is late: it allows for a slow delivery, a retry, an approval in
the morning."""
PARTIAL_RUNS = 2
"""So many partial applies in a row are a notice (R2): what fails once may be repaired by the next run."""
TEXT_LENGTH_MAX = 1_000
DIGITS = 12
"""Digits of a change set's id that are shown."""


class Kind(StrEnum):
    """What happened to a tenant."""

    HELD = "held"
    FAILED = "failed"
    BLOCKED = "blocked"
    PARTIAL = "partial"
    LATE = "late"
    RECOVERED = "recovered"
    TEST = "test"
    """Sent by `qooper-assets notify --test`; nothing happened."""


class Notice(Model):
    """One change of a tenant's state. Grain: one per change, whoever gets it."""

    notice_id: str = ""
    """By this a receiver recognizes a notice that is delivered a second time."""
    tenant: str
    kind: Kind
    at: datetime
    partition: str = ""
    run_id: str = ""
    change_set_id: str = ""
    code: str = ""
    """An error code, or the code of the first limit that is exceeded."""
    counts: dict[str, int] = Field(default_factory=dict)
    details: tuple[str, ...] = ()
    remedy: str = ""
    """What to do."""


# From a change of state to a notice


def of_held(change_set: ChangeSet, at: datetime) -> Notice:
    """A change set was recorded as held."""
    summary = change_set.summary
    counts = {
        "created": summary.creates,
        "linked": summary.links,
        "updated": summary.updates,
        "back": summary.reactivations,
        "gone": summary.deactivations,
        "withheld": summary.withheld,
    }
    tenant, short = change_set.tenant, change_set.change_set_id[:DIGITS]
    return Notice(
        tenant=tenant,
        kind=Kind.HELD,
        at=at,
        partition=change_set.partition,
        run_id=change_set.run_id,
        change_set_id=change_set.change_set_id,
        code=change_set.breaches[0].code if change_set.breaches else "held",
        counts={name: count for name, count in counts.items() if count},
        details=tuple(  # not the detail of a breach, which is for the report
            f"{breach.code}: {breach.actual:,.10g} {breach.unit}, the limit is {breach.limit:,.10g}"
            for breach in change_set.breaches
        ),
        remedy=f"Nothing is written before somebody decides. Read the report, then run `qooper-assets approve"
        f" {tenant} {short}` or `qooper-assets reject {tenant} {short}`, each with --by and --reason.",
    )


def of_failure(
    tenant: str, partition: str, run_id: str, result: Result, code: str, note: str, at: datetime
) -> Notice | None:
    """A run ended without a receipt.

    None for a file that is not there, which is late at its deadline; and for a decision that was refused,
    which changes nothing, and which whoever made it sees.
    """
    if result not in (Result.FAILED, Result.BLOCKED) or code.startswith("approval_"):
        return None
    family = family_of(code)
    # The problems of a tenant file may repeat what is written there, for example an owner.
    said = "" if family is TenantFileError else note
    return Notice(
        tenant=tenant,
        kind=Kind(result.value),
        at=at,
        partition=partition,
        run_id=run_id,
        code=code,
        details=tuple(_masked(text) for text in (family.codes[code] if family else "", said) if text),
        remedy=f"Look up `{code}` in the runbook."
        + (" `qooper-assets status` shows the whole error." if family is TenantFileError else ""),
    )


def of_receipt(receipt: Receipt, change_set: ChangeSet, partials: int, last: Notice | None) -> Notice | None:
    """An apply ended: the second partial one in a row (`partials` counts it), or the first success after the
    tenant's `last` notice was one of trouble."""
    counts = {ACTION_WORDS[action]: count for action, count in receipt.applied.items() if count}
    common = {
        "tenant": receipt.tenant,
        "at": receipt.finished_at,
        "partition": receipt.partition,
        "run_id": receipt.run_id,
        "change_set_id": receipt.change_set_id,
    }
    if receipt.result is Result.PARTIAL and partials == PARTIAL_RUNS:
        counts |= {f"failed: {code}": count for code, count in receipt.failed.items()}
        counts |= {"changed by others": receipt.stale} if receipt.stale else {}
        held_back = change_set.held_back.attributes if change_set.held_back else ()
        at_fault = ", ".join(f"{line:,}" for line in change_set.unreadable_lines)
        unread = f"no identifier can be read on line {at_fault}" if change_set.unreadable_rows else ""
        left = f"{', '.join(held_back)} is held back and waits as a change set of its own"
        return Notice(
            **common,
            kind=Kind.PARTIAL,
            code=max(receipt.failed, key=lambda code: (receipt.failed[code], code), default=""),
            counts=counts,
            details=tuple(filter(None, [unread, left if held_back else ""])),
            remedy="It is the second partial run in a row. Read the receipt of the run; send the customer the"
            " lines that the report names.",
        )
    is_success = receipt.result in (Result.SUCCEEDED, Result.NOOP)
    if is_success and last is not None and last.kind is not Kind.RECOVERED:
        since = f"{last.kind} at {last.at:%Y-%m-%d %H:%M} UTC"
        return Notice(
            **common,
            kind=Kind.RECOVERED,
            counts=counts,
            details=(f"The last notice was: {since}{f' ({last.code})' if last.code else ''}.",),
            remedy="Nothing.",
        )
    return None


def is_repeat(notice: Notice, last: Notice | None) -> bool:
    """The tenant's last notice already says that this partition failed with this code, so that retries and
    repeated checks of one day are one notice."""
    return (
        last is not None
        and notice.kind in (Kind.FAILED, Kind.BLOCKED)
        and (notice.kind, notice.code, notice.partition) == (last.kind, last.code, last.partition)
    )


def _masked(text: str) -> str:
    """Mask what looks like an address, and limit the length."""
    masked = re.sub(r"\S+@\S+", "…", " ".join(text.split()))
    return masked if len(masked) <= TEXT_LENGTH_MAX else masked[:TEXT_LENGTH_MAX] + " …"


# Late files


class Deadline(NamedTuple):
    """The instant by which a partition must have an accepted file."""

    partition: str
    at: datetime


class PartitionStatus(NamedTuple):
    """What is known about a partition at its deadline."""

    is_accepted: bool
    """A run applied a change set of the partition, or somebody decided about it."""
    waiting: str = ""
    """The id of its change set that waits for a decision, if one does."""
    ended: str = ""
    """The result and code of its last run; blank if none ended."""
    is_new: bool = False
    """No run of the tenant had ended by then, so that nothing was expected."""


def last_deadline(tenant: Tenant, now: datetime) -> Deadline | None:
    """The last deadline that has passed; None for a paused tenant (T05), or before its first one."""
    schedule = tenant.schedule
    if tenant.paused:
        return None
    on = effective_on(schedule, now)
    for days_back in range(9):  # A week, and a grace that reaches into the next day.
        day = on - timedelta(days=days_back)
        if not _is_due(schedule, day):
            continue
        at = _due_at(schedule, day) + timedelta(hours=GRACE_HOURS)
        if at <= now:
            partition = partition_key(schedule, day)
            return Deadline(partition, at) if partition >= schedule.starts_on.isoformat() else None
    return None


def _is_due(schedule: Schedule, day: date) -> bool:
    return schedule.every is Every.DAY or day.weekday() == list(Weekday).index(schedule.on or Weekday.MONDAY)


def _due_at(schedule: Schedule, day: date) -> datetime:
    """The instant of the tenant's wall-clock time on a day, in UTC, so that hours can be added to it."""
    hour, minute = map(int, schedule.at.split(":"))
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(schedule.timezone))
    return local.astimezone(ZoneInfo("UTC"))


def of_late(tenant: str, deadline: Deadline, status: PartitionStatus, at: datetime) -> Notice | None:
    """A deadline passed; None if a file was accepted in time."""
    if status.is_new or (status.is_accepted and not status.waiting):
        return None
    short, allowed = status.waiting[:DIGITS], f"{GRACE_HOURS} hours after it was due"
    if status.waiting:
        found, remedy = f"The change set {short} waits for a decision.", "Approve or reject it."
    elif not status.ended:
        found = "No run of it has ended."
        remedy = "Check that Dagster's daemon runs, and that the tenant's schedule is on."
    elif status.ended.startswith(Result.NOT_DELIVERED.value):
        found, remedy = "No file has been delivered.", "Ask the customer for the file. Nobody was changed."
    else:
        found, remedy = f"Its last run ended {status.ended}.", "Look up the code in the runbook."
    return Notice(
        tenant=tenant,
        kind=Kind.LATE,
        at=at,
        partition=deadline.partition,
        change_set_id=status.waiting,
        details=(f"No file was accepted by {deadline.at:%Y-%m-%d %H:%M} UTC, {allowed}.", found),
        remedy=remedy,
    )


# Who gets it


def addresses(owners: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
    """The e-mail addresses of a tenant's notices: its owners that are one, and the default; each once."""
    return tuple(dict.fromkeys([*(owner for owner in owners if not owner.startswith("team:")), *default]))
