"""What a text of the scope's column means, and which values are reported as new."""

import pytest

from qooper_assets.core.roster import ScopeValues
from qooper_assets.core.scope import VALUES_MAX, collect_values, read_texts
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.worlds import a_tenant


def of(**rule: object) -> Tenant:
    return a_tenant(scope={"column": "Country", **rule})


def named(tenant: Tenant, *texts: str) -> list[str]:
    return [text for text, meaning in read_texts(texts, tenant) if meaning.is_named]


def test_s29_a_word_is_compared_by_its_key() -> None:
    tenant = of(**{"in": ["İstanbul", "Straße", "NULL"]})
    texts = ("İSTANBUL", "strasse", " Stra\u00dfe\u00a0", "null", "Istanbul", "", "#N/A")
    assert named(tenant, *texts) == ["İSTANBUL", "strasse", " Stra\u00dfe\u00a0", "null"]


def test_an_expression_matches_the_whole_cell_in_any_case() -> None:
    texts = ("de", "DE-BE", "xde", "de\nfr", "fr")
    assert named(of(matches="de|de-.*"), *texts) == ["de", "DE-BE"]
    assert named(of(matches="(?-i:DE).*"), *texts) == ["DE-BE"]


@pytest.mark.parametrize("text", ["", " \u00a0", "#REF!", "D\ufffd", "NULL", "x" * 1_000_000])
def test_s19_what_is_blank_or_unreadable_has_no_value(text: str) -> None:
    ((_, meaning),) = read_texts([text], of(not_in=["FR"]))
    assert meaning == (None, False)


def test_s19_a_value_is_new_once_and_never_if_the_rule_names_it() -> None:
    tenant = of(**{"in": ["DE"]})
    values, (warning,) = collect_values(tenant, ["DE"], ["FR", "fr", "IT"], None)
    assert values == ScopeValues(column="country", values=("DE", "FR", "IT"))
    assert (warning.code, warning.count) == ("scope_values_new", 2)
    assert "'FR', 'IT'" in warning.detail and "out of scope" in warning.detail
    same, again = collect_values(tenant, [], ["it"], values)
    assert (same, again) == (values, ())
    _, (of_other_column,) = collect_values(tenant, [], ["IT"], ScopeValues(column="land", values=("IT",)))
    assert of_other_column.count == 1
    _, (kept_in,) = collect_values(of(not_in=["FR"]), ["FR"], ["DE"], None)
    assert "these people are in scope" in kept_in.detail


def test_r13_values_of_people_and_of_too_many_groups_are_not_listed() -> None:
    by_name = a_tenant(scope={"column": "last_name", "matches": "L.*"})
    assert collect_values(by_name, ["Lee"], ["Ray"], None) == (ScopeValues(column="lastname"), ())
    others = ["b@else", "x" * 101, "FR"]
    values, (warning,) = collect_values(of(**{"in": ["DE"]}), [], others, None)
    assert (values.values, warning.count) == (("FR",), 1)
    many = [f"group {n}" for n in range(VALUES_MAX + 1)]
    assert collect_values(of(**{"in": ["DE"]}), [], many, None) == (ScopeValues(column="country"), ())
