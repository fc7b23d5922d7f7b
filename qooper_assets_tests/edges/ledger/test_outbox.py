"""The transaction that records a change of state queues its notice, and each row is sent by one sender."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from qooper_assets.core.errors import Result
from qooper_assets.core.notices import Deadline, Kind, Notice
from qooper_assets.edges.ledger import change_sets, receipts, tables
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.ledger.outbox import CLAIM_SECONDS, KEPT_DAYS, Recipient
from qooper_assets_tests.worlds import World, a_file, a_row, people

DAY = "2026-03-02"


def notified(world: World) -> Ledger:
    url = f"sqlite:///{world.folder / 'ledger.sqlite'}"
    object.__setattr__(world.runtime, "ledger", Ledger.open(url, world.clock, queues_notices=True))
    return world.runtime.ledger


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    made.runtime.ledger.close()
    notified(made)
    yield made
    made.runtime.ledger.close()


def queued(world: World) -> list[Notice]:
    with world.runtime.ledger.database.reading() as db:
        query = sa.select(tables.notices.c.document).order_by(tables.notices.c.id)
        return [Notice.model_validate_json(document) for document in db.scalars(query)]


def kinds(world: World) -> list[str]:
    return [notice.kind.value for notice in queued(world)]


def fail(world: World, code: str = "auth", partition: str = DAY, result: Result = Result.FAILED) -> None:
    world.runtime.ledger.receipts.record_failure("acme", partition, "run", result, code, "why")


def test_a_tenant_is_held_recovers_is_partial_twice_fails_and_recovers(world: World) -> None:
    nameless = a_row("").replace("@acme.example", "broken")
    change_set = world.plan(a_file(*people(30)))
    assert kinds(world) == ["held"]  # the first load
    world.plan(a_file(*people(30)))
    assert kinds(world) == ["held"]  # the same change set, planned again: no change of state
    world.approve(change_set)
    world.apply(change_set)
    assert kinds(world) == ["held", "recovered"]
    for day in range(2):
        world.next_day()
        receipt = world.sync(a_file(*people(30), nameless.replace("Ann", f"Ann{day}")), approve=True)
        assert receipt.result is Result.PARTIAL
    assert kinds(world) == ["held", "recovered", "partial"]
    fail(world)
    fail(world)  # a retry of the same day
    fail(world, "truncated", result=Result.BLOCKED)
    assert kinds(world)[3:] == ["failed", "blocked"]
    world.next_day()
    world.sync(a_file(*people(30)))
    assert kinds(world)[3:] == ["failed", "blocked", "recovered"]
    held, recovered, partial, *_ = queued(world)
    assert (held.code, held.counts, held.change_set_id) == (
        "first_load", {"created": 30}, change_set.change_set_id,
    )  # fmt: skip
    assert recovered.counts == {"created": 30}
    assert "no identifier can be read on line 32" in partial.details[0]
    assert len({notice.notice_id for notice in queued(world)}) == 6
    everything = "".join(notice.model_dump_json() for notice in queued(world))
    for private in ("Ada", "First1", "Last1", "@", "Ann"):
        assert private not in everything


def test_without_channels_nothing_is_queued(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.plan(a_file(*people(3)))
    fail(world)
    assert queued(world) == []


@pytest.mark.parametrize("what", ["held", "failed"])
def test_a_change_of_state_and_its_notice_are_recorded_together_or_not_at_all(
    what: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        for module in (change_sets, receipts):
            broken.setattr(module, "queue_notice", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            world.plan(a_file(*people(3))) if what == "held" else fail(world)
    assert world.runtime.ledger.change_sets.waiting("acme") is None
    assert world.runtime.ledger.receipts.recent("acme") == []
    world.plan(a_file(*people(3))) if what == "held" else fail(world)
    assert kinds(world) == [what]


def test_a_late_file_is_queued_once_per_partition(world: World) -> None:
    ledger = world.runtime.ledger
    deadline = Deadline(DAY, datetime(2026, 3, 2, 16, 30, tzinfo=UTC))
    ledger.outbox.queue_late("acme", deadline)
    assert kinds(world) == []  # no run of the tenant has ended
    world.clock.sleep(3600)
    ledger.receipts.record_failure("acme", DAY, "run", Result.NOT_DELIVERED, "not_delivered", "no file")
    too_early = Deadline("2026-03-01", datetime(2026, 3, 2, 12, 30, tzinfo=UTC))
    for each in (too_early, deadline, deadline):  # before its first run, nothing was expected
        ledger.outbox.queue_late("acme", each)
    assert kinds(world) == ["late"]
    assert "No file has been delivered." in queued(world)[0].details
    change_set = world.plan(a_file(*people(3)))
    world.next_day()
    world.approve(change_set)
    world.apply(change_set)
    assert kinds(world) == ["late", "held", "recovered"]
    ledger.outbox.queue_late("acme", deadline._replace(partition="2026-03-03"))
    assert kinds(world)[3:] == ["late"]
    with ledger.database.writing() as db:
        db.execute(tables.notices.delete())
    ledger.outbox.queue_late("acme", deadline)
    assert kinds(world) == []  # a file was accepted for it


def test_a_row_is_claimed_by_one_sender_until_it_is_settled_or_the_claim_expires(world: World) -> None:
    box, clock = world.runtime.ledger.outbox, world.clock
    fail(world)
    (notice,) = box.unaddressed(["acme", "other"])
    assert box.unaddressed(["other"]) == []
    recipients = [
        Recipient("email", "a@vendor.example"),
        Recipient("email", "b@vendor.example"),
        Recipient("ops"),
    ]
    box.address(notice, recipients)
    box.address(notice, recipients)  # another sender
    assert box.unaddressed(["acme"]) == []
    claims = [box.claim(), box.claim(), box.claim(skipped=["ops"])]
    assert [claim and claim.recipient for claim in claims] == [*recipients[:2], None]
    first, second, hook = claims[0], claims[1], box.claim(is_first=True, tenant="acme")
    assert first and second and hook and hook.recipient == recipients[2] and hook.notice == notice
    assert box.claim() is None
    box.mark_sent(first)
    box.postpone(second, "451", clock.now() + timedelta(minutes=1))
    box.give_up(hook, "410")
    assert box.claim() is None
    clock.sleep(60)
    assert box.claim(is_first=True) is None and box.claim(tenant="other") is None
    again = box.claim()
    assert again and (again.id, again.attempts) == (second.id, 2)
    clock.sleep(CLAIM_SECONDS)
    taken = box.claim()  # its sender was killed
    assert taken and (taken.id, taken.attempts) == (second.id, 3)
    box.mark_sent(again)  # it was only slow
    assert [(each.channel, each.waiting, each.given_up, each.error) for each in box.waiting()] == [
        ("email", 1, 0, "451"),
        ("ops", 0, 1, "410"),
    ]
    box.mark_sent(taken)
    assert [each.channel for each in box.waiting()] == ["ops"]
    assert box.claim() is None


def test_old_notices_are_forgotten_but_for_the_last_of_a_tenant(world: World) -> None:
    box = world.runtime.ledger.outbox
    for partition in ("2026-03-01", DAY):
        fail(world, partition=partition)
    for notice in box.unaddressed(["acme"]):
        box.address(notice, [Recipient("ops")])
    box.prune()
    assert len(queued(world)) == 2
    world.next_day(KEPT_DAYS + 1)
    box.prune()
    assert [notice.partition for notice in queued(world)] == [DAY]
    assert queued(world)[0].kind is Kind.FAILED and box.waiting() == []
