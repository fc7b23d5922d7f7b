"""The outbox: notices, and to whom each of them is still to be sent.

A notice is inserted by the transaction that records the change of state, so there is none without the other.
A sender claims one row of the outbox at a time: the claim postpones the row by `CLAIM_SECONDS`, so no two
senders send it at once, and a row whose sender was killed is due again. Belongs here: queuing, addressing,
claiming and settling. Does not: what becomes a notice (`core/notices.py`), or sending it
(`stages/notifying.py`).
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core import notices as deciding
from qooper_assets.core.errors import Result
from qooper_assets.core.lifecycle import State
from qooper_assets.core.notices import Deadline, Kind, Notice, PartitionStatus
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.tables import change_sets, notices, outbox, receipts

CLAIM_SECONDS = 90
"""Longer than any attempt takes (`SEND_SECONDS_MAX` in `edges/notify.py`)."""
KEPT_DAYS = 30
"""Notices are kept that long after they were queued."""
ADDRESSED_MAX = 1_000
ENDED = (Result.SUCCEEDED.value, Result.PARTIAL.value, Result.NOOP.value)


class Recipient(NamedTuple):
    """One receiver of a notice."""

    channel: str
    """`email`, or the name of a webhook."""
    address: str = ""
    """An e-mail address; blank for a webhook."""


class Claimed(NamedTuple):
    """A row of the outbox that this sender is about to send."""

    id: int
    claim: str
    attempts: int
    """How often it has been tried, with the attempt that this claim is for."""
    recipient: Recipient
    notice: Notice


class Waiting(NamedTuple):
    """The rows of one channel that are not sent. Grain: one per channel."""

    channel: str
    waiting: int
    given_up: int
    error: str
    """The error of the last attempt of one of them."""


class Outbox:
    """The notices of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue_late(self, tenant: str, deadline: Deadline) -> None:
        """Queue a notice if the partition has no accepted file, once per partition."""
        now = self._database.now()
        late = sa.select(notices.c.id).where(
            notices.c.tenant == tenant,
            notices.c.kind == Kind.LATE.value,
            notices.c.partition == deadline.partition,
        )
        with self._database.writing(tenant) as db:
            if db.execute(late).first() is None:
                status = _find_status(db, tenant, deadline)
                queue_notice(db, deciding.of_late(tenant, deadline, status, now))

    def unaddressed(self, tenants: Collection[str]) -> list[Notice]:
        """The notices of these tenants that have no rows in the outbox yet, the oldest first."""
        query = sa.select(notices.c.document).where(
            notices.c.addressed_at.is_(None), notices.c.tenant.in_(tenants)
        )
        with self._database.reading() as db:
            documents = db.scalars(query.order_by(notices.c.id).limit(ADDRESSED_MAX)).all()
        return [Notice.model_validate_json(document) for document in documents]

    def address(self, notice: Notice, recipients: Sequence[Recipient]) -> None:
        """Make a row for each recipient, in one commit; nothing if another sender did it."""
        now = self._database.now()
        still_open = (notices.c.notice_id == notice.notice_id, notices.c.addressed_at.is_(None))
        with self._database.writing() as db:
            if not db.execute(notices.update().where(*still_open).values(addressed_at=now)).rowcount:
                return
            rows = [
                {
                    "notice_id": notice.notice_id,
                    "tenant": notice.tenant,
                    "channel": recipient.channel,
                    "recipient": recipient.address,
                    "next_attempt_at": now,
                }
                for recipient in recipients
            ]
            if rows:
                db.execute(outbox.insert(), rows)

    def claim(
        self, *, skipped: Collection[str] = (), tenant: str | None = None, is_first: bool = False
    ) -> Claimed | None:
        """Claim the row that has been due for the longest time, if any is due.

        `skipped` are channels that are left out; with `is_first`, rows that were tried before are, too.
        """
        now = self._database.now()
        wanted = [outbox.c.next_attempt_at <= now, outbox.c.channel.not_in(skipped)]
        if tenant is not None:
            wanted.append(outbox.c.tenant == tenant)
        if is_first:
            wanted.append(outbox.c.attempts == 0)
        due = (
            sa.select(
                outbox.c.id, outbox.c.attempts, outbox.c.channel, outbox.c.recipient, notices.c.document
            )
            .join_from(outbox, notices, outbox.c.notice_id == notices.c.notice_id)
            .where(*wanted)
            .order_by(outbox.c.next_attempt_at, outbox.c.id)
            .limit(1)
            .with_for_update(skip_locked=True, of=outbox)
        )
        claim = uuid.uuid4().hex
        with self._database.writing() as db:
            row = db.execute(due).one_or_none()
            if row is None:
                return None
            values = {
                "claim": claim,
                "attempts": row.attempts + 1,
                "next_attempt_at": now + timedelta(seconds=CLAIM_SECONDS),
            }
            db.execute(outbox.update().where(outbox.c.id == row.id).values(values))
        recipient = Recipient(row.channel, row.recipient)
        notice = Notice.model_validate_json(row.document)
        return Claimed(row.id, claim, row.attempts + 1, recipient, notice)

    def mark_sent(self, claimed: Claimed) -> None:
        """Record that a row was delivered."""
        self._settle(claimed, sent_at=self._database.now(), next_attempt_at=None, error=None)

    def postpone(self, claimed: Claimed, error: str, until: datetime) -> None:
        """Record why an attempt failed, and when the next one is due."""
        self._settle(claimed, next_attempt_at=until, error=error)

    def give_up(self, claimed: Claimed, error: str) -> None:
        """Record that a row is never tried again, and why."""
        self._settle(claimed, given_up_at=self._database.now(), next_attempt_at=None, error=error)

    def _settle(self, claimed: Claimed, **values: datetime | str | None) -> None:
        """Record how an attempt ended, unless another sender has claimed the row since."""
        is_ours = (outbox.c.id == claimed.id, outbox.c.claim == claimed.claim)
        with self._database.writing() as db:
            db.execute(outbox.update().where(*is_ours).values(values))

    def waiting(self) -> list[Waiting]:
        """What is not sent, by channel."""
        given_up = sa.case((outbox.c.given_up_at.is_not(None), 1), else_=0)
        query = (
            sa.select(
                outbox.c.channel,
                sa.func.sum(1 - given_up),
                sa.func.sum(given_up),
                sa.func.coalesce(sa.func.max(outbox.c.error), ""),
            )
            .where(outbox.c.sent_at.is_(None))
            .group_by(outbox.c.channel)
            .order_by(outbox.c.channel)
        )
        with self._database.reading() as db:
            return [Waiting(*row) for row in db.execute(query)]

    def prune(self) -> None:
        """Forget old notices, except the last one of each tenant, from which a recovery is recognized."""
        before = self._database.now() - timedelta(days=KEPT_DAYS)
        last = sa.select(sa.func.max(notices.c.id)).group_by(notices.c.tenant)
        old = sa.select(notices.c.notice_id).where(notices.c.created_at < before)
        with self._database.reading() as db:
            if db.execute(old.where(notices.c.id.not_in(last)).limit(1)).first() is None:
                return
        with self._database.writing() as db:
            db.execute(outbox.delete().where(outbox.c.notice_id.in_(old)))
            db.execute(notices.delete().where(notices.c.created_at < before, notices.c.id.not_in(last)))


