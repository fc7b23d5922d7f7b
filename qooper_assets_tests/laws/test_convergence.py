"""Whatever happens between two runs, the accounts end up as in the last roster.

A state machine edits the roster, edits accounts in Qooper by hand, makes writes fail in every possible
way, and restarts; at the end all faults stop, and a few runs must bring every person to the state in the
roster, without a duplicate account.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from qooper_assets.core.errors import GuardrailBreach, StateError, TargetError
from qooper_assets.core.snapshot import Account
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.targets.target import AccountWriter
from qooper_assets.stages import Runtime
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.worlds import START, World, a_file, a_row

LEFT_TO_FAIL = ("before", "after", "refused")
"""Failures of a write: the network before or after it arrived, or a refusal of this one person."""


class FlakyTarget:
    """A target whose next writes fail in given ways."""

    def __init__(self, target: Any, failures: list[str]) -> None:
        self._target = target
        self._failures = failures

    def __getattr__(self, name: str) -> Any:
        return getattr(self._target, name)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        failure = self._failures.pop(0) if self._failures else ""
        if failure == "before":
            raise TargetError("target_unreachable", "no answer.", retryable=True)
        if failure == "refused":
            raise TargetError("target_refused", "no.")
        yield
        if failure == "after":
            raise TargetError("target_unreachable", "no answer.", retryable=True)

    def create(self, values: Mapping[str, str | None]) -> Account:
        with self._failing():
            created: Account = self._target.create(values)
        return created

    def update(self, account_id: str, values: Mapping[str, str | None], *, version: str) -> Account:
        with self._failing():
            updated: Account = self._target.update(account_id, values, version=version)
        return updated


@dataclass(frozen=True, kw_only=True)
class FlakyRuntime(Runtime):
    failures: list[str]

    @contextmanager
    def target(self, tenant: Tenant) -> Iterator[AccountWriter]:
        with Runtime.target(self, tenant) as target:
            yield FlakyTarget(target, self.failures)


PEOPLE = st.integers(0, 7)


class Convergence(RuleBasedStateMachine):
    """The wanted roster by person, and the world that has to converge to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = FakeClock(at=START)
        self.failures: list[str] = []
        self.roster: dict[int, dict[str, str]] = {}
        self.fresh = 0
        self.runs = 0
        self.syncs = 0
        self.restart()

    @rule()
    def restart(self) -> None:
        """Continue as another process on the same folder."""
        world = World(self.folder, clock=self.clock, runs=self.runs)
        known = {field.name: getattr(world.runtime, field.name) for field in fields(Runtime)}
        world.runtime = FlakyRuntime(**known, failures=self.failures)
        self.world = world

    @initialize()
    def first_load(self) -> None:
        self.roster = {n: {"email": f"p{n}@a.example", "title": "Engineer"} for n in range(6)}
        self.sync([])

    # Events of people

    @rule(n=PEOPLE, title=st.sampled_from(["Engineer", "Lead", "Director"]), manager=PEOPLE)
    def change(self, n: int, title: str, manager: int) -> None:
        if n in self.roster:
            self.roster[n] |= {"title": title, "manager": f"E{manager}"}

    @rule(n=PEOPLE)
    def leave_or_come(self, n: int) -> None:
        """Returning people have a new e-mail, and their old account.

        Nobody leaves while somebody else is about to take their e-mail: the account would keep it (I30).
        """
        if n in self.roster:
            held = next((a["email"] for a in self.accounts_of(n)), None)
            if held not in {person["email"] for m, person in self.roster.items() if m != n}:
                del self.roster[n]
        else:
            self.roster[n] = {"email": self.new_email(), "title": "Engineer"}

    @rule(n=PEOPLE)
    def marry(self, n: int) -> None:
        if n in self.roster:
            self.roster[n]["email"] = self.new_email()

    @rule(n=PEOPLE, m=PEOPLE)
    def swap_emails(self, n: int, m: int) -> None:
        if n in self.roster and m in self.roster:
            a, b = self.roster[n], self.roster[m]
            a["email"], b["email"] = b["email"], a["email"]

    def accounts_of(self, n: int) -> list[dict[str, Any]]:
        return [a for a in self.world.accounts().values() if a["employee_id"] == f"E{n}"]

    def new_email(self) -> str:
        self.fresh += 1
        return f"new{self.fresh}@a.example"

    # Events of the system

    @rule(n=PEOPLE)
    def somebody_edits_an_account(self, n: int) -> None:
        for account in self.accounts_of(n):
            with Runtime.target(self.world.runtime, self.world.tenant) as target:
                target.update(account["account_id"], {"title": "By hand"}, version=account["version"])

    @precondition(lambda self: self.syncs < 5)
    @rule(failures=st.lists(st.sampled_from([*LEFT_TO_FAIL, "", ""]), max_size=6), at_night=st.booleans())
    def sync(self, failures: list[str], at_night: bool = False) -> None:
        """A run that may end anywhere: refused, or stopped because the server is away."""
        self.syncs += 1
        if at_night:
            self.world.next_day()
        self.failures[:] = failures
        try:
            self.world.sync(self.file(), approve=True)
        except TargetError as error:
            assert error.code == "target_unreachable"
        self.runs = self.world.runs
        self.failures.clear()
        self.nobody_is_there_twice()

    @precondition(lambda self: self.syncs < 5)
    @rule()
    def sync_with_the_server_away(self) -> None:
        self.sync(["", "before", "before", "before", "before", "before"])

    @precondition(lambda self: self.syncs < 5)
    @rule(n=PEOPLE)
    def somebody_edits_an_account_between_plan_and_apply(self, n: int) -> None:
        """G08: that person is skipped, or the whole set is stale; no edit is overwritten."""
        self.syncs += 1
        change_set = self.world.plan(self.file())
        self.runs = self.world.runs
        if change_set.breaches:
            self.world.approve(change_set)
        self.somebody_edits_an_account(n)
        try:
            self.world.apply(change_set)
        except GuardrailBreach as error:
            assert error.code == "change_set_stale"

    def file(self) -> bytes:
        rows = [
            a_row(f"E{n}", p["email"], title=p["title"], manager=p.get("manager", ""))
            for n, p in sorted(self.roster.items())
        ]
        return a_file(*rows, a_row("E99", "always@a.example"))

    def nobody_is_there_twice(self) -> None:
        ids = [account["employee_id"] for account in self.world.accounts().values()]
        assert len(set(ids)) == len(ids)

    # The expected end

    def teardown(self) -> None:
        try:
            self.converges()
        finally:
            self.world.runtime.ledger.close()
            shutil.rmtree(self.folder)

    def converges(self) -> None:
        self.restart()
        for _ in range(5):
            self.world.next_day()
            try:
                receipt = self.world.sync(self.file(), approve=True)
            except StateError as error:
                assert error.code == "tenant_busy"
                continue
            if receipt.result == "noop":
                break
        else:
            raise AssertionError("five runs were not enough")
        accounts = {a["employee_id"]: a for a in self.world.accounts().values()}
        for n, person in self.roster.items():
            account = accounts[f"E{n}"]
            assert account["email"] == person["email"]
            assert account["attributes"]["title"] == person["title"]
            assert account["status"] == "active"
        active = {i for i, account in accounts.items() if account["status"] == "active"}
        assert active == {f"E{n}" for n in self.roster} | {"E99"}


Convergence.TestCase.settings = settings(
    deadline=None, derandomize=True, max_examples=4, stateful_step_count=14, phases=[Phase.generate]
)
TestConvergence = Convergence.TestCase
