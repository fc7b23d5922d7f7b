"""The partitions of a tenant, and both ends of its lineage, which are outside: the file on the customer's
server, and the accounts in Qooper.

Belongs here: which partitions there are, the two external assets, and what a run observed about them. Does
not: the five assets between them (`defs/assets.py`).
"""

from typing import Any

import dagster as dg

from qooper_assets.core.feed import NotDelivered, RawFile
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.schedule import Every, Weekday
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import columns, metadata
from qooper_assets.defs.tags import TENANT_TAG

REMOTE_FILE, QOOPER_ACCOUNTS = "remote_file", "qooper_accounts"


def partitions(tenant: Tenant) -> dg.TimeWindowPartitionsDefinition:
    """One partition per delivery date or week in the tenant's time zone, including today's (R12).

    The keys equal those of `core.feed.partition_key`; a test compares them over a year.
    """
    schedule = tenant.schedule
    starts_on, zone = schedule.starts_on.isoformat(), schedule.timezone
    if schedule.every is Every.DAY:
        return dg.DailyPartitionsDefinition(start_date=starts_on, timezone=zone, end_offset=1)
    assert schedule.on is not None
    sunday_first = (list(Weekday).index(schedule.on) + 1) % 7  # Dagster counts from Sunday
    return dg.WeeklyPartitionsDefinition(
        start_date=starts_on, timezone=zone, end_offset=1, day_offset=sunday_first
    )


def outside(tenant: Tenant) -> list[dg.AssetSpec]:
    """The two external assets. A run observes them, and never makes them."""
    feed, name = tenant.feed, tenant.tenant
    common: dict[str, Any] = {"group_name": name, "owners": tenant.owners, "tags": {TENANT_TAG: name}}
    return [
        dg.AssetSpec(
            [name, REMOTE_FILE],
            description=f"{tenant.name}'s file on their SFTP server: {feed.host}:{feed.port}{feed.path}",
            kinds={"sftp", feed.format},
            metadata=columns.of_definition(tenant, REMOTE_FILE),
            **common,
        ),
        dg.AssetSpec(
            [name, QOOPER_ACCOUNTS],
            description=f"{tenant.name}'s users in Qooper (target: {tenant.target.type}).",
            kinds={"qooper"},
            metadata=columns.of_definition(tenant, QOOPER_ACCOUNTS),
            **common,
        ),
    ]


def observed_file(tenant: Tenant, raw: RawFile | NotDelivered) -> dg.AssetObservation:
    """What a run saw on the customer's server."""
    return dg.AssetObservation(
        [tenant.tenant, REMOTE_FILE],
        description=raw.note if isinstance(raw, NotDelivered) else None,
        metadata=metadata.of_remote_file(raw),
    )


def observed_accounts(tenant: Tenant, snapshot: Snapshot) -> dg.AssetObservation:
    """What a run read from Qooper: counts, and never an account (R13)."""
    return dg.AssetObservation(
        [tenant.tenant, QOOPER_ACCOUNTS],
        metadata={
            "dagster/row_count": snapshot.accounts,
            "active accounts": snapshot.active_accounts,
            "taken at": dg.MetadataValue.timestamp(snapshot.taken_at),
        },
    )
