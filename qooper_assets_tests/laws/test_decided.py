"""Laws of the answers about people in doubt, over small companies, some days and random answers (`decide`).

The events are those that raise doubts: new e-mails, ids that lose their zeros, people who return under
another id, ids and addresses that pass on, accounts that are not ours, deactivations by hand. Failures are
not shrunk: that would take minutes. Belongs here: what holds whatever somebody answers. Does not: what each
answer does (`spec/cases/decisions.txt`).
"""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from qooper_assets.core import decisions
from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.decisions import Answer, Given, Question
from qooper_assets.stages import deciding
from qooper_assets_tests.laws.deliveries import changes_of, flat_accounts, rows_of, the_day_after
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant

Row = dict[str, str]
DAYS, ROUNDS_MAX = 2, 4
TENANTS = {
    identity: a_tenant(
        identity=identity,
        policy={"adoption": "never", "protected_emails": ["p9@a.example"], "rename_days": 30},
    )
    for identity in ("employee_id", "email")
}
GUESTS: dict[str, dict[str, Any]] = {
    "guest@a.example": {},
    "gone@a.example": {"status": "deactivated"},
    "admin@a.example": {"is_administrator": True},
}
"""Accounts that are not ours."""


def person(n: int) -> Row:
    return {
        "employee_id": f"{n:05d}",
        "email": f"p{n}@a.example",
        "first": f"First{n}",
        "last": f"Last{n}",
        "manager": "00001" if n in (2, 3) else "",
    }


STAFF = [person(n) for n in range(1, 10)]
OTHERS = [a_row(f"9{n:04d}", f"other{n}@a.example") for n in range(12)]


