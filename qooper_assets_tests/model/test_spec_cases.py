"""The model says what the specification says: its tables are played against the model too.

Belongs here: turning a case into rules and rows of the model. Does not: cases about texts that the model
leaves out (garbled and damaged values, formulas, options, names in one column), or in which a person answers
a question.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import yaml

from qooper_assets_tests.model.company import Company
from qooper_assets_tests.model.deciding import values_of
from qooper_assets_tests.model.rules import DATES, Account, Change, ChangeSet, Rules
from qooper_assets_tests.spec.runner import ATTRIBUTES, LABELS, Day, days_of
from qooper_assets_tests.spec.tables import Case, cases
from qooper_assets_tests.worlds import START

LEFT_OUT = {"P03", "P04", "P26", "P32", "AT05", "AT13"}
"""Cases about the text of a value; AT03 is one too where it is about options."""
PROFILE = ("first_name", "last_name", "title", "department", "location", "hire_date", "role")


def is_modelled(case: Case) -> bool:
    return not LEFT_OUT & set(case.ids) and not any(
        "skills" in block.columns or block.heading == "answers" for block in case.blocks
    )


MODELLED = [case for case in cases() if is_modelled(case)]


def rules_of(case: Case) -> Rules:
    columns = {c for b in case.blocks if b.heading.startswith("roster") for c in b.columns}
    used = {ATTRIBUTES.get(column, column) for column in columns}
    chosen: dict[str, Any] = {
        "maps_employee_id": "employee_id" in used,
        "attributes": tuple(name for name in PROFILE if name in used),
        "maps_status": "status" in used,
        "status_words": {"active": "active", "inactive": "inactive"},
        "manager_refers_to": "employee_id" if "manager" in used else None,
    }
    limits, owners = {}, {"role": "roster_on_create"}
    for key, text in case.settings.items():
        section, _, name = key.rpartition(".")
        value = yaml.safe_load(text)
        if section == "guardrails":
            limits[name] = value
        elif key == "mapping.status.values":
            chosen["status_words"] = value
        elif section == "mapping" and name == "role":
            chosen["role_words"] = value["values"]
        elif section == "mapping" and "owner" in value:
            owners[name] = value["owner"]
        elif key == "mapping.manager.refers_to":
            chosen["manager_refers_to"] = value
        else:
            chosen[name] = tuple(value) if isinstance(value, list) else value
    return Rules(**chosen, limits=limits, owners=owners)


@pytest.mark.parametrize("case", MODELLED, ids=lambda case: case.name)
def test_the_model_says_what_the_specification_says(case: Case) -> None:
    rules = rules_of(case)
    company = Company(rules)
    mapped = {ATTRIBUTES.get(c, c) for b in case.blocks if b.heading.startswith("roster") for c in b.columns}
    for block in case.blocks:
        for row in block.rows if block.heading == "Qooper" else ():
            values = {ATTRIBUTES[c]: v for c, v in row.items() if c not in ("administrator", "status") and v}
            company.seed(values, is_administrator=row.get("administrator") == "yes")
    now = START
    for number, day in enumerate(days_of(case), 1):
        now += timedelta(days=day.days_later if number > 1 else 0)
        for edit in day.by_hand:
            company.edit(edit["account"].lower(), ATTRIBUTES[edit["what"]], edit["becomes"])
        rows = [{ATTRIBUTES.get(c, c): v for c, v in row.items()} for row in day.roster.rows]
        without = {name for name in DATES if name in mapped and LABELS[name] not in day.roster.columns}
        planned = company.plan(rows, day.roster.text, now, now.date(), without)
        check(company, planned, day, is_first=number == 1)
        if day.is_declined:
            assert company.memory.decide(planned, "declined", now) == "declined"
        waits = day.is_declined or (planned.state == "held" and not (number == 1 or day.is_approved))
        if not waits:
            if planned.state == "held":
                assert company.memory.decide(planned, "approved", now) == "approved"
            result = company.apply(planned, now)
            assert result == (day.result or ("succeeded" if planned.changes else "noop"))
            if planned.left_out:
                rest = company.plan_rest(planned, now, now.date())
                waits = not day.is_approved
                if day.is_approved:
                    assert company.memory.decide(rest, "approved", now) == "approved"
                    assert company.apply(rest, now) == "succeeded"
        if block := day.expected.get("accounts"):
            expected = Counter(tuple(row.values()) for row in block.rows)
            found = (shown(company, account, block.columns) for account in company.accounts.values())
            assert Counter(found) == expected
    if not waits:
        assert not company.plan(rows, day.roster.text, now, now.date(), without).changes


def check(company: Company, planned: ChangeSet, day: Day, *, is_first: bool) -> None:
    def expected(heading: str, *columns: str) -> list[tuple[str, ...]]:
        block = day.expected.get(heading)
        return sorted(tuple(row[c] for c in columns) for row in (block.rows if block else ()))

    if not is_first or "changes" in day.expected:
        found = sorted(map(change_shown, planned.changes.values()))
        assert found == expected("changes", "person", "action", "reason", "before → after")
    assert sorted(planned.withheld.items()) == expected("withheld", "person", "reason")
    rejected = sorted((str(r.line), r.reason) for r in planned.roster.rejected)
    assert rejected == expected("rejected", "line", "reason")
    breaches = sorted((code,) for code in planned.breaches - {"first_load"})
    assert breaches == sorted({*expected("held", "limit")}), "one code may be exceeded by two attributes"
    assert bool(planned.left_out) == bool(expected("held back", "limit"))


ORDER = ("employee_id", "email", "manager", *PROFILE, "status")


def change_shown(change: Change) -> tuple[str, str, str, str]:
    names = sorted(change.after, key=ORDER.index)
    values = (
        f"{LABELS[name]} {change.before.get(name) or '–'} → {change.after[name] or '–'}" for name in names
    )
    return change.person, change.action, change.reason, "; ".join(values)


def shown(company: Company, account: Account, columns: tuple[str, ...]) -> tuple[str, ...]:
    held = values_of(account, company.linked)
    manager = company.accounts[account.manager].email if account.manager else ""
    own = {
        "account_id": f"u{account.number:06}",
        "manager": manager,
        "administrator": "yes" if account.is_administrator else "",
    }
    return tuple(str(own.get(c, held.get(ATTRIBUTES.get(c, c))) or "") for c in columns)
