"""The key `feed.limits`: the resources that one delivery may use.

Belongs here: limits on a file and on the work of reading it. Does not: limits on its changes
(`core/tenant/guardrails.py`).
"""

from typing import Annotated

from pydantic import Field

from qooper_assets.core.tenant.base import Model


class Limits(Model):
    """What a delivery may cost. Above a limit it is `blocked: too_large`, or late."""

    size_bytes_max: Annotated[int, Field(ge=1)] = 2 * 1024**3
    rows_max: Annotated[int, Field(ge=1)] = 10_000_000
    columns_max: Annotated[int, Field(ge=1)] = 500
    record_bytes_max: Annotated[int, Field(ge=100)] = 1024**2
    field_chars_max: Annotated[int, Field(ge=1)] = 4_000
    transfer_minutes_max: Annotated[float, Field(gt=0, le=24 * 60)] = 30
    age_hours_max: Annotated[float, Field(gt=0, le=24 * 366)] = 24 * 8
    inflated_bytes_max: Annotated[int, Field(ge=1)] = 2 * 1024**3
    """What a wrapped file, or the parts of a workbook all together, may inflate to."""
    inflation_ratio_max: Annotated[float, Field(gt=1)] = 200
    """How many times its packed size a wrapped file, or a part of a workbook, may have. Below 10 MiB
    any ratio is fine."""
    parse_minutes_max: Annotated[float, Field(gt=0, le=24 * 60)] = 10
    """How long a process may work that unwraps a file, or reads a workbook or JSON."""
    parse_memory_mib_max: Annotated[int, Field(ge=64)] = 1024
    """How much memory that process may have. OpenPGP needs about 200."""
    listing_entries_max: Annotated[int, Field(ge=1)] = 100_000
    """How many entries the folder may have that is listed for a glob."""
    memory_mib_max: Annotated[int, Field(ge=64)] = 256
    """What the engine may hold in memory before it spills to disk."""
