"""Trivial variants of a customer's header are matched; anything else is refused with a clear message."""

import pytest

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.mapping import attribute_names, match_header, required_attributes, wanted_columns
from qooper_assets_tests.worlds import HEADER, a_tenant

WHOLE = HEADER.split(",")


def refused(header: list[str]) -> DeliveryError:
    with pytest.raises(DeliveryError) as error:
        match_header(header, wanted_columns(a_tenant()), "/outgoing/employees.csv")
    assert error.value.result is Result.BLOCKED
    return error.value


@pytest.mark.parametrize(
    "variant",
    [
        "EmployeeID",
        "employee id",
        "EMPLOYEE_ID",
        "Employee-ID",
        " Employee  ID ",
        "\ufeffEmployee\u00a0ID",
    ],
)
def test_a_trivial_variant_of_a_header_is_the_header(variant: str) -> None:
    """P09"""
    assert match_header([variant, *WHOLE[1:]], wanted_columns(a_tenant()), "").positions["employee_id"] == 0


@pytest.mark.parametrize("attribute", ["Employee ID", "E-mail", "Status"])
def test_a_required_column_under_another_name_blocks(attribute: str) -> None:
    """P09, S09"""
    error = refused(["Something Else" if name == attribute else name for name in WHOLE])
    assert error.code == "missing_required_column"
    assert repr(attribute) in error.message


def test_p34_columns_of_ids_are_the_identity_the_employee_id_and_the_manager() -> None:
    columns = {"email": "E-mail", "employee_id": "ID", "phone": "Phone", "manager": "Boss", "title": "Title"}
    wanted = wanted_columns(a_tenant(identity="phone", mapping=columns))
    assert {column.attribute for column in wanted if column.holds_ids} == {"phone", "employee_id", "manager"}


def test_a_missing_column_is_reported_with_similar_names() -> None:
    """P09"""
    error = refused(["Employee Number ID", *WHOLE[1:]])
    assert "similar: 'Employee Number ID'" in error.message


def test_all_missing_required_columns_are_reported_at_once() -> None:
    error = refused(["First Name"])
    assert all(repr(name) in error.message for name in ("Employee ID", "E-mail", "Status"))


def test_a_missing_optional_column_is_reported_and_does_not_block() -> None:
    """P09, R8"""
    match = match_header(["Employee ID", "E-mail", "Status"], wanted_columns(a_tenant()), "")
    assert "title" in match.missing and "employee_id" not in match.missing
    assert set(match.positions) == {"employee_id", "email", "status"}


def test_a_person_in_the_place_of_the_header_blocks() -> None:
    """P10"""
    assert refused(["E1", "ann@acme.example", "Ann"]).code == "header_not_recognized"


def test_a_duplicate_mapped_column_blocks() -> None:
    """P11"""
    error = refused([*WHOLE, "employee_id"])
    assert error.code == "duplicate_header"
    assert "('Employee ID' is column 1, 'employee_id' is column 12)" in error.message


def test_a_duplicate_unmapped_column_is_ignored() -> None:
    """P11, P13"""
    assert match_header([*WHOLE, "Salary", "Salary"], wanted_columns(a_tenant()), "").unmapped == 2


def test_the_order_of_columns_does_not_matter() -> None:
    """P12"""
    positions = match_header(WHOLE[::-1], wanted_columns(a_tenant()), "").positions
    straight = match_header(WHOLE, wanted_columns(a_tenant()), "").positions
    assert positions == {name: len(WHOLE) - 1 - place for name, place in straight.items()}


def test_headers_that_really_differ_stay_different() -> None:
    assert len({normalize_header(name) for name in WHOLE}) == len(WHOLE)


def test_identifier_email_and_a_mapped_status_are_required() -> None:
    """P09, S09"""
    assert required_attributes(a_tenant()) == ("employee_id", "email", "status")
    by_email = a_tenant(identity="email", mapping={"email": "E-mail", "title": "Job Title"})
    assert required_attributes(by_email) == ("email",)


def test_profile_attributes_of_the_tenants_own_come_last() -> None:
    assert attribute_names(a_tenant())[-1] == "skills"
