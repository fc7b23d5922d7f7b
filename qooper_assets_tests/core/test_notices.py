"""Which changes of state become a notice, what it says, and when a file is late."""

from datetime import UTC, datetime, timedelta

import pytest

from qooper_assets.core import notices
from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import Result
from qooper_assets.core.notices import Deadline, Kind, Notice, PartitionStatus
from qooper_assets_tests.worlds import a_tenant

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def a_notice(kind: Kind, code: str = "", partition: str = "2026-03-04") -> Notice:
    return Notice(notice_id="1", tenant="acme", kind=kind, at=NOW, partition=partition, code=code)


def test_a_failed_or_blocked_run_is_a_notice_without_addresses() -> None:
    note = "the server said: ask jane.doe@acme.example, or <root@localhost>"
    found = notices.of_failure("acme", "2026-03-04", "run", Result.BLOCKED, "truncated", note, NOW)
    assert found is not None
    assert (found.kind, found.code) == (Kind.BLOCKED, "truncated")
    assert found.details == (
        "The file ends in the middle of a row.",
        "the server said: ask … or …",
    )
    assert "`truncated`" in found.remedy


def test_the_problems_of_a_tenant_file_are_not_repeated() -> None:
    note = "acme.yaml: owners.0: jane doe is no address"
    found = notices.of_failure("acme", "", "run", Result.FAILED, "tenant_file_invalid", note, NOW)
    assert found is not None and "jane" not in found.model_dump_json()


@pytest.mark.parametrize(
    ("result", "code"),
    [(Result.NOT_DELIVERED, "not_delivered"), (Result.FAILED, "approval_expired"), (Result.HELD, "held")],
)
def test_a_missing_file_and_a_refused_decision_are_no_notice(result: Result, code: str) -> None:
    assert notices.of_failure("acme", "2026-03-04", "run", result, code, "", NOW) is None


@pytest.mark.parametrize(
    ("last", "is_repeat"),
    [
        (None, False),
        (a_notice(Kind.FAILED, "auth"), True),
        (a_notice(Kind.FAILED, "auth", "2026-03-03"), False),
        (a_notice(Kind.FAILED, "dns_failure"), False),
        (a_notice(Kind.BLOCKED, "auth"), False),
        (a_notice(Kind.RECOVERED), False),
    ],
)
def test_the_same_failure_of_a_partition_is_one_notice(last: Notice | None, is_repeat: bool) -> None:
    assert notices.is_repeat(a_notice(Kind.FAILED, "auth"), last) is is_repeat
    assert not notices.is_repeat(a_notice(Kind.HELD, "auth"), a_notice(Kind.HELD, "auth"))


def a_receipt(result: Result) -> Receipt:
    return Receipt(
        tenant="acme", partition="2026-03-04", run_id="run", change_set_id="c" * 64, result=result,
        applied={"CREATE": 2, "UPDATE": 0}, failed={}, stale=0, approved_by="Ada Approver", finished_at=NOW,
        note="",
    )  # fmt: skip


@pytest.mark.parametrize("result", [Result.SUCCEEDED, Result.NOOP])
@pytest.mark.parametrize("trouble", [k for k in Kind if k not in (Kind.RECOVERED, Kind.TEST)])
def test_the_first_success_after_trouble_is_a_recovery(result: Result, trouble: Kind) -> None:
    change_set = None  # only a partial receipt asks for it

    def of(last: Notice | None) -> Notice | None:
        return notices.of_receipt(a_receipt(result), change_set, 0, last)  # type: ignore[arg-type]

    found = of(a_notice(trouble, "x"))
    assert found is not None
    assert (found.kind, found.counts) == (Kind.RECOVERED, {"created": 2})
    assert "Ada" not in found.model_dump_json()
    assert of(None) is None and of(found) is None


LATE = Deadline("2026-03-04", datetime(2026, 3, 4, 16, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("schedule", "now", "expected"),
    [
        # 05:30 in New York, and six hours of grace: 16:30 UTC in winter, 15:30 in summer.
        ({}, "2026-03-04T16:29:59", ("2026-03-03", "2026-03-03T16:30")),
        ({}, "2026-03-04T16:30:00", ("2026-03-04", "2026-03-04T16:30")),
        ({}, "2026-07-01T15:30:00", ("2026-07-01", "2026-07-01T15:30")),
        # The grace reaches into the next day, in UTC and on the tenant's clock.
        ({"at": "22:00"}, "2026-03-05T08:59:00", ("2026-03-03", "2026-03-04T09:00")),
        ({"at": "22:00"}, "2026-03-05T09:00:00", ("2026-03-04", "2026-03-05T09:00")),
        ({"every": "week", "on": "monday"}, "2026-03-08T12:00:00", ("2026-03-02", "2026-03-02T16:30")),
        ({"every": "week", "on": "monday"}, "2026-03-09T12:00:00", ("2026-03-02", "2026-03-02T16:30")),
        ({"starts_on": "2026-03-05"}, "2026-03-04T20:00:00", None),
        ({"timezone": "Pacific/Noumea"}, "2026-03-04T00:30:00", ("2026-03-04", "2026-03-04T00:30")),
    ],
)
def test_a_deadline_is_six_hours_after_the_tenants_local_time(
    schedule: dict[str, str], now: str, expected: tuple[str, str] | None
) -> None:
    tenant = a_tenant(schedule={"timezone": "America/New_York"} | schedule)
    found = notices.last_deadline(tenant, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert found == (
        None
        if expected is None
        else Deadline(expected[0], datetime.fromisoformat(expected[1]).replace(tzinfo=UTC))
    )


def test_a_paused_tenant_is_never_late() -> None:
    """T05"""
    assert notices.last_deadline(a_tenant(paused=True), NOW + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (PartitionStatus(is_accepted=True), None),
        (PartitionStatus(is_accepted=False, is_new=True), None),
        (PartitionStatus(is_accepted=False), "daemon"),
        (PartitionStatus(is_accepted=False, ended="not_delivered (not_delivered)"), "Ask the customer"),
        (PartitionStatus(is_accepted=False, ended="blocked (truncated)"), "blocked (truncated)"),
        (PartitionStatus(is_accepted=True, waiting="c" * 64), "Approve or reject"),
    ],
)
def test_a_late_notice_says_what_is_missing(status: PartitionStatus, says: str | None) -> None:
    found = notices.of_late("acme", LATE, status, NOW)
    assert (found is None) is (says is None)
    if found is not None and says is not None:
        assert says in " ".join([*found.details, found.remedy])


def test_owners_that_are_addresses_and_the_default_get_each_notice_once() -> None:
    owners = ("team:support", "a@vendor.example", "b@vendor.example")
    assert notices.addresses(owners, ("b@vendor.example", "c@vendor.example")) == (
        "a@vendor.example",
        "b@vendor.example",
        "c@vendor.example",
    )
