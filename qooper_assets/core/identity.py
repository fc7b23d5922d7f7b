"""Refuse a tenant file whose identity is not the one that the links are under.

Belongs here: comparing them before a run fetches or plans anything. Does not: recording the identity, which
the ledger does as the tenant goes live, or linking people by another one (`rekeying.py`).
"""

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.tenant.tenant import Tenant


def refuse_other_identity(tenant: Tenant, recorded: str | None, policy_version: str | None) -> None:
    """Raise `TenantFileError` identity_changed if the tenant went live with another identity (I35).

    `recorded` is the identity in the ledger, `policy_version` that of the last accepted delivery. For a
    tenant that was live before the ledger recorded it, the identity is inferred from the latter. If that is
    impossible because other keys have changed, too, the change set is held for configuration_changed, and the
    delivery that is accepted next records the identity.
    """
    kept = recorded
    if kept is None and policy_version is not None:
        kept = tenant.identity_at(policy_version)
    if kept is None or kept == tenant.identity:
        return
    raise TenantFileError(
        "identity_changed",
        f"the identity is {tenant.identity}, but the people of this tenant are linked by {kept}.",
        where=f"{tenant.tenant}: identity",
        remedy=f"Nothing was fetched or written. Put `identity: {kept}` back, or link the people by"
        f" {tenant.identity}: qooper-assets rekey {tenant.tenant} shows who would fit, and changes nothing.",
    )
