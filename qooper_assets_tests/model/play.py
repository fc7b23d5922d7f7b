"""Plays a company against the product and against the model, and compares after each run.

Belongs here: the one way to the product (`World`), and what is compared. Does not: rules or events.
"""

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import GuardrailBreach, TargetError
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.model import rules as words
from qooper_assets_tests.model.companies import Decide, Edit, Event, File, Invented, Seed, Wait, without
from qooper_assets_tests.model.company import Company
from qooper_assets_tests.model.rules import Cells, Rules
from qooper_assets_tests.worlds import World, a_tenant

HEADERS = {
    "employee_id": "Employee ID", "badge": "Badge", "email": "E-mail", "first_name": "First Name",
    "last_name": "Last Name", "title": "Job Title", "department": "Department", "manager": "Manager ID",
    "hire_date": "Start Date", "termination_date": "Last Day", "status": "Status", "country": "Country",
}  # fmt: skip


def tenant_of(rules: Rules) -> Tenant:
    """The tenant file that says the same as these rules."""
    mapping: dict[str, Any] = {
        name: HEADERS[name]
        for name in (
            "email",
            "first_name",
            "last_name",
            "title",
            "department",
            "hire_date",
            "termination_date",
        )
    }
    mapping["status"] = {"column": "Status", "values": rules.status_words}
    if rules.maps_employee_id:
        mapping["employee_id"] = HEADERS["employee_id"]
    if rules.manager_refers_to:
        mapping["manager"] = {"column": HEADERS["manager"], "refers_to": rules.manager_refers_to}
    if "badge" in rules.attributes:
        mapping["custom"] = {"badge": HEADERS["badge"]}
    for name, owner in rules.owners.items():
        mapping[name] = {"column": HEADERS[name], "owner": owner}
    feed = a_tenant().model_dump(mode="json")["feed"] | {"coverage": rules.coverage}
    return a_tenant(
        identity=rules.identity,
        mapping=mapping,
        feed=feed,
        policy={
            "absent_after_files": rules.absent_after_files,
            "adoption": rules.adoption,
            "reactivate_admin_deactivated": rules.reactivate_admin_deactivated,
            "no_date": list(rules.no_date),
            "end_by": rules.end_by,
            "clear_when_blank": list(rules.clear_when_blank),
            "protected_emails": list(rules.protected_emails),
        },
        guardrails=rules.limits,
        scope=rules.scope or None,
    )


def content_of(rows: list[Cells], without: Collection[str] = ()) -> bytes:
    out = io.StringIO()
    headers = {name: header for name, header in HEADERS.items() if name not in without}
    writer = csv.DictWriter(out, list(headers), extrasaction="ignore", lineterminator="\r\n")
    out.write(",".join(headers.values()) + "\r\n")
    writer.writerows(rows)
    return out.getvalue().encode()


class Difference(NamedTuple):
    """The product did something else than the model."""

    event: int
    what: str
    product: Any
    model: Any

    def __str__(self) -> str:
        return f"event {self.event}, {self.what}:\n  product {self.product}\n  model   {self.model}"


class Differs(Exception):
    """Ends the game of a company."""


@dataclass
class Played:
    """What came of a company."""

    runs: int = 0
    days: int = 0
    words: dict[str, int] = field(default_factory=dict)
    difference: Difference | None = None

    def count(self, word: str) -> None:
        self.words[word] = self.words.get(word, 0) + 1


def play(company: Invented) -> Played:
    folder = Path(tempfile.mkdtemp(prefix="model-"))
    played = Played()
    try:
        _Game(company, folder, played).play()
    except Differs as differs:
        (played.difference,) = differs.args
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return played


