"""The first partition of each tenant that has one: that of its first delivery.

    <state>/first_partitions/<tenant>   one line, a date

Dagster's definitions are built from it, so it is a local file: reading it needs no network, no database and
no secret. Without the file, a tenant's partitions begin at `schedule.starts_on`, as those of a new tenant do,
so a lost file costs nothing. Belongs here: reading and writing it. Does not: what a partition is
(`core/feed.py`).
"""

import os
import uuid
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from qooper_assets.core import feed
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.system import private_file

FOLDER = "first_partitions"


def find(state: Path, tenant: str) -> date | None:
    """Find the first partition of a tenant. A file that can't be read counts as missing."""
    try:
        return date.fromisoformat((state / FOLDER / tenant).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def note(state: Path, tenant: str, partition: str, find_earlier: Callable[[], str | None]) -> None:
    """Note that a file was delivered for a partition, if that is the first one.

    `find_earlier` is asked once, when there is no file yet: deliveries may be older than this file.
    """
    known = find(state, tenant)
    earlier = known.isoformat() if known else find_earlier()
    first = min(partition, earlier) if earlier else partition
    if known is not None and first == known.isoformat():
        return
    folder = state / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = folder / f".{tenant}.{uuid.uuid4().hex}"
    with private_file(temporary) as file:
        file.write(f"{first}\n".encode("ascii"))
    os.replace(temporary, folder / tenant)


def begin_there(state: Path, tenants: Sequence[Tenant]) -> tuple[Tenant, ...]:
    """Let the partitions of each tenant begin with its first delivery."""
    return tuple(_begin(tenant, find(state, tenant.tenant)) for tenant in tenants)


def _begin(tenant: Tenant, first: date | None) -> Tenant:
    if first is None:
        return tenant
    schedule = tenant.schedule
    begins_on = date.fromisoformat(feed.partition_key(schedule, first))  # of its week, if it is weekly now
    starts_on = max(schedule.starts_on, begins_on)
    return tenant.model_copy(update={"schedule": schedule.model_copy(update={"starts_on": starts_on})})
