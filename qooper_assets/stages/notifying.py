"""Notify: from the outbox of the ledger to people, and from a deadline that passed to a notice.

A notice is delivered once. If its sender is killed between the server's answer and the commit, it is
delivered a second time with the same id. Belongs here: the order of addressing, claiming, sending and
settling; when the next attempt is due, and when there is none. Does not: the changes of state, which queue
their notices themselves (`edges/ledger/`), or the protocols (`edges/notify.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from qooper_assets.core import notices
from qooper_assets.core.clock import Clock
from qooper_assets.core.notice_channels import EMAIL, Channels
from qooper_assets.core.notices import Kind, Notice
from qooper_assets.core.tenant.base import Named
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import notify
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.ledger.outbox import Claimed, Recipient
from qooper_assets.edges.notify import Outcome

FIRST_DELAY_SECONDS, DELAY_SECONDS_MAX = 30, 1_800
"""Between two attempts: doubled each time, up to half an hour."""
GIVEN_UP_HOURS = 72
"""A notice that nobody took for so long is given up."""
FAILURES_MAX = 3
"""After so many failures in a row, a pass leaves a channel to the next pass."""

LinkOf = Callable[[str, Notice], str]
"""Makes the link of a notice from the address of Dagster's web server."""


@dataclass
class Report:
    """What one pass did. Counts are rows of the outbox: a notice has one for each recipient."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    """The last error of each channel."""


@dataclass(frozen=True)
class Sender:
    """Everything that sending takes."""

    ledger: Ledger
    clock: Clock
    channels: Channels
    base: Path
    """`file:` secrets are relative to this folder."""
    link_of: LinkOf

    def send_due(
        self,
        tenants: Sequence[Named],
        *,
        seconds_max: float,
        tenant: str | None = None,
        is_first: bool = False,
    ) -> Report:
        """Address the notices of these tenants, and send what is due until `seconds_max` have passed.

        With `tenant`, only that tenant's; with `is_first`, nothing that was tried before.
        """
        report = Report()
        self._address(tenants)
        failures: dict[str, int] = {}
        until = self.clock.now() + timedelta(seconds=seconds_max)
        while self.clock.now() < until:
            skipped = [channel for channel, count in failures.items() if count >= FAILURES_MAX]
            claimed = self.ledger.outbox.claim(skipped=skipped, tenant=tenant, is_first=is_first)
            if claimed is None:
                break
            channel = claimed.recipient.channel
            outcome = self._send(claimed.notice, claimed.recipient)
            self._settle(claimed, outcome, report)
            if not outcome.error:
                failures.pop(channel, None)
            else:
                failures[channel] = FAILURES_MAX if outcome.is_channel else failures.get(channel, 0) + 1
        self.ledger.outbox.prune()
        return report

    def send_tests(self) -> list[tuple[Recipient, Outcome]]:
        """Send a test notice over every channel, and to each default address; nothing is queued."""
        now = self.clock.now()
        notice = Notice(
            notice_id=f"test-{now:%Y%m%d%H%M%S}", tenant="test", kind=Kind.TEST, at=now, remedy="Nothing."
        )
        email = self.channels.email
        recipients = [
            *(Recipient(EMAIL, address) for address in (email.default if email else ())),
            *(Recipient(webhook.name) for webhook in self.channels.webhooks),
        ]
        return [(recipient, self._send(notice, recipient)) for recipient in recipients]

    def _address(self, tenants: Sequence[Named]) -> None:
        by_name = {tenant.tenant: tenant for tenant in tenants}
        for notice in self.ledger.outbox.unaddressed(list(by_name)):
            self.ledger.outbox.address(notice, self._recipients(by_name[notice.tenant]))

    def _recipients(self, tenant: Named) -> list[Recipient]:
        """Who gets the notices of a tenant. The owners of a tenant file that is not valid are not known."""
        owners = tenant.owners if isinstance(tenant, Tenant) else ()
        email = self.channels.email
        return [
            *(Recipient(EMAIL, each) for each in (notices.addresses(owners, email.default) if email else ())),
            *(Recipient(webhook.name) for webhook in self.channels.webhooks),
        ]

    def _send(self, notice: Notice, recipient: Recipient) -> Outcome:
        link = self.link_of(self.channels.link, notice) if self.channels.link else ""
        if recipient.channel == EMAIL:
            email = self.channels.email
            if email is None:
                return Outcome("the channel is no longer configured", is_final=True)
            return notify.send_email(email, recipient.address, notice, link, self.base)
        webhook = self.channels.webhook(recipient.channel)
        if webhook is None:
            return Outcome("the channel is no longer configured", is_final=True)
        return notify.send_webhook(webhook, notice, link, self.base)

    def _settle(self, claimed: Claimed, outcome: Outcome, report: Report) -> None:
        now = self.clock.now()
        if not outcome.error:
            self.ledger.outbox.mark_sent(claimed)
            report.sent += 1
            return
        report.errors[claimed.recipient.channel] = outcome.error
        next_at = now + delay(claimed.attempts, outcome.retry_after_seconds)
        if outcome.is_final or next_at > claimed.notice.at + timedelta(hours=GIVEN_UP_HOURS):
            self.ledger.outbox.give_up(claimed, outcome.error)
            report.given_up += 1
        else:
            self.ledger.outbox.postpone(claimed, outcome.error, next_at)
            report.postponed += 1


def delay(attempts: int, retry_after_seconds: int = 0) -> timedelta:
    """How long to wait after the n-th attempt: longer each time, and at least as long as the server asks."""
    doubled = FIRST_DELAY_SECONDS * 2 ** min(attempts - 1, 10)
    return timedelta(seconds=max(min(doubled, DELAY_SECONDS_MAX), retry_after_seconds))


def queue_late(ledger: Ledger, clock: Clock, tenants: Sequence[Tenant], since: datetime | None) -> datetime:
    """Queue a notice for each tenant whose last deadline passed after `since`, or at any time if that is
    None, without an accepted file; returns the instant of this check."""
    now = clock.now()
    for tenant in tenants:
        deadline = notices.last_deadline(tenant, now)
        if deadline is not None and (since is None or deadline.at > since):
            ledger.outbox.queue_late(tenant.tenant, deadline)
    return now
