"""The key `target`: where the accounts are.

Belongs here: each kind of target and its options. Does not: reading or writing accounts (`edges/targets/`).
"""

from typing import Annotated, Literal

from pydantic import Field

from qooper_assets.core.tenant.base import Model


class EmbeddedTarget(Model):
    """A simulated Qooper: one SQLite file per tenant."""

    type: Literal["embedded"] = "embedded"
    """The simulated Qooper, a file on our machine. There is no other target yet."""
    seats_max: Annotated[int, Field(ge=1)] | None = None
    """How many accounts may be active at once. Without it, there is no limit (AP09)."""
