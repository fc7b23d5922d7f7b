"""The whole tenant file: the keys at its top, and the rules between them.

Belongs here: the top-level keys, and a rule that needs several of them. Does not: the keys below, which have
modules of their own; reading the YAML (`edges/tenant_files.py`).
"""

from typing import Annotated

from pydantic import StringConstraints, model_validator

from qooper_assets.core.tenant import digest
from qooper_assets.core.tenant.base import AttributeName, Model, Slug
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.core.tenant.mapping import Column, CustomColumn, Mapping
from qooper_assets.core.tenant.policy import Policy
from qooper_assets.core.tenant.schedule import Schedule
from qooper_assets.core.tenant.target import EmbeddedTarget

Owner = Annotated[str, StringConstraints(pattern=r"^(team:\S.*|[^@\s]+@[^@\s]+)$")]


class Tenant(Model):
    """One customer organization: `tenants/<tenant>.yaml`."""

    tenant: Slug
    name: str
    paused: bool = False
    schedule: Schedule
    on_arrival: bool = False
    owners: tuple[Owner, ...] = ()
    """E-mail addresses or `team:` names of those who answer for this tenant, shown in Dagster."""
    feed: Feed
    identity: AttributeName = "employee_id"
    """What tells one person from another over the years: employee_id, email, or any attribute of plain
    text that is mapped and unique (R6)."""
    mapping: Mapping
    policy: Policy = Policy()
    guardrails: Guardrails = Guardrails()
    target: EmbeddedTarget = EmbeddedTarget()

    @model_validator(mode="after")
    def _identity_is_mapped(self) -> "Tenant":
        column = getattr(self.mapping, self.identity, None) or self.mapping.custom.get(self.identity)
        if column is None:
            raise ValueError(f"mapping.{self.identity}: it is the identity, so it must be mapped")
        if not isinstance(column, Column | CustomColumn) or (
            isinstance(column, CustomColumn) and column.split
        ):
            raise ValueError(f"identity: {self.identity} is not a column of plain text")
        manager = self.mapping.manager
        if manager and manager.refers_to not in {"employee_id", "email", self.identity}:
            raise ValueError("mapping.manager.refers_to: take employee_id, email, or the identity")
        if manager and manager.refers_to == "employee_id" and self.mapping.employee_id is None:
            raise ValueError("mapping.manager.refers_to: employee_id is not mapped")
        return self

    def policy_version(self) -> str:
        """Sixteen hex digits that change with what decides the changes (R11)."""
        return digest.policy_version(self)
