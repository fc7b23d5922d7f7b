"""Qooper refuses, hangs, lies or miscounts: what is written and reported, and how the next run continues.

Every fault is a subclass of the real embedded target.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
import pytest

from qooper_assets.core.errors import QooperAssetsError, Result, StateError, TargetError
from qooper_assets.core.snapshot import Account
from qooper_assets.edges.ledger.leases import LEASE_SECONDS
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.stages import writing
from qooper_assets_tests.e2e.worlds_on_disk import another, heal, journal, ledger_dump, meddle
from qooper_assets_tests.worlds import World, a_file, a_row, people

Values = Mapping[str, str | None]
FOUR_MORE = a_file(*people(44))
ID = "employee_id"


def fault(code: str, *, retryable: bool = False) -> TargetError:
    return TargetError(code, "made by the test.", where="qooper", remedy="Wait for it.", retryable=retryable)


class Script:
    """What the target does before (`unless`) and after (`then`) it actually creates or updates.

    Each gets the write's values; what it raises is the target's answer.
    """

    def __init__(
        self,
        unless: Callable[[Values], None] = lambda values: None,
        then: Callable[[Values], None] = lambda values: None,
    ) -> None:
        self.unless, self.then = unless, then
        self.asked: list[Values] = []

    def make(self, path: Path) -> EmbeddedQooper:
        script = self

        class Scripted(EmbeddedQooper):
            def create(self, values: Values) -> Account:
                return script._do(values, lambda: super(Scripted, self).create(values))

            def update(self, account_id: str, values: Values, *, version: str) -> Account:
                update = super().update
                return script._do(values, lambda: update(account_id, values, version=version))

        return Scripted(path)

    def _do(self, values: Values, write: Callable[[], Account]) -> Account:
        self.asked.append(values)
        self.unless(values)
        account = write()
        self.then(values)
        return account


def times(count: int, error: Callable[[], TargetError], of: str | None = None) -> Callable[[Values], None]:
    """Return a function that raises `count` times, for the person with this id or for everybody."""
    left = count

    def answer(values: Values) -> None:
        nonlocal left
        if left and (of is None or values.get(ID) == of):
            left -= 1
            raise error()

    return answer


def failed(code: str, action: Callable[[], object]) -> QooperAssetsError:
    with pytest.raises(QooperAssetsError) as caught:
        action()
    assert caught.value.code == code, caught.value
    assert caught.value.where and caught.value.message
    return caught.value


def ids(world: World) -> list[str]:
    return sorted(a[ID] for a in world.accounts().values())


def assert_settled(world: World, content: bytes, people: int) -> None:
    """Everybody has exactly one account, is linked, and there is nothing left to do."""
    assert ids(world) == [f"{n:05d}" for n in range(1, people + 1)]
    assert world.runtime.ledger.links.all("acme").height == people
    writes = world.writes()
    assert world.sync(content).result is Result.NOOP
    assert world.writes() == writes


# Temporary faults


def test_ap01_a_target_that_is_away_for_a_moment_is_retried_and_nobody_is_created_twice(
    live: World,
) -> None:
    script = Script(unless=times(2, lambda: fault("target_unreachable", retryable=True)))
    meddle(live, script.make)
    live.clock.slept.clear()
    receipt = live.sync(FOUR_MORE)
    assert (receipt.result, receipt.applied) == (Result.SUCCEEDED, {"CREATE": 4})
    assert live.clock.slept == [1, 2]  # longer each time
    assert len(script.asked) == 6
    assert_settled(live, FOUR_MORE, 44)


def test_ap03_a_create_that_succeeded_but_timed_out_is_recognized_and_not_repeated(
    live: World,
) -> None:
    script = Script(then=times(1, lambda: fault("target_unreachable", retryable=True), of="00042"))
    meddle(live, script.make)
    receipt = live.sync(FOUR_MORE)
    assert (receipt.result, receipt.applied) == (Result.SUCCEEDED, {"CREATE": 4})
    assert journal(live)["create"] == 44
    assert [values[ID] for values in script.asked] == ["00041", "00042", "00043", "00044"]
    assert_settled(live, FOUR_MORE, 44)


def test_ap02_a_repeated_create_that_conflicts_with_our_own_person_counts_as_created(
    live: World,
) -> None:
    class Forgetful(EmbeddedQooper):
        """Its search index lags: the first lookup misses the account that was just created."""

        is_behind, has_made = True, False

        def create(self, values: Values) -> Account:
            account = super().create(values)
            if values[ID] == "00042" and not Forgetful.has_made:
                Forgetful.has_made = True
                raise fault("target_unreachable", retryable=True)
            return account

        def find(self, *, employee_id: str | None, email: str | None) -> list[Account]:
            if Forgetful.has_made and Forgetful.is_behind:
                Forgetful.is_behind = False
                return []
            return super().find(employee_id=employee_id, email=email)

    meddle(live, Forgetful)
    receipt = live.sync(FOUR_MORE)
    assert (receipt.result, receipt.applied) == (Result.SUCCEEDED, {"CREATE": 4})
    assert_settled(live, FOUR_MORE, 44)


def test_ap02_r5_a_create_that_conflicts_with_somebody_elses_account_never_adopts_it(
    live: World,
) -> None:
    change_set = live.plan(FOUR_MORE)
    with live.runtime.target(live.tenant) as target:  # an administrator was quicker
        target.seed({"email": "P42@acme.example", "title": "Made by hand"})  # type: ignore[attr-defined]
    receipt = live.apply(change_set)
    assert (receipt.result, receipt.applied) == (Result.PARTIAL, {"CREATE": 3})
    assert receipt.failed == {"target_conflict": 1}
    assert live.accounts()["p42@acme.example"]["attributes"] == {"title": "Made by hand"}
    assert "00042" not in live.runtime.ledger.links.all("acme")["external_id"].to_list()


def test_ap03_a_conflict_after_a_timeout_never_adopts_a_strangers_account(live: World) -> None:
    with live.runtime.target(live.tenant) as target:
        before = target.count()
    change_set = live.plan(FOUR_MORE)

    def stranger_comes(values: Values) -> None:
        if values[ID] == "00042" and not stranger:
            stranger.append(1)
            with EmbeddedQooper(live.folder / "state" / "targets" / "acme.sqlite") as other:
                other.seed({"email": "p42@acme.example", "first_name": "Somebody"})
            raise fault("target_unreachable", retryable=True)

    stranger: list[int] = []
    meddle(live, Script(unless=stranger_comes).make)
    receipt = live.apply(change_set)
    assert receipt.failed == {"target_conflict": 1}
    assert len(live.accounts()) == before + 4
    assert "00042" not in live.runtime.ledger.links.all("acme")["external_id"].to_list()


# Permanent faults


def test_an_unreachable_target_stops_the_run_and_the_next_one_goes_on(live: World) -> None:
    def unreachable(values: Values) -> None:
        if values.get(ID) in ("00043", "00044"):
            raise fault("target_unreachable", retryable=True)

    script = Script(unless=unreachable)
    meddle(live, script.make)
    error = failed("target_unreachable", lambda: live.sync(FOUR_MORE))
    assert error.retryable
    asked = [values[ID] for values in script.asked]
    assert asked == ["00041", "00042"] + ["00043"] * 4  # 00044 was not attempted
    assert ids(live)[-1] == "00042"
    assert live.runtime.ledger.links.all("acme").height == 42  # what was confirmed is recorded
    heal(live)
    receipt = live.sync(FOUR_MORE)
    assert (receipt.result, journal(live)["create"]) == (Result.NOOP, 44)
    assert [run.result for run in live.runtime.ledger.receipts.recent("acme", 2)] == ["noop", "succeeded"]
    assert_settled(live, FOUR_MORE, 44)


def test_ap05_refused_credentials_stop_the_run_at_once(live: World) -> None:
    script = Script(unless=times(99, lambda: fault("target_auth"), of="00042"))
    meddle(live, script.make)
    live.clock.slept.clear()
    error = failed("target_auth", lambda: live.sync(a_file(*people(60))))
    assert error.result is Result.FAILED and not error.retryable
    assert [values[ID] for values in script.asked] == ["00041", "00042"]
    assert not live.clock.slept
    heal(live)
    live.sync(a_file(*people(60)))
    assert_settled(live, a_file(*people(60)), 60)


def test_ap04_one_refused_row_spoils_no_other_and_is_tried_again_though_the_file_is_the_same(
    live: World,
) -> None:
    meddle(live, Script(unless=times(99, lambda: fault("target_refused"), of="00042")).make)
    for _ in range(2):
        receipt = live.sync(FOUR_MORE)
        assert (receipt.result, receipt.failed) == (Result.PARTIAL, {"target_refused": 1})
        assert len(live.accounts()) == 43
        live.next_day()
    heal(live)
    assert live.sync(FOUR_MORE).applied == {"CREATE": 1}
    assert_settled(live, FOUR_MORE, 44)


def test_ap06_an_account_that_vanished_before_its_update_is_skipped_without_a_crash(live: World) -> None:
    class Losing(EmbeddedQooper):
        unreachable: ClassVar[set[str]] = set()

        def fetch(self, account_ids: Sequence[str]) -> dict[str, Account]:
            found = super().fetch(account_ids)
            return {i: account for i, account in found.items() if i not in Losing.unreachable}

        def count(self) -> int:
            return super().count() - len(Losing.unreachable)

        def list_accounts(self, page_size: int = 10_000) -> Iterator[pl.DataFrame]:
            for page in super().list_accounts(page_size):
                yield page.filter(~pl.col("account_id").is_in(list(Losing.unreachable)))

        def update(self, account_id: str, values: Values, *, version: str) -> Account:
            if account_id == "u000002":
                Losing.unreachable.add(account_id)
                raise fault("target_missing")
            return super().update(account_id, values, version=version)

    rows = [a_row(f"{n:05d}", f"p{n}@acme.example", f"First{n}", f"Last{n}", "Head") for n in (1, 2, 3)]
    content = a_file(*rows, *people(37, first=4))
    meddle(live, Losing)
    receipt = live.sync(content)
    assert (receipt.result, receipt.applied) == (Result.PARTIAL, {"UPDATE": 2})
    assert receipt.failed == {"target_missing": 1}
    change_set = live.plan(content)  # from then on the person is in doubt, neither a leaver nor a joiner
    assert (change_set.counts, change_set.withheld_by_reason) == ({}, {"account_missing": 1})


def test_ap08_r7_a_false_confirmation_is_a_failure_and_the_record_does_not_advance(
    live: World,
) -> None:
    class Liar(EmbeddedQooper):
        def update(self, account_id: str, values: Values, *, version: str) -> Account:
            return super().update(account_id, {**values, "title": "As I like it"}, version=version)

    rows = [a_row(f"{n:05d}", f"p{n}@acme.example", f"First{n}", f"Last{n}", "Head") for n in (1, 2)]
    content = a_file(*rows, *people(38, first=3))
    meddle(live, Liar)
    receipt = live.sync(content)
    assert (receipt.result, receipt.applied) == (Result.PARTIAL, {})
    assert receipt.failed == {"readback_differs": 2}
    heal(live)
    assert live.sync(content).applied == {"UPDATE": 2}


def test_ap08_r7_a_deactivation_that_did_not_happen_is_not_recorded_and_is_planned_again(live: World) -> None:
    class Deaf(EmbeddedQooper):
        def update(self, account_id: str, values: Values, *, version: str) -> Account:
            return self.fetch([account_id])[account_id]

    meddle(live, Deaf)
    receipt = live.sync(a_file(*people(39)))
    assert (receipt.result, receipt.failed) == (Result.PARTIAL, {"readback_differs": 1})
    assert live.runtime.ledger.links.all("acme")["is_active"].all()
    heal(live)
    assert live.sync(a_file(*people(39))).applied == {"DEACTIVATE": 1}


def test_ap08_a_value_that_the_target_normalizes_causes_no_endless_update(live: World) -> None:
    class Folding(EmbeddedQooper):
        def create(self, values: Values) -> Account:
            return super().create({**values, "email": f"{values['email']}".lower()})

    meddle(live, Folding)
    content = a_file(*people(40), a_row("00041", "Mixed.Case@Acme.Example"))
    assert live.sync(content).applied == {"CREATE": 1}
    assert live.sync(content).result is Result.NOOP


def test_ap08_r5_an_account_that_we_created_is_ours_even_if_a_value_was_stored_differently(
    live: World,
) -> None:
    class Cutting(EmbeddedQooper):
        def create(self, values: Values) -> Account:
            return super().create({**values, "title": "Engi"})

    meddle(live, Cutting)
    receipt = live.sync(FOUR_MORE)
    assert (receipt.result, receipt.failed) == (Result.PARTIAL, {"readback_differs": 4})
    heal(live)
    change_set = live.plan(FOUR_MORE)
    assert (change_set.counts, change_set.breaches) == ({"UPDATE attributes_differ": 4}, ())
    live.apply(change_set)
    assert_settled(live, FOUR_MORE, 44)


def test_ap09_people_who_hit_a_licence_limit_fail_and_are_tried_again(live: World) -> None:
    def full(values: Values) -> None:
        if (values.get(ID) or "") > "00057":
            raise fault("target_capacity")

    content = a_file(*people(60))
    meddle(live, Script(unless=full).make)
    receipt = live.sync(content)
    assert (receipt.result, receipt.applied) == (Result.PARTIAL, {"CREATE": 17})
    assert receipt.failed == {"target_capacity": 3}
    assert live.runtime.ledger.links.all("acme").height == 57
    heal(live)
    assert live.sync(content).applied == {"CREATE": 3}
    assert_settled(live, content, 60)


@pytest.mark.parametrize(("refused", "is_open"), [(8, False), (9, True)])
def test_ap10_above_forty_per_cent_of_refusals_the_run_stops(
    live: World, refused: int, is_open: bool
) -> None:
    def refuses(values: Values) -> None:
        number = int(values.get(ID) or 0)
        if number >= 61 - refused or number == 41:
            raise fault("target_refused")

    content = a_file(*people(60))
    script = Script(unless=refuses)  # the tenth refusal is the last of 20 writes, or the last but none
    meddle(live, script.make)
    if not is_open:
        receipt = live.sync(content)
        assert (receipt.result, receipt.failed) == (Result.PARTIAL, {"target_refused": 9})
        return
    error = failed("circuit_open", lambda: live.sync(content))
    assert isinstance(error, StateError) and "10 of 20" in error.message and "40 %" in error.message
    heal(live)
    live.sync(content)
    assert_settled(live, content, 60)


def test_ap10_a_run_whose_circuit_opened_writes_no_more_after_that(live: World) -> None:
    script = Script(unless=times(99, lambda: fault("target_refused")))
    meddle(live, script.make)
    failed("circuit_open", lambda: live.sync(a_file(*people(60))))
    assert len(script.asked) == 10
    assert live.writes() == 40


def test_i07_when_a_swap_is_refused_halfway_nobody_stays_parked(live: World) -> None:
    refused: list[Values] = []

    def refuses(values: Values) -> None:
        if values.get("email") == "p1@acme.example" and not refused:
            refused.append(values)
            raise fault("target_refused")

    rows = [
        a_row("00001", "p2@acme.example", "First1", "Last1"),
        a_row("00002", "p1@acme.example", "First2", "Last2"),
    ]
    content = a_file(*rows, *people(38, first=3))
    meddle(live, Script(unless=refuses).make)
    change_set = live.plan(content)
    live.approve(change_set)
    receipt = live.apply(change_set)
    assert receipt.result is Result.PARTIAL
    by_email = {email: a[ID] for email, a in live.accounts().items()}
    assert by_email == {f"p{n}@acme.example": f"{n:05d}" for n in range(1, 41)}
    heal(live)
    again = live.plan(content)
    assert [breach.code for breach in again.breaches] == ["identity_swap"]
    live.clock.sleep(1)
    live.approve(again)
    assert live.apply(again).applied == {"UPDATE": 2}


# Listings (AP14, AP15)


class ShortPage(EmbeddedQooper):
    def list_accounts(self, page_size: int = 10_000) -> Iterator[pl.DataFrame]:
        for page in super().list_accounts(page_size):
            yield page.head(30)


class DoubleIds(EmbeddedQooper):
    def list_accounts(self, page_size: int = 10_000) -> Iterator[pl.DataFrame]:
        (first, *_) = list(super().list_accounts(20))
        yield first
        yield first


class ChangingTotal(EmbeddedQooper):
    totals = iter(())

    def count(self) -> int:
        return super().count() + next(ChangingTotal.totals)


class SuspiciouslySmall(EmbeddedQooper):
    """Its counts agree, but more than a tenth has vanished since the last listing."""

    def count(self) -> int:
        return 35

    def list_accounts(self, page_size: int = 10_000) -> Iterator[pl.DataFrame]:
        for page in super().list_accounts(page_size):
            yield page.head(35)


class BreakingOff(EmbeddedQooper):
    def list_accounts(self, page_size: int = 10_000) -> Iterator[pl.DataFrame]:
        yield next(iter(super().list_accounts(20)))
        raise fault("target_unreachable", retryable=True)


@pytest.mark.parametrize(
    ("target", "code", "message"),
    [
        (ShortPage, "target_listing", "30 accounts were read"),
        (DoubleIds, "target_listing", "20 accounts were listed twice"),
        (ChangingTotal, "target_listing", "before they were read"),
        (SuspiciouslySmall, "target_listing", "we know of 40"),
        (BreakingOff, "target_unreachable", "made by the test"),
    ],
)
def test_ap14_a_listing_that_is_not_proved_complete_is_not_a_snapshot(
    live: World, target: type[EmbeddedQooper], code: str, message: str
) -> None:
    live.sync(a_file(*people(40)))
    before, accounts = ledger_dump(live), live.accounts()
    ChangingTotal.totals = iter([1, 0])
    meddle(live, target)
    with pytest.raises(TargetError) as caught:
        live.sync(FOUR_MORE)
    error = caught.value
    heal(live)
    assert error.code == code and error.where and error.remedy
    assert message in error.message
    assert error.result is (Result.BLOCKED if code == "target_listing" else Result.FAILED)
    assert (ledger_dump(live), live.accounts()) == (before, accounts)
    assert live.sync(FOUR_MORE).applied == {"CREATE": 4}


# Two writers (AP11)


def test_ap11_a_second_writer_of_a_tenant_is_refused_and_has_written_nothing(live: World) -> None:
    other = another(live)
    refusals: list[QooperAssetsError] = []
    change_set = live.plan(FOUR_MORE)

    def meanwhile(values: Values) -> None:
        if not refusals:
            before = journal(live)
            refusals.append(failed("tenant_busy", lambda: other.apply(change_set)))
            assert journal(live) == before

    meddle(live, Script(then=meanwhile).make)
    assert live.apply(change_set).applied == {"CREATE": 4}
    assert refusals[0].retryable
    heal(live)
    assert_settled(live, FOUR_MORE, 44)


def test_ap11_a_writer_that_lost_its_lease_stops_at_once_and_the_other_one_finishes(
    live: World,
) -> None:
    other = another(live)
    taken: list[Any] = []
    change_set = live.plan(a_file(*people(60)))

    def hangs(values: Values) -> None:
        if values.get(ID) == "00045" and not taken:
            live.clock.sleep(LEASE_SECONDS + 1)
            taken.append(other.runtime.ledger.leases.hold("acme", "the other one"))
            taken[0].__enter__()

    script = Script(then=hangs)
    meddle(live, script.make)
    error = failed("lease_lost", lambda: live.apply(change_set))
    assert error.result is Result.FAILED
    assert [values[ID] for values in script.asked][-1] == "00045"  # and nothing after it
    assert journal(live) == {"create": 45}
    failed("tenant_busy", lambda: live.apply(change_set))  # it did not release the other one's lease
    taken[0].__exit__(None, None, None)
    assert other.apply(change_set).applied == {"CREATE": 20}
    heal(live)
    assert_settled(live, a_file(*people(60)), 60)


def test_ap11_a_writer_that_lost_its_lease_between_two_groups_records_nothing_more(
    live: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "GROUP", 2)
    other = another(live)
    change_set = live.plan(FOUR_MORE)
    leases: list[Any] = []
    settle = live.runtime.ledger.operations.settle

    def settles(*arguments: Any) -> None:
        settle(*arguments)
        if not leases:
            live.clock.sleep(LEASE_SECONDS + 1)
            leases.append(other.runtime.ledger.leases.hold("acme", "the other one"))
            leases[0].__enter__()

    monkeypatch.setattr(live.runtime.ledger.operations, "settle", settles)
    failed("lease_lost", lambda: live.apply(change_set))
    assert journal(live)["create"] == 42
    leases[0].__exit__(None, None, None)
    assert other.apply(change_set).applied == {"CREATE": 4}
    assert_settled(live, FOUR_MORE, 44)


def test_ap11_a_slow_writer_keeps_its_lease_as_long_as_it_writes(live: World) -> None:
    other = another(live)
    change_set = live.plan(a_file(*people(60)))
    busy: list[str] = []

    def slow(values: Values) -> None:
        live.clock.sleep(LEASE_SECONDS / 2)
        busy.append(failed("tenant_busy", lambda: other.apply(change_set)).code)

    meddle(live, Script(then=slow).make)
    assert live.apply(change_set).applied == {"CREATE": 20}
    assert len(busy) == 20


def test_ap07_an_apply_that_began_in_time_is_finished_even_after_the_approval_expires(
    live: World,
) -> None:
    change_set = live.plan(a_file(*people(30)))
    live.approve(change_set)
    answer = times(1, lambda: fault("target_auth"))
    meddle(live, Script(unless=lambda values: answer(values)).make)
    failed("target_auth", lambda: live.apply(change_set))
    heal(live)
    live.clock.sleep(timedelta(days=30).total_seconds())
    assert live.apply(change_set).applied == {"DEACTIVATE": 10}


def test_ap10_after_an_open_circuit_the_rest_is_planned_again_and_nothing_is_stuck(live: World) -> None:
    content = a_file(*people(60))
    meddle(live, Script(unless=times(99, lambda: fault("target_refused"))).make)
    failed("circuit_open", lambda: live.sync(content))
    assert live.runtime.ledger.change_sets.interrupted(live.tenant.tenant) is None
    heal(live)
    corrected = a_file(*people(59))  # another file is accepted: the stopped change set is not resumed
    assert live.sync(corrected).applied == {"CREATE": 19}
    assert_settled(live, corrected, 59)


def test_ap07_an_interrupted_apply_ends_even_if_its_stored_files_are_lost(live: World) -> None:
    change_set = live.plan(a_file(*people(60)))
    meddle(live, Script(unless=times(1, lambda: fault("target_auth"))).make)
    failed("target_auth", lambda: live.apply(change_set))
    heal(live)
    shutil.rmtree(live.folder / "artifacts")
    assert live.apply(change_set).result is Result.SUCCEEDED
    assert_settled(live, a_file(*people(60)), 60)
