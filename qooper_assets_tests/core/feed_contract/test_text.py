"""The contract as text: every code is in it, lines are short, and a terminal obeys no text of a customer."""

import pytest

from qooper_assets.core.feed_contract.contract import describe_contract
from qooper_assets.core.feed_contract.text import WIDTH, describe_lines
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.core.feed_contract.tenants import TENANTS
from qooper_assets_tests.core.feed_contract.test_contract import consequences_of
from qooper_assets_tests.worlds import a_tenant


@pytest.mark.parametrize("tenant", TENANTS.values(), ids=TENANTS)
def test_the_text_has_every_code_and_every_column(tenant: Tenant) -> None:
    contract = describe_contract(tenant)
    lines = list(describe_lines(contract))
    text = "\n".join(lines)
    for consequence in consequences_of(tenant):
        assert consequence.code is None or f"{consequence.code}:" in text
    for column in contract.columns:
        assert f"  {column.column} → {column.attribute}" in lines
    assert all(len(line) <= WIDTH for line in lines)


def test_what_is_the_same_for_many_columns_is_said_once() -> None:
    text = "\n".join(describe_lines(describe_contract(a_tenant())))
    assert text.count("letters_lost") == 2  # of names, and of other texts
    assert "unusable    as in First Name" in text


def test_escapes_and_marks_for_right_to_left_are_shown_and_not_obeyed() -> None:
    status = {"column": "Status", "values": {"on\x1b[0m leave": "active"}}
    mapping = {"employee_id": "ID\x1b[2J\u202e", "email": "E-mail\nroot", "status": status}
    text = "\n".join(describe_lines(describe_contract(a_tenant(name="Evil\x07 Corp", mapping=mapping))))
    assert "ID\\x1b[2J\\u202e → employee_id" in text and "E-mail\\nroot → email" in text
    assert "on\\x1b[0m leave → active" in text
    assert all(each.isprintable() for each in text.replace("\n", ""))
