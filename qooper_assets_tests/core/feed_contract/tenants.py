"""Tenants for the tests of the feed contract: between them they use every kind of column and setting."""

from typing import Any

from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.worlds import a_tenant

FEED = a_tenant().model_dump(mode="json")["feed"]
MAPPING = a_tenant().model_dump(mode="json", exclude_none=True)["mapping"]
SKILLS = {"column": "Skills", "split": ";", "options": ["Coaching", "Sales"], "unknown_option": "reject"}
ROLE = {"column": "Role", "values": {"M": "mentor", "L": "mentee"}}
SCOPE = {"column": "Country", "in": ["DE", "FR"]}
BY_EMAIL = {
    "identity": "email",
    "mapping": MAPPING
    | {"manager": {"column": "Manager", "refers_to": "email"}, "custom": {"skills": SKILLS}},
    "policy": {"adoption": "never", "clear_when_blank": ["title", "hire_date"]},
}


def with_feed(**changes: Any) -> Tenant:
    return a_tenant(feed=FEED | changes)


def a_badge_tenant() -> Tenant:
    """A tenant whose people are identified by a column of their own."""
    return a_tenant(
        identity="badge",
        mapping=MAPPING | {"role": ROLE, "custom": {"badge": "Badge"}},
        scope=SCOPE,
    )


def without_names() -> dict[str, Any]:
    return {name: column for name, column in MAPPING.items() if name not in ("first_name", "last_name")}


TENANTS: dict[str, Tenant] = {
    "by employee id": a_tenant(),
    "by e-mail": a_tenant(**BY_EMAIL),
    "by badge, with a role and a scope": a_badge_tenant(),
    "full name": a_tenant(mapping=without_names() | {"full_name": {"column": "Name", "order": "last_first"}}),
    "changes only": with_feed(coverage="delta"),
    "workbook": with_feed(format="excel", excel={"sheet": "People", "header_row": 3}),
    "json": with_feed(format="json", records="/data/people"),
    "declared dialect": with_feed(
        csv={"delimiter": ";", "quoting": "escaped", "trailer": {"begins": "TOTAL", "count_in": 2}}
    ),
    "no quotes": with_feed(csv={"quoting": "none"}),
    "dated pattern": with_feed(path="/out/people_{date:%Y%m%d}*.csv", pick="newest", marker="{name}.sha256"),
}