class _Game:
    def __init__(self, company: Invented, folder: Path, played: Played) -> None:
        self.events = company.events
        self.model = Company(company.rules)
        self.world = World(folder, tenant_of(company.rules))
        self.planned: dict[tuple[Any, ...], ChangeSet] = {}
        """The product's change sets, by the model's identifier."""
        self.played = played
        self.at = 0

    def compare(self, what: str, product: Any, model: Any) -> None:
        if product != model:
            if isinstance(product, set | list):
                product, model = (
                    [x for x in product if x not in model],
                    [x for x in model if x not in product],
                )
            raise Differs(Difference(self.at, what, product, model))

    def play(self) -> None:
        for at, event in enumerate(self.events):
            self.at = at
            self._happens(event)
        self.world.runtime.ledger.close()

    def _happens(self, event: Event) -> None:
        match event:
            case Wait(days):
                self.world.next_day(days)
                self.played.days += days
            case Seed():
                self._seed(event)
            case Edit():
                self._edit(event)
            case File(rows, without):
                self._run(rows, without)
            case Decide(word):
                self._decide(word)

    # Qooper

    def _seed(self, seed: Seed) -> None:
        values = {name: value for name, value in seed.values.items() if value}
        if "email" not in values:
            return
        with self.world.runtime.target(self.world.tenant) as target:
            made = self.model.seed(values, is_administrator=seed.is_administrator, is_active=seed.is_active)
            status = "active" if seed.is_active else "deactivated"
            with suppress(TargetError):
                target.seed(values, is_administrator=seed.is_administrator, status=status)
                assert made, "Qooper made an account that the model refuses"

    def _edit(self, edit: Edit) -> None:
        accounts = self.world.accounts()
        emails = sorted(accounts)
        account = accounts[emails[edit.nth % len(emails)]]
        done = self.model.edit(account["email"].lower(), edit.name, edit.value)
        with self.world.runtime.target(self.world.tenant) as target, suppress(TargetError):
            target.update(account["account_id"], {edit.name: edit.value}, version=account["version"])
            assert done, "Qooper takes an edit that the model refuses"

    # Runs

    def _run(self, rows: list[Cells], without: tuple[str, ...]) -> None:
        content = content_of(rows, without)
        self.played.runs += 1
        with _as_code(self):
            product = self.world.plan(content)
        model = self.model.plan(rows, content.decode(), self.world.clock.now(), self.world.today, without)
        recorded = self.model.memory.sets[model.identifier]
        if recorded is model:
            self.planned[model.identifier] = product
        self.compare("rejected", sorted(self._rejected(product)), sorted(_rejected(model)))
        self.compare("withheld", self._withheld(product), set(model.withheld.items()))
        self.compare("left out", self._emails_left_out(product), model.kept_emails)
        self.compare("changes", self._changes(product), {c.shown for c in model.changes.values()})
        self.compare("limits", {b.code for b in product.breaches}, model.breaches)
        self.compare("held back", held_back(product), model.left_out)
        self.compare("state", state_of(self.world, product), recorded.state)
        self.played.count(recorded.state)
        for code in model.breaches:
            self.played.count(f"held {code}")
        if model.left_out:
            self.played.count("held back")
        for why in model.withheld.values():
            self.played.count(f"withheld {why}")
        for change in model.changes.values():
            self.played.count(change.action)
        for _ in model.kept_emails:
            self.played.count("left out email_taken")
        if recorded.state == "cleared":
            self._apply(recorded)

    def _decide(self, word: str) -> None:
        waiting = self.model.memory.waiting()
        if waiting is None:
            return
        now = self.world.clock.now()
        product = self.planned[waiting.identifier]
        if waiting.state == "held":
            decision = "declined" if word == "decline" else "approved"
            expected = self.model.memory.decide(waiting, decision, now)
            try:
                decline(self.world, product) if word == "decline" else self.world.approve(product)
                found = decision
            except GuardrailBreach as breach:
                found = breach.code
            self.compare("decision", found, expected)
            self.played.count(f"decided {expected}")
        if waiting.state == "approved" and word == "approve":
            self._apply(waiting)

    def _apply(self, cleared: words.ChangeSet) -> None:
        expected = self.model.apply(cleared, self.world.clock.now())
        rest = None
        if cleared.state == "part_applied":
            rest = self.model.plan_rest(cleared, self.world.clock.now(), self.world.today)
            rest = self.model.memory.sets[rest.identifier]
            if rest.state == "cleared":
                expected = self.model.apply(rest, self.world.clock.now())
        with _as_code(self):
            try:
                found = self.world.apply(self.planned[cleared.identifier]).result.value
            except GuardrailBreach as breach:
                found = breach.code
        self.compare("result", found, expected)
        self.compare("accounts", self._accounts(), _accounts(self.model))
        self.played.count(f"applied {expected}")
        if rest is not None and rest.state == "held":
            self._compare_rest(rest)

    def _compare_rest(self, rest: words.ChangeSet) -> None:
        waiting = self.world.runtime.ledger.change_sets.waiting(self.world.tenant.tenant)
        assert waiting is not None, "the rest of a change set waits"
        self.planned[rest.identifier] = waiting.change_set
        self.compare(
            "changes of the rest", self._changes(waiting.change_set), {c.shown for c in rest.changes.values()}
        )
        self.compare("limits of the rest", {b.code for b in waiting.change_set.breaches}, rest.breaches)

    # What the product says

    def _rows(self, location: str) -> list[dict[str, Any]]:
        with self.world.runtime.scratch() as scratch:
            return pl.read_parquet(self.world.runtime.artifacts.open_local(location, scratch)).to_dicts()

    def _changes(self, product: ChangeSet) -> set[Any]:
        return {
            (r["external_id"], r["action"], r["reason"], tuple(sorted(json.loads(r["after"]).items())))
            for r in self._rows(product.location)
        }

    def _withheld(self, product: ChangeSet) -> set[tuple[str, str]]:
        rows = self._rows(product.situations_location)
        return {(row["external_id"], row["withheld"]) for row in rows if row["withheld"] is not None}

    def _emails_left_out(self, product: ChangeSet) -> set[str]:
        rows = self._rows(product.left_out_location) if product.left_out_location else []
        return {row["external_id"] for row in rows if row["reason"] == "email_taken"}

    def _rejected(self, product: ChangeSet) -> list[tuple[int, str]]:
        with self.world.runtime.scratch() as scratch:
            path = self.world.runtime.artifacts.open_local(product.rejects_csv_location, scratch)
            rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        return [(int(row["line"]), row["code"]) for row in rows]

    def _accounts(self) -> set[Any]:
        accounts = self.world.accounts().values()
        emails = {account["account_id"]: account["email"].lower() for account in accounts}
        return {
            (
                a["email"].lower(), a["employee_id"], a["status"], a["is_administrator"],
                emails.get(a["manager_account_id"]), tuple(sorted(a["attributes"].items())),
            )
            for a in accounts
        }  # fmt: skip


