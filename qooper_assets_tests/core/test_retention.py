"""Which stored files have to be deleted now (R13)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qooper_assets.core.retention import StoredRaw, choose, describe_deletions, may_have_expired
from qooper_assets.core.tenant.schedule import Schedule

NOW = datetime(2026, 3, 30, 12, tzinfo=UTC)
DAILY = Schedule(timezone="America/New_York")
WEEKLY = Schedule(every="week", on="monday", timezone="UTC")


def stored(key: str, partition: str, landed_at: datetime | None, run_id: str = "run") -> StoredRaw:
    return StoredRaw(key, partition, run_id, 10, landed_at)


@pytest.mark.parametrize(("seconds", "is_deleted"), [(-1, False), (0, True), (1, True)])
def test_r13_a_file_is_deleted_when_its_period_has_ended(seconds: int, is_deleted: bool) -> None:
    landed_at = NOW - timedelta(days=14, seconds=seconds)
    found = [stored("a", "2026-03-16", landed_at)]
    assert bool(choose(found, DAILY, 14, NOW, needed=())) is is_deleted
    assert choose(found, DAILY, 14, NOW, needed={"a"}) == []


@pytest.mark.parametrize(
    ("schedule", "partition", "is_deleted"),
    [(DAILY, "2026-03-15", False), (DAILY, "2026-03-14", True), (WEEKLY, "2026-03-09", False),
     (WEEKLY, "2026-03-02", True)],
)  # fmt: skip
def test_r13_without_a_time_the_period_begins_with_the_end_of_the_partition(
    schedule: Schedule, partition: str, is_deleted: bool
) -> None:
    assert bool(choose([stored("a", partition, None)], schedule, 14, NOW, needed=())) is is_deleted


def test_only_partitions_that_began_before_the_period_are_searched() -> None:
    today = date(2026, 3, 30)
    names = ["2026-03-16", "2026-03-17", "2026-04-01", "notes"]
    assert [may_have_expired(name, 14, today) for name in names] == [True, False, False, False]


def test_a_deletion_counts_the_files_of_one_run() -> None:
    found = [
        stored(key, "2026-03-01", None, run) for key, run in [("b", "run-2"), ("a", "run-1"), ("c", "run-2")]
    ]
    described = describe_deletions(found, "acme", 14, NOW)
    assert [(one.run_id, one.files, one.bytes) for one in described] == [("run-1", 1, 10), ("run-2", 2, 20)]
    assert (
        described[0].note
        == "the raw file of 2026-03-01 was deleted on 2026-03-30, after 14 days (retention.raw_days)"
    )
