"""The rules between keys of a tenant file, which is refused if a setting can't mean anything (AT16).

Belongs here: rules that need several keys, each problem as a line `key.path: what`. Does not: a rule of one
key, which is with the key.
"""

from collections.abc import Iterator

from qooper_assets.core.tenant.mapping import Column, CustomColumn, Mapping
from qooper_assets.core.tenant.policy import Policy

IDENTIFYING = ("email", "employee_id")
"""The attributes that the roster always owns, besides the identifier."""
NEVER_CLEARED = (
    "email", "employee_id", "first_name", "last_name", "full_name", "status", "termination_date", "role",
)  # fmt: skip
"""The attributes that a blank cell never clears, besides the identifier (R8)."""


def problems(identity: str, mapping: Mapping, policy: Policy) -> Iterator[str]:
    """Yield every problem between the keys of a tenant file."""
    yield from _identity(identity, mapping)
    yield from _manager(identity, mapping)
    yield from _clearing(identity, mapping, policy)
    yield from _ending(mapping, policy)
    yield from _ownership(identity, mapping, policy)


def _identity(identity: str, mapping: Mapping) -> Iterator[str]:
    column = getattr(mapping, identity, None) or mapping.custom.get(identity)
    if column is None:
        yield f"mapping.{identity}: it is the identity, so it must be mapped"
    elif not isinstance(column, Column | CustomColumn) or (isinstance(column, CustomColumn) and column.split):
        yield f"identity: {identity} is not a column of plain text"


def _manager(identity: str, mapping: Mapping) -> Iterator[str]:
    manager = mapping.manager
    if manager and manager.refers_to not in {"employee_id", "email", identity}:
        yield "mapping.manager.refers_to: take employee_id, email, or the identity"
    elif manager and manager.refers_to == "employee_id" and mapping.employee_id is None:
        yield "mapping.manager.refers_to: employee_id is not mapped"


def _clearing(identity: str, mapping: Mapping, policy: Policy) -> Iterator[str]:
    standard = {
        name for name in Mapping.model_fields if name != "custom" and getattr(mapping, name) is not None
    }
    never = {identity, *NEVER_CLEARED}
    for name in dict.fromkeys(policy.clear_when_blank):
        if name in never:
            yield f"policy.clear_when_blank: {name} is never cleared (R8)"
        elif name not in {*standard, *mapping.custom}:
            yield f"policy.clear_when_blank: {name} is not mapped, so no cell of it can be blank"


def _ending(mapping: Mapping, policy: Policy) -> Iterator[str]:
    if policy.end_by == "status" and mapping.status is None:
        yield "policy.end_by: mapping.status is not mapped, so nobody would ever end by status"
    if policy.end_by == "date" and mapping.termination_date is None:
        yield "policy.end_by: mapping.termination_date is not mapped, so nobody would ever end by date"


def _ownership(identity: str, mapping: Mapping, policy: Policy) -> Iterator[str]:
    """The rules of `owner` (AT04)."""
    standard = {
        name: (f"mapping.{name}", getattr(mapping, name)) for name in Mapping.model_fields if name != "custom"
    }
    custom = {name: (f"mapping.custom.{name}", column) for name, column in mapping.custom.items()}
    for name, (place, column) in {**standard, **custom}.items():
        owner = getattr(column, "owner", "roster")
        if owner == "roster":
            continue
        if name in {identity, *IDENTIFYING}:
            yield f"{place}.owner: {name} says who somebody is, so it is always owned by the roster"
        elif name == "termination_date":
            yield f"{place}.owner: the last day is never written to an account, so it has no owner"
        elif name in policy.clear_when_blank:
            yield f"policy.clear_when_blank: {name} is owned by {owner}, so no blank cell clears it"