class _as_code:
    """An error of the product that nobody expects is a difference, by its type."""

    def __init__(self, game: _Game) -> None:
        self.game = game

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, traceback: Any) -> None:
        if isinstance(error, Exception):
            said = f"{kind.__name__}: {str(error).splitlines()[0] if str(error) else ''}"
            raise Differs(Difference(self.game.at, "an error", said, "none")) from error


def held_back(product: ChangeSet) -> str:
    return ", ".join(product.held_back.attributes) if product.held_back else ""


def state_of(world: World, product: ChangeSet) -> str:
    """How the ledger has a change set."""
    return world.runtime.ledger.change_sets.find(product.tenant, product.change_set_id).state.value


def decline(world: World, product: ChangeSet) -> None:
    world.decline(product)


def _rejected(model: words.ChangeSet) -> list[tuple[int, str]]:
    return [(r.line, r.reason) for r in model.roster.rejected]


def _accounts(company: Company) -> set[Any]:
    return {
        (
            a.email_key, a.employee_id, "active" if a.is_active else "deactivated", a.is_administrator,
            company.accounts[a.manager].email_key if a.manager is not None else None,
            tuple(sorted(a.attributes.items())),
        )
        for a in company.accounts.values()
    }  # fmt: skip


def shrunk(company: Invented, what: str, tries: int = 60) -> Invented:
    """The company without events that the same kind of difference does not need."""
    at = len(company.events) - 1
    while at >= 0 and tries > 0:
        fewer = without(company, at)
        tries -= 1
        found = play(fewer).difference
        if found is not None and found.what == what:
            company = without(fewer, *range(found.event + 1, len(fewer.events)))
        at = min(at, len(company.events)) - 1
    return company
