"""The feed contract says everything that is checked: each rule of the schema, each reason, each limit."""

import re

import pandera.polars as pa
import pytest

from qooper_assets.core import contract as rules
from qooper_assets.core.contract import READING, REASONS
from qooper_assets.core.feed_contract.column_words import MEANINGS
from qooper_assets.core.feed_contract.consequences import Consequence, Effect, without_cases
from qooper_assets.core.feed_contract.contract import describe_contract
from qooper_assets.core.mapping import required_attributes
from qooper_assets.core.report import DATE_EFFECTS, LEFT_OUT, WITHHELD
from qooper_assets.core.tenant.mapping import Mapping
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.core.feed_contract.tenants import SKILLS, TENANTS
from qooper_assets_tests.docs.pages import PACKAGE, ROOT
from qooper_assets_tests.docs.test_runbook import breach_codes
from qooper_assets_tests.worlds import a_tenant

EVERY_TENANT = pytest.mark.parametrize("tenant", TENANTS.values(), ids=TENANTS)


def consequences_of(tenant: Tenant) -> list[Consequence]:
    contract = describe_contract(tenant)
    of_columns = [
        consequence
        for column in contract.columns
        for consequence in (column.if_missing, column.if_blank, *column.if_unusable)
    ]
    return [*of_columns, *contract.rows, *contract.people, *contract.limits]


def codes_of(tenant: Tenant, effect: Effect) -> set[str | None]:
    return {consequence.code for consequence in consequences_of(tenant) if consequence.effect is effect}


# Nothing that is checked is missing


@EVERY_TENANT
def test_every_rule_of_the_schema_is_at_the_column_whose_cell_it_judges(tenant: Tenant) -> None:
    columns = {column.attribute: column for column in describe_contract(tenant).columns}
    for name, checked in rules.schema(tenant).columns.items():
        attribute = rules.faulty_cell(name, tenant.identity)
        for check in checked.checks:
            if attribute == "custom":  # the rule is about columns with `unknown_option: reject`
                found = [
                    columns[name]
                    for name, column in tenant.mapping.custom.items()
                    if column.unknown_option == "reject"
                ]
            else:
                found = [columns[attribute]]
            for column in found:
                described = {consequence.code for consequence in (column.if_blank, *column.if_unusable)}
                assert check.name in described, (attribute, check.name)