# Inside a transaction


def queue_notice(db: sa.Connection, notice: Notice | None) -> None:
    """Insert a notice, unless there is none, or the tenant's last one already says the same."""
    if notice is None or deciding.is_repeat(notice, find_last_notice(db, notice.tenant)):
        return
    queued = notice.model_copy(update={"notice_id": uuid.uuid4().hex})
    db.execute(
        notices.insert().values(
            notice_id=queued.notice_id,
            tenant=queued.tenant,
            kind=queued.kind.value,
            partition=queued.partition,
            created_at=queued.at,
            document=queued.model_dump_json(),
        )
    )


def find_last_notice(db: sa.Connection, tenant: str) -> Notice | None:
    """Find the tenant's last notice, if it has one."""
    of_tenant = sa.select(notices.c.document).where(notices.c.tenant == tenant)
    document = db.scalar(of_tenant.order_by(notices.c.id.desc()).limit(1))
    return None if document is None else Notice.model_validate_json(document)


def _find_status(db: sa.Connection, tenant: str, deadline: Deadline) -> PartitionStatus:
    """Find what is known about a partition."""
    partition = deadline.partition
    of_tenant = sa.select(receipts.c.result, receipts.c.code).where(receipts.c.tenant == tenant)
    of_partition = of_tenant.where(receipts.c.partition == partition)
    has_ended = receipts.c.result.in_(ENDED)
    waiting = sa.select(change_sets.c.change_set_id).where(
        change_sets.c.tenant == tenant,
        change_sets.c.partition == partition,
        change_sets.c.state.in_((State.HELD, State.APPROVED)),
    )
    last = db.execute(of_partition.order_by(receipts.c.id.desc()).limit(1)).first()
    return PartitionStatus(
        is_accepted=db.execute(of_partition.where(has_ended).limit(1)).first() is not None,
        waiting=db.scalar(waiting.limit(1)) or "",
        ended="" if last is None else f"{last.result} ({last.code})" if last.code else last.result,
        is_new=db.execute(of_tenant.where(receipts.c.finished_at <= deadline.at).limit(1)).first() is None,
    )