class Company:
    """A roster that changes in the ways that raise doubts."""

    def __init__(self, chance: Random, identity: str) -> None:
        self.chance = chance
        self.key = identity
        self.rows = [dict(row) for row in STAFF]
        self.gone: list[Row] = []
        self.fresh = 0

    def file(self) -> bytes:
        return a_file(*(a_row(**row) for row in self.rows), *OTHERS)

    def change(self) -> None:
        """Let one to three things happen."""
        events: list[Callable[[], None]] = [
            self.new_email, self.zeros_lost, self.return_with_another_id, self.leave, self.id_reused,
            self.address_passes_on, self.guest_joins, self.hired_with_odd_dates, self.promote,
        ]  # fmt: skip
        for event in self.chance.sample(events, self.chance.randint(1, 3)):
            event()

    def one(self) -> Row:
        return self.chance.choice(self.rows)

    def new_id(self) -> str:
        self.fresh += 1
        return f"E{self.fresh}"

    def new_email(self) -> None:
        self.one()["email"] = f"{self.new_id().lower()}@a.example"

    def zeros_lost(self) -> None:
        row = self.one()
        row["employee_id"] = row["employee_id"].lstrip("0")

    def leave(self) -> None:
        if len(self.rows) > 4:
            self.gone.append(self.rows.pop(self.chance.randrange(len(self.rows))))

    def return_with_another_id(self) -> None:
        if not self.gone:
            self.leave()
        if self.gone:
            row = self.gone.pop()
            if row["email"] not in {other["email"] for other in self.rows}:
                self.rows.append(row | {"employee_id": self.new_id()})

    def id_reused(self) -> None:
        number = self.new_id()
        row = self.one()
        row |= {
            "email": f"joy.{number}@a.example",
            "first": f"Joy{number}",
            "last": f"Sun{number}",
            "start": "2026-01-01",
        }

    def address_passes_on(self) -> None:
        before = len(self.gone)
        self.leave()
        if len(self.gone) > before:
            self.one()["email"] = self.gone[-1]["email"]

    def guest_joins(self) -> None:
        email = self.chance.choice(sorted(GUESTS))
        if email not in {row["email"] for row in self.rows}:
            self.rows.append(person(0) | {"employee_id": self.new_id(), "email": email, "first": "Gus"})

    def hired_with_odd_dates(self) -> None:
        new = {"start": "2026-02-01", "last_day": "2026-01-01", "employee_id": self.new_id()}
        self.rows.append(person(0) | new | {"email": f"{new['employee_id'].lower()}@a.example"})

    def promote(self) -> None:
        self.one()["title"] = "Director"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The first loads of a tenant for each identity."""
    folders = {}
    for identity, tenant in TENANTS.items():
        world = World(tmp_path_factory.mktemp(identity), tenant)
        with world.runtime.target(tenant) as target:
            for email, state in GUESTS.items():
                target.seed({"email": email, "title": "Guest"}, **state)  # type: ignore[attr-defined]
        world.sync(Company(Random(0), identity).file(), approve=True)
        world.runtime.ledger.close()
        folders[identity] = world.folder
    return folders


# The laws


def every_before_equals_the_snapshot(changes: list[dict[str, Any]], world: World) -> None:
    accounts = flat_accounts(world)
    for change in changes:
        if change["action"] != "CREATE":
            for name, value in change["before"].items():
                assert accounts[change["account_id"]].get(name) == value, (change, name)


def whoever_is_withheld_is_asked_about(world: World, change_set: ChangeSet, company: Company) -> None:
    """Or left alone, or is the one whose e-mail somebody needs who is asked about."""
    questions = [each.question for each in world.runtime.ledger.decisions.asked("acme", with_answered=True)]
    asked = {who for question in questions for who in (question.external_id, question.other)}
    needed = {row["email"] for row in company.rows if row[company.key] in asked}
    accounts = flat_accounts(world)
    for row in rows_of(world, change_set.situations_location):
        if row["withheld"] not in (None, "left_alone") and row["external_id"] not in asked:
            assert accounts[row["account_id"]]["email"] in needed, row


def an_answer_that_gives_an_account_creates_none(changes: list[dict[str, Any]], fitting: list[Given]) -> None:
    for answer in fitting:
        if answer.answer is Answer.SAME_PERSON:
            assert not [
                change
                for change in changes
                if (change["external_id"], change["action"]) == (answer.external_id, "CREATE")
                or (change["account_id"], change["action"]) == (answer.account_id, "DEACTIVATE")
            ]


def only_our_accounts_and_those_somebody_named_are_changed(
    before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]], ours: set[str], named: set[str]
) -> None:
    for account_id, account in before.items():
        is_protected = account["is_administrator"] or account["email"] == "p9@a.example"
        if is_protected or account_id not in ours | named:
            assert after[account_id] == account


def no_id_and_no_email_is_there_twice(world: World) -> None:
    accounts = flat_accounts(world).values()
    ids = [account["employee_id"] for account in accounts if account["employee_id"]]
    emails = [account["email"].lower() for account in accounts]
    assert len(set(ids)) == len(ids) and len(set(emails)) == len(emails)


# A day


def run(world: World, company: Company) -> tuple[ChangeSet, list[dict[str, Any]], Receipt]:
    """Plan and apply, and check all laws of one run."""
    given = world.runtime.ledger.decisions.given("acme")
    change_set = world.plan(company.file())
    changes = changes_of(world, change_set)
    before = flat_accounts(world)
    ours = set(world.runtime.ledger.links.all("acme")["account_id"])
    fitting = [each for each in given if each.id not in change_set.outdated_answers]
    claims = [each for each in fitting if each.answer in decisions.CLAIMING]
    every_before_equals_the_snapshot(changes, world)
    whoever_is_withheld_is_asked_about(world, change_set, company)
    an_answer_that_gives_an_account_creates_none(changes, fitting)
    if change_set.breaches:
        world.approve(change_set)
    receipt = world.apply(change_set)
    if change_set.held_back:
        rest = world.runtime.ledger.change_sets.waiting("acme")
        if rest is not None:
            world.approve(rest.change_set)
            world.apply(rest.change_set)
    assert (receipt.failed, receipt.stale) == ({}, 0)
    named = {each.account_id for each in claims if each.account_id}
    only_our_accounts_and_those_somebody_named_are_changed(before, flat_accounts(world), ours, named)
    no_id_and_no_email_is_there_twice(world)
    return change_set, changes, receipt


def situations_of(world: World, change_set: ChangeSet) -> list[dict[str, Any]]:
    rows = rows_of(world, change_set.situations_location)
    return sorted(rows, key=lambda row: row["external_id"])  # type: ignore[no-any-return]


def answer_some(world: World, chance: Random) -> list[Given]:
    """Give a random answer to most questions."""
    given = []
    for asked in world.runtime.ledger.decisions.asked("acme"):
        offered = list(decisions.answers(asked.question, world.tenant.identity))
        if chance.random() < 0.85:
            given.append(give(world, asked.question, chance.choice([*offered, *offered[:1] * 2])))
    return given


def give(world: World, question: Question, answer: Answer) -> Given:
    return deciding.decide(
        world.runtime, world.tenant, question.external_id, question.other, answer,
        shown=question.question_id, by="Ada", why="asked HR",
    )  # fmt: skip


def an_answer_on_other_facts_is_not_used(
    world: World, company: Company, given: list[Given], chance: Random
) -> None:
    """The plan is the one without that answer, and asks again."""
    answer = chance.choice(given)
    rows = [row for row in company.rows if row[company.key] == answer.external_id]
    account = flat_accounts(world).get(answer.account_id or "")
    if account is not None and (chance.random() < 0.5 or not rows):
        with world.runtime.target(world.tenant) as target:
            target.update(
                account["account_id"], {"department": f"By hand {world.runs}"}, version=account["version"]
            )
        outdated = [each for each in given if each.account_id == answer.account_id]
    else:
        rows[0]["title"] = f"Title {world.runs}"
        outdated = [each for each in given if answer.external_id in (each.external_id, each.other)]
    used = world.plan(company.file())
    assert {each.id for each in outdated} <= set(used.outdated_answers)
    for each in outdated:
        world.runtime.ledger.decisions.withdraw(
            "acme", each.external_id, each.other, person="Ada", why="a law"
        )
    unused = world.plan(company.file())
    assert changes_of(world, used) == changes_of(world, unused)
    assert situations_of(world, used) == situations_of(world, unused)
    asked = {each.question.external_id for each in world.runtime.ledger.decisions.asked("acme")}
    assert answer.external_id in asked


def what_is_carried_out_is_settled(world: World, company: Company, given: list[Given]) -> None:
    """Planning the same file again ends in nothing, and nobody is asked the same question again."""
    for _ in range(ROUNDS_MAX):
        _, changes, _ = run(world, company)
        if not changes:
            break
    else:
        raise AssertionError("the same file changes something again and again")
    for question in (each.question for each in world.runtime.ledger.decisions.asked("acme")):
        for answer in given:
            about = (answer.external_id, answer.other, answer.reason)
            if (question.external_id, question.other, question.reason) == about:
                # Whoever is left alone is asked about again once the status of the account is another one.
                assert answer.answer is Answer.LEAVE_ALONE and question.facts != answer.facts, question


@given(st.integers(0, 2**32), st.sampled_from(sorted(TENANTS)))
@settings(deadline=None, derandomize=True, max_examples=10, phases=[Phase.generate])
def test_i06_i22_i29_i30_p22_r5_every_answer_keeps_the_laws(
    loaded: dict[str, Path], seed: int, identity: str
) -> None:
    chance = Random(seed)
    company = Company(chance, identity)
    with the_day_after(loaded[identity], TENANTS[identity]) as world:
        for _ in range(DAYS):
            world.next_day()
            company.change()
            if chance.random() < 0.3:
                deactivate_somebody(world, chance)
            run(world, company)
            given = answer_some(world, chance)
            world.next_day()
            if given and chance.random() < 0.4:
                an_answer_on_other_facts_is_not_used(world, company, given, chance)
            else:
                what_is_carried_out_is_settled(world, company, given)


def deactivate_somebody(world: World, chance: Random) -> None:
    """As an administrator of Qooper does."""
    accounts = [a for a in flat_accounts(world).values() if a["status"] == "active" and a["employee_id"]]
    account = chance.choice(accounts)
    with world.runtime.target(world.tenant) as target:
        target.update(account["account_id"], {"status": "deactivated"}, version=account["version"])
