"""The key `retention`: how long what a customer delivered is kept.

Belongs here: the periods. Does not: what a period applies to (`core/retention.py`), or deleting it
(`stages/purging.py`).
"""

from typing import Annotated

from pydantic import Field

from qooper_assets.core.tenant.base import Model


class Retention(Model):
    """How long what a customer delivered is kept (R13)."""

    raw_days: Annotated[int, Field(ge=1, le=3650)] = 14
    """For how many days raw files, the only place with columns that are not mapped, and hashes of their lines
    are kept. The newest accepted file is always kept, however old it is."""
