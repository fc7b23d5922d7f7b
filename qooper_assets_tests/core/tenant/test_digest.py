"""R11: the policy version depends on exactly the settings that decide the changes."""

import copy
import re
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BeforeValidator

from qooper_assets.core.tenant import digest
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.csv import Csv
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.core.tenant.mapping import Column, CustomColumn, Mapping
from qooper_assets.core.tenant.policy import Policy
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.tenant_files import load
from qooper_assets_tests.core.tenant.documents import EVERY_OPTION, EXCEL, FEED, JSON, MINIMAL, TOP
from qooper_assets_tests.worlds import a_tenant

TENANTS = Path(__file__).parents[3] / "tenants"

ACME = {
    **TOP,
    "feed": FEED,
    "mapping": {"employee_id": "Employee ID", "email": "Work E-mail", "title": "Job Title"},
}

STORED = [
    (ACME, "e89be829ac2d8e21"),
    (MINIMAL, "5a0f16de20b7de0c"),
    (EVERY_OPTION, "43e75279738dac25"),
    (EXCEL, "d471bf2cd4090264"),
    (JSON, "b7f2175a475f21f4"),
]
"""Tenant files, and the versions that the first release stored for them. Never update one: if it changes,
every customer is held."""
NAMES = ["acme", "minimal", "every option", "excel", "json"]


def with_changes(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the document with other values, each given by its path with `__` for the dots."""
    changed = copy.deepcopy(document)
    for path, value in changes.items():
        *parents, last = path.split("__")
        inner = changed
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[last] = value
    return changed


def version(document: dict[str, Any], **changes: Any) -> str:
    return Tenant.model_validate(with_changes(document, **changes)).policy_version()


# Stored versions


@pytest.mark.parametrize(("document", "stored"), STORED, ids=NAMES)
def test_the_version_of_an_unchanged_file_is_the_stored_one(document: dict[str, Any], stored: str) -> None:
    """Otherwise an upgrade would hold every tenant (`configuration_changed`) and void every approval."""
    assert version(document) == stored


def test_the_versions_of_the_demo_customers_are_the_stored_ones() -> None:
    """Update one only after a change to what that file decides."""
    assert {tenant.tenant: tenant.policy_version() for tenant in load(TENANTS).tenants} == {
        "acme": "55a65ff8e09df88c",
        "brandau": "a226cb38fb62b3f2",
        "sundara": "e92efa6d8bcd482d",
    }


def test_the_version_in_a_stored_ledger_is_computed_for_its_tenant() -> None:
    ledger = Path(__file__).parents[2] / "edges" / "ledger" / "ledgers" / "v1.sql"
    assert a_tenant().policy_version() == "c8a9655f8dc0e62a"
    assert "'c8a9655f8dc0e62a'" in ledger.read_text(encoding="utf-8")


def test_every_first_key_still_exists_in_the_models() -> None:
    """A renamed or moved key would vanish from the digest: hash it under its first name."""
    document = with_changes(EVERY_OPTION, mapping__first_name="First")
    del document["mapping"]["full_name"]
    both = [Tenant.model_validate(document), Tenant.model_validate(EVERY_OPTION)]
    assert {key for tenant in both for key in keys(tenant)} >= digest.FIRST_KEYS


def keys(value: Any, place: str = "") -> set[str]:
    """Yield the paths of all keys below a value, with `*` for the names in a dict."""
    if isinstance(value, dict):
        return {key for inner in value.values() for key in keys(inner, f"{place}*.")}
    if not isinstance(value, Model):
        return set()
    names = type(value).model_fields
    inner = {key for name in names for key in keys(getattr(value, name), f"{place}{name}.")}
    return inner | {f"{place}{name}" for name in names}


# Later keys


class LaterOption(Model):
    level: int = 1


class LaterCsv(Csv):
    later: int = 7


class LaterFeed(Feed):
    csv: LaterCsv = LaterCsv()


class LaterCustomColumn(CustomColumn):
    later: tuple[str, ...] = ()


class LaterMapping(Mapping):
    later: Column | None = None
    custom: dict[
        str,
        Annotated[LaterCustomColumn, BeforeValidator(lambda v: {"column": v} if isinstance(v, str) else v)],
    ] = {}  # noqa: RUF012


class LaterPolicy(Policy):
    later: LaterOption = LaterOption()
    several: tuple[LaterOption, ...] = ()


class LaterGuardrails(Guardrails):
    later_pct_max: float = 25


class LaterTenant(Tenant):
    """A tenant file of a later version, with a new key at each depth."""

    feed: LaterFeed
    mapping: LaterMapping
    policy: LaterPolicy = LaterPolicy()
    guardrails: LaterGuardrails = LaterGuardrails()
    later: str = "new"


def later_version(document: dict[str, Any], **changes: Any) -> str:
    return LaterTenant.model_validate(with_changes(document, **changes)).policy_version()


@pytest.mark.parametrize(("document", "stored"), STORED, ids=NAMES)
def test_a_key_that_is_added_with_a_default_changes_no_version(document: dict[str, Any], stored: str) -> None:
    assert later_version(document) == stored
    at_default = {
        "feed__csv__later": "7",
        "policy__later": {"level": "1"},
        "policy__several": [],
        "guardrails__later_pct_max": "25",
    }
    assert later_version(document, **at_default) == stored


def test_a_key_that_was_added_changes_the_version_where_it_is_not_at_its_default() -> None:
    changes: list[dict[str, Any]] = [
        {},
        {"feed__csv__later": "8"},
        {"mapping__later": {"column": "Later"}},
        {"mapping__custom__badge": {"column": "Badge", "later": ["x"]}},
        {"policy__later": {"level": "2"}},
        {"policy__several": [{}]},
        {"policy__several": [{}, {}]},
        {"policy__several": [{"level": "2"}]},
        {"guardrails__later_pct_max": "26"},
    ]
    versions = [later_version(EVERY_OPTION, **change) for change in changes]
    assert len(set(versions)) == len(changes)


def test_the_limit_on_unreadable_files_was_added_later() -> None:
    assert version(ACME, policy__unreadable_files_max="3") == version(ACME)
    assert version(ACME, policy__unreadable_files_max="4") != version(ACME)


# Changes that affect the version, and changes that do not


@pytest.mark.parametrize(
    "changes",
    [
        {"mapping__title": "Position"},
        {"mapping__phone": "Phone"},
        {"identity": "email"},
        {"policy__absent_after_files": 2},
        {"guardrails__deactivations_pct_max": 11},
        {"feed__coverage": "delta"},
        {"feed__csv__delimiter": ";"},
    ],
)
def test_the_version_changes_with_what_decides(changes: dict[str, Any]) -> None:
    assert version(ACME, **changes) != version(ACME)
    assert re.fullmatch(r"[0-9a-f]{16}", version(ACME))


@pytest.mark.parametrize(
    "changes",
    [
        {"feed__host": "sftp2.acme.example"},
        {"feed__port": 2222},
        {"feed__auth__password": "env:OTHER"},
        {"feed__wrapped": "gzip"},
        {"schedule__at": "06:30"},
        {"schedule__timezone": "Europe/Berlin"},
        {"name": "Acme, Inc."},
        {"paused": True},
    ],
)
def test_the_version_does_not_change_with_host_schedule_or_secret(changes: dict[str, Any]) -> None:
    assert version(ACME, **changes) == version(ACME)
