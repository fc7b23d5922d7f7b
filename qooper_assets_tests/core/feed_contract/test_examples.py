"""The example of a feed contract is a good file: the real stages read it, and refuse no row and no value."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from qooper_assets.core.feed_contract.contract import describe_contract
from qooper_assets.core.feed_contract.examples import (
    LEAVER,
    MEMBER,
    example_cell,
    example_people,
    example_rows,
    example_text,
)
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import tenant_files
from qooper_assets_tests.core.feed_contract.tenants import FEED, TENANTS, with_feed
from qooper_assets_tests.docs.pages import ROOT
from qooper_assets_tests.worlds import World, a_tenant

SHIPPED = {tenant.tenant: tenant for tenant in tenant_files.load(ROOT / "tenants").tenants}
EVERY_TENANT = pytest.mark.parametrize(
    "tenant", [*TENANTS.values(), *SHIPPED.values()], ids=[*TENANTS, *SHIPPED]
)


def as_file(tenant: Tenant) -> bytes:
    """The example as the customer would deliver it."""
    if (text := example_text(tenant)) is not None:
        return text.encode()
    book, rows = openpyxl.Workbook(), example_rows(tenant)
    sheet = book.active
    assert sheet is not None
    sheet.title = tenant.feed.excel.sheet or sheet.title
    for _ in range(tenant.feed.excel.header_row - 1):
        sheet.append(["Our people"])
    for line in [list(rows[0]), *(list(row.values()) for row in rows)]:
        sheet.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@EVERY_TENANT
def test_the_example_is_read_without_a_rejected_row_or_a_dropped_value(
    tenant: Tenant, tmp_path: Path
) -> None:
    roster = World(tmp_path, tenant).normalize(as_file(tenant))
    assert roster.people == len(example_people(tenant))
    assert (roster.counts.rejected, roster.rejects_by_reason) == (0, {})
    assert roster.warnings == ()
    assert all(roster.filled[name] for name in ("first_name", "last_name"))


@EVERY_TENANT
def test_nobody_in_an_example_is_real(tenant: Tenant) -> None:
    shown = describe_contract(tenant).model_dump_json()
    addresses = re.findall(r"[\w.+-]+@([\w.-]+)", shown)
    assert addresses and set(addresses) <= {"yourcompany.example"}
    for person in example_people(tenant):
        assert re.fullmatch(r"\+1 202 555 01\d\d", person.phone)  # reserved for fiction


def test_somebody_has_left_only_where_the_file_can_say_so() -> None:
    assert LEAVER in example_people(a_tenant())
    mapping = {"employee_id": "ID", "email": "E-mail"}
    assert LEAVER not in example_people(a_tenant(mapping=mapping))


def test_the_manager_is_named_as_the_tenant_names_one() -> None:
    assert example_cell(TENANTS["by e-mail"], "manager", MEMBER) == "amara.diallo@yourcompany.example"
    assert example_cell(TENANTS["by employee id"], "manager", MEMBER) == "000123"


def test_a_cell_that_the_dialect_cannot_express_leaves_the_text_out() -> None:
    mapping = {"employee_id": "ID", "email": "Mail,\nwork"}
    tenant = a_tenant(mapping=mapping, feed=FEED | {"csv": {"quoting": "none", "delimiter": ","}})
    assert example_text(tenant) is None
    assert describe_contract(tenant).example_rows[0]["Mail,\nwork"] == "amara.diallo@yourcompany.example"


def test_pointers_become_objects_and_lists() -> None:
    mapping = {
        "employee_id": "id",
        "email": "/mails/0/value",
        "first_name": "/name",
        "last_name": "/name/last",
    }
    text = example_text(a_tenant(mapping=mapping, feed=with_feed(format="json").feed.model_dump(mode="json")))
    assert text is not None
    assert '"mails": [{"value": "amara.diallo@yourcompany.example"}]' in text
    assert text.startswith("[\n  {") and text.endswith("}\n]\n")
