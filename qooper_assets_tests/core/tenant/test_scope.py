"""A scope that can't mean anything is refused when the tenant file is read."""

import pytest
from pydantic import ValidationError

from qooper_assets.core.tenant.scope import Scope
from qooper_assets_tests.worlds import a_tenant


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ({}, "exactly one of in, not_in and matches is required, and none is given"),
        ({"in": [], "not_in": []}, "none is given"),
        ({"in": ["DE"], "matches": "DE"}, "in and matches are given"),
        ({"in": ["DE", "de "]}, "in: two words differ only in case"),
        ({"not_in": ["Straße", "STRASSE"]}, "not_in: two words differ only in case"),
        ({"in": ["\u200b"]}, "in: a word is blank"),
        ({"matches": "D(?=E)"}, "look-around, including look-ahead and look-behind, is not supported"),
        ({"matches": r"(D)\1"}, "backreferences are not supported"),
        ({"matches": "["}, "unclosed character class"),
        ({"matches": "DE)|(AT"}, "unopened group"),
        ({"matches": "((a{500}){500}){500}"}, "size limit"),
        ({"matches": "(?x)DE # Germany"}, "unclosed group"),
        ({"matches": "a" * 501}, "at most 500 characters"),
        ({"in": ["x" * 501]}, "at most 500 characters"),
    ],
)
def test_s19_a_rule_that_cant_mean_anything_is_refused(rule: dict[str, object], what: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Scope.model_validate({"column": "Country", **rule})
    assert what in str(refused.value)


def test_s20_a_changed_scope_changes_the_policy_version_and_no_scope_does_not() -> None:
    versions = {
        a_tenant(**({"scope": scope} if scope else {})).policy_version()
        for scope in (
            None,
            {"column": "Country", "in": ["DE"]},
            {"column": "Country", "not_in": ["DE"]},
            {"column": "Country", "matches": "DE"},
            {"column": "Land", "in": ["DE"]},
        )
    }
    assert len(versions) == 5
    assert a_tenant(scope=None).policy_version() == a_tenant().policy_version()
