"""The whole tenant file: the keys at its top, and the rules between them.

Belongs here: the top-level keys. Does not: the keys below, which have modules of their own; the rules between
keys (`rules.py`); reading the YAML (`edges/tenant_files.py`).
"""

import re
from typing import Annotated

from pydantic import AfterValidator, model_validator

from qooper_assets.core.tenant import digest, rules
from qooper_assets.core.tenant.base import AttributeName, Model, Slug
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.core.tenant.mapping import Mapping
from qooper_assets.core.tenant.policy import Policy
from qooper_assets.core.tenant.retention import Retention
from qooper_assets.core.tenant.schedule import Schedule
from qooper_assets.core.tenant.scope import Scope
from qooper_assets.core.tenant.target import EmbeddedTarget


def _owner(owner: str) -> str:
    """Accept what Dagster accepts; it would not load any tenant otherwise."""
    if not re.fullmatch(r"team:\S.*|[A-Za-z0-9_][A-Za-z0-9._%+-]*@[A-Za-z0-9.-]+\.[A-Za-z]{2,7}", owner):
        raise ValueError("an owner is team:NAME or an ASCII e-mail address")
    return owner


Owner = Annotated[str, AfterValidator(_owner)]


class Tenant(Model):
    """One customer organization, the top level of `tenants/<tenant>.yaml`."""

    tenant: Slug
    """The id of the tenant. It is also the name of the file and part of every asset key and stored path, so
    it never changes."""
    name: str
    """The customer's name, for people to read."""
    paused: bool = False
    """If true, schedule and sensor start no runs, and a missing file is not reported. A run that a person
    starts still works."""
    schedule: Schedule
    """When the file is due."""
    on_arrival: bool = False
    """If true, also check the server every five minutes and run when a new file has arrived."""
    owners: tuple[Owner, ...] = ()
    """Who is responsible for this tenant: e-mail addresses or `team:` names, shown in Dagster. The
    addresses get the tenant's notices."""
    feed: Feed
    """Where the file is and how it is read."""
    identity: AttributeName = "employee_id"
    """The attribute that identifies a person over the years: employee_id, email, or any other attribute that
    is mapped, unique and plain text (R6)."""
    mapping: Mapping
    """Which column of the file holds which attribute."""
    scope: Scope | None = None
    """Who is to have an account. Without it, everybody in the file (S19)."""
    policy: Policy = Policy()
    """What to do where the customer has a choice."""
    guardrails: Guardrails = Guardrails()
    """How much one file may change before a person has to review it."""
    target: EmbeddedTarget = EmbeddedTarget()
    """Where the accounts are."""
    retention: Retention = Retention()
    """How long what the customer delivered is kept."""

    @model_validator(mode="after")
    def _keys_fit_together(self) -> "Tenant":
        """Raise one `ValueError` with a line for each problem, `key.path: what`."""
        if problems := list(rules.problems(self.identity, self.mapping, self.policy)):
            raise ValueError("\n".join(problems))
        return self

    def policy_version(self) -> str:
        """Sixteen hex digits that change with what decides the changes (R11)."""
        return digest.policy_version(self)

    def identity_at(self, policy_version: str) -> str | None:
        """Infer the identity that the tenant file had at a policy version, if it is this tenant file except
        for the identity (I35); None if anything else was different, too."""
        optional = (name for name in type(self.mapping).model_fields if name != "custom")
        for identity in (self.identity, *optional, *self.mapping.custom):
            if self.model_copy(update={"identity": identity}).policy_version() == policy_version:
                return identity
        return None