def test_a_rule_that_is_added_to_the_schema_needs_words(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = rules.schema

    def with_another_rule(tenant: Tenant) -> pa.DataFrameSchema:
        made = schema(tenant)
        made.columns["email"].checks.append(pa.Check(lambda data: data, name="email_of_a_competitor"))
        return made

    monkeypatch.setattr(rules, "schema", with_another_rule)
    with pytest.raises(KeyError, match="email_of_a_competitor"):
        describe_contract(a_tenant())
    monkeypatch.setitem(REASONS, "email_of_a_competitor", "The e-mail is a competitor's.")
    assert "email_of_a_competitor" in codes_of(a_tenant(), Effect.ROW_REJECTED)


def test_every_reason_of_every_table_is_described_for_some_tenant() -> None:
    found = {consequence.code for tenant in TENANTS.values() for consequence in consequences_of(tenant)}
    assert found >= {*REASONS, *LEFT_OUT, *WITHHELD, *DATE_EFFECTS}


def test_every_limit_is_described_for_some_tenant_and_no_other() -> None:
    found = {limit.code for tenant in TENANTS.values() for limit in describe_contract(tenant).limits}
    assert found == breach_codes()


@EVERY_TENANT
def test_every_column_that_is_required_blocks_a_file_without_it(tenant: Tenant) -> None:
    columns = describe_contract(tenant).columns
    required = [column.attribute for column in columns if column.if_missing.effect is Effect.FILE_BLOCKED]
    assert sorted(required) == sorted(required_attributes(tenant))
    assert required == [column.attribute for column in columns if column.is_required]


def test_every_standard_attribute_has_a_meaning_and_nothing_else_has() -> None:
    assert set(MEANINGS) == set(Mapping.model_fields) - {"custom"}


# The tables of reasons are complete


def test_the_reasons_of_reading_are_those_that_the_readers_name() -> None:
    for folder, reasons in READING.items():
        sources = "\n".join(path.read_text() for path in (PACKAGE / "readers" / folder).rglob("*.py"))
        named = {reason for reason in REASONS if f'"{reason}"' in sources}
        assert named == set(reasons), folder


def test_the_reasons_between_rows_are_those_of_the_sql() -> None:
    sql = (ROOT / "sql" / "normalize" / "rejects.sql").read_text()
    named = set(re.findall(r"'(\w+)'", sql)) & set(REASONS)
    of_schema = {
        str(check.name)
        for tenant in TENANTS.values()
        for column in rules.schema(tenant).columns.values()
        for check in column.checks
    }
    by_cell = {
        reason
        for tenant in TENANTS.values()
        for reasons in rules.rules_by_cell(tenant).values()
        for reason in reasons
    }
    assert by_cell - of_schema == named
    assert by_cell | {reason for reasons in READING.values() for reason in reasons} == set(REASONS)


# What is said about one tenant


def test_a_custom_column_rejects_its_row_only_if_the_tenant_chose_so() -> None:
    for choice, effect in (("reject", Effect.ROW_REJECTED), ("drop", Effect.VALUE_DROPPED)):
        mapping = a_tenant().mapping.model_dump(mode="json", exclude_none=True)
        tenant = a_tenant(mapping=mapping | {"custom": {"skills": SKILLS | {"unknown_option": choice}}})
        (column,) = (each for each in describe_contract(tenant).columns if each.attribute == "skills")
        about_options = [each for each in column.if_unusable if "option" in each.sentence]
        assert [each.effect for each in about_options] == [effect]
        assert [word.word for word in column.words] == ["Coaching", "Sales"]


def test_r8_a_blank_keeps_the_value_except_where_clearing_is_opted_in() -> None:
    columns = {column.attribute: column for column in describe_contract(TENANTS["by e-mail"]).columns}
    assert columns["title"].if_blank.effect is Effect.VALUE_CLEARED
    assert columns["hire_date"].if_blank.effect is Effect.VALUE_CLEARED
    assert columns["department"].if_blank.effect is Effect.VALUE_KEPT
    assert columns["email"].if_blank.code == "identifier_missing"


def test_at04_the_owner_of_each_value_is_named() -> None:
    mapping = a_tenant().mapping.model_dump(mode="json", exclude_none=True)
    mapping |= {"title": {"column": "Job Title", "owner": "qooper"}, "role": "Role"}
    owners = {each.attribute: each.owner for each in describe_contract(a_tenant(mapping=mapping)).columns}
    assert owners["title"] == "qooper"
    assert owners["role"] == "roster_on_create"
    assert owners["email"] == "roster"
    assert owners["status"] is owners["termination_date"] is None


def test_the_words_of_the_scope_are_described() -> None:
    (column,) = (
        each
        for each in describe_contract(TENANTS["by badge, with a role and a scope"]).columns
        if each.column == "Country"
    )
    assert [word.word for word in column.words] == ["DE", "FR"]
    assert column.is_required and "any other word" in column.format


def test_a_delta_feed_promises_nothing_about_absence() -> None:
    contract = describe_contract(TENANTS["changes only"])
    people = next(clause.text for clause in contract.file if clause.topic == "people")
    assert "Everybody is in every file" not in people and "stays as they are" in people
    assert not {"row_count_drop", "old_content"} & {limit.code for limit in contract.limits}


def test_neither_user_nor_secret_nor_host_key_is_in_the_contract() -> None:
    found = describe_contract(TENANTS["by employee id"]).model_dump_json()
    assert "sftp_password" not in found and "file:" not in found and "SHA256:" not in found


def test_the_codes_of_cases_can_be_taken_out_of_a_sentence() -> None:
    assert without_cases("Two claim one e-mail (I17, AT17). Ask (R5).") == "Two claim one e-mail. Ask."
    for sentence in REASONS.values():
        assert not re.search(r"\b(?:AT|AP|[A-Z])[0-9]{2}\b", without_cases(sentence)), sentence
