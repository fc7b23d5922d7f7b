"""The required result of interleaved runs: what one of their serial orders would have left.

Belongs here: the state that is compared, which serial orders are allowed, and what holds of any state. Does
not: playing a schedule (`playing.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import Result
from qooper_assets.edges.ledger import tables
from qooper_assets.edges.ledger.database import Database
from qooper_assets_tests.races.runs import Ended, is_held
from qooper_assets_tests.races.scenarios import Doing
from qooper_assets_tests.worlds import World

OURS_ONLY = {"account_id", "version", "manager_account_id"}
DID_NOTHING = {Result.NOOP, Result.HELD, None}
DECLINED = "this content was declined"
UNDERSTOOD = {"", "killed", "approval_superseded", "approval_decided", "approval_unknown"}


class State(NamedTuple):
    """The final state, without numbers that only depend on who came first."""

    accounts: dict[str, tuple[object, ...]]
    """By e-mail: every value, with the manager by e-mail."""
    links: dict[str, tuple[str, bool]]
    """By person: the e-mail of the account, and whether it was last active."""
    absences: dict[str, int]
    declined: list[tuple[str, str]]
    deliveries: list[str]
    """The accepted files in order."""
    deactivated: int
    """People deactivated in the last seven days."""
    is_live: bool
    waiting: str
    """The change set that waits for a person: held or approved, and its number of changes."""


def state(world: World) -> State:
    accounts = world.accounts()
    emails = {account["account_id"]: email for email, account in accounts.items()}
    ledger, tenant = world.runtime.ledger, world.tenant.tenant
    with Database.reading(ledger.database) as db:
        d, s = tables.deliveries.c, tables.deactivations.c
        files = db.scalars(sa.select(d.raw_sha256).where(d.tenant == tenant).order_by(d.id)).all()
        deactivated = db.scalar(sa.select(sa.func.sum(s.people)).where(s.tenant == tenant)) or 0
        live = sa.select(tables.tenants.c.live_at).where(tables.tenants.c.tenant == tenant)
        is_live = db.scalar(live) is not None
    waiting = ledger.change_sets.waiting(tenant)
    return State(
        accounts={
            email: (
                *(str(account[key]) for key in sorted(account) if key not in OURS_ONLY),
                emails.get(account["manager_account_id"]),
            )
            for email, account in accounts.items()
        },
        links={p: (emails[a], active) for p, a, active in sorted(ledger.links.all(tenant).rows())},
        absences=dict(sorted(ledger.absences.all(tenant).rows())),
        declined=sorted((person, action) for person, action, *_ in ledger.declines.all(tenant).rows()),
        deliveries=list(files),
        deactivated=deactivated,
        is_live=is_live,
        waiting=f"{waiting.state} {waiting.change_set.summary.changes}" if waiting else "",
    )


def orders(
    doings: Mapping[str, Doing], how: Mapping[str, Ended], landings: Mapping[str, int | None]
) -> Iterator[tuple[str, ...]]:
    """Return the serial orders that are consistent with how the runs ended.

    Files count in the order in which they were fetched. A run that did nothing, or was refused, may be
    missing from an order, except the run with the newest file, which must never be skipped unless it was
    declined.
    """
    landed = sorted((n for n in landings if landings[n] is not None), key=lambda n: landings[n] or 0)
    optional = [
        name
        for name, end in how.items()
        if end.result in DID_NOTHING
        and (name not in landed[-1:] or DECLINED in str(end))
        and not (doings[name].what == "decline" and end.receipt)
    ]
    needed = [name for name in how if name not in optional]
    for count in range(len(optional), -1, -1):
        for also in combinations(optional, count):
            for order in permutations([*needed, *also]):
                if [name for name in order if name in landed] == [n for n in landed if n in order]:
                    yield order


def problems(world: World, how: Mapping[str, Ended], receipts_before: int) -> list[str]:
    """Yield what is wrong with a state, whatever led to it."""
    found: list[str] = []
    ledger, tenant = world.runtime.ledger, world.tenant.tenant
    for name, end in how.items():
        if end.code not in UNDERSTOOD:
            found.append(f"{name} ended with {end}")
    if is_held(world):
        found.append("somebody still holds the tenant")
    killed = sum(end.code == "killed" for end in how.values())
    interrupted = ledger.change_sets.interrupted(tenant)
    if interrupted and not killed:
        found.append(f"the change set {interrupted.change_set_id[:12]} is still applying")
    ended = ledger.receipts.recent(tenant, 100)
    ended = ended[: len(ended) - receipts_before]
    runs = {run.run_id for run in ended}
    if len(runs) < len(how) - killed:
        found.append(f"only {sorted(runs)} of {len(how)} runs have a receipt")
    applied: list[str] = []
    for run in ended:
        if run.receipt is not None and run.result in (Result.SUCCEEDED, Result.PARTIAL):
            applied.append(run.receipt.change_set_id)
            found.extend(_account_for(world, run.receipt))
        elif run.receipt is not None and run.result is Result.NOOP and run.receipt.applied:
            found.append(f"{run.run_id} reports noop but applied something")
    found.extend(f"{one[:12]} was applied twice" for one in set(applied) if applied.count(one) > 1)
    return found


def _account_for(world: World, receipt: Receipt) -> Iterator[str]:
    """A receipt has to add up with its change set, action by action."""
    change_set = world.runtime.ledger.change_sets.find(receipt.tenant, receipt.change_set_id or "").change_set
    planned: dict[str, int] = {}
    for reason, count in change_set.counts.items():
        action = reason.split()[0]
        planned[action] = planned.get(action, 0) + count
    if receipt.result is Result.SUCCEEDED and receipt.applied != planned:
        yield f"{receipt.run_id} reports {receipt.applied} as applied, but {planned} was planned"
    people = sum(receipt.applied.values()) + sum(receipt.failed.values()) + receipt.stale
    if people != change_set.summary.changes:
        yield f"{receipt.run_id} accounts for {people} people, but planned were {change_set.summary.changes}"


def differences(found: State, expected: Sequence[State]) -> str:
    """Describe how a state differs from the nearest expected one; empty if it is one of them."""
    nearest: list[str] | None = None
    for one in expected:
        lines = [
            f"{name}: {value!r} instead of {wanted!r}"
            for name, value, wanted in zip(State._fields, found, one, strict=True)
            if value != wanted
        ]
        if nearest is None or len(lines) < len(nearest):
            nearest = lines
    return "; ".join(nearest if nearest is not None else ["no serial order is like it"])
