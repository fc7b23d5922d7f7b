"""The key `feed.limits`: the resources that one delivery may use.

Belongs here: limits on a file and on the work of reading it. Does not: limits on its changes
(`core/tenant/guardrails.py`).
"""

from typing import Annotated

from pydantic import Field

from qooper_assets.core.tenant.base import Model


class Limits(Model):
    """The resources that one delivery may use.

    Above a limit the file is blocked, `too_large`, unless the key says otherwise.
    """

    size_bytes_max: Annotated[int, Field(ge=1)] = 2 * 1024**3
    """The size of the file. Above it, the file is blocked, `too_large`."""
    rows_max: Annotated[int, Field(ge=1)] = 10_000_000
    """The number of rows. Above it, the file is blocked, `too_large`."""
    columns_max: Annotated[int, Field(ge=1)] = 500
    """The number of columns in the header. Above it, the file is blocked, `too_large`."""
    record_bytes_max: Annotated[int, Field(ge=100)] = 1024**2
    """The length of one row. A longer row is rejected, `record_too_long`."""
    field_chars_max: Annotated[int, Field(ge=1)] = 4_000
    """The length of one value. A longer value is dropped, and the present one is kept."""
    transfer_minutes_max: Annotated[float, Field(gt=0, le=24 * 60)] = 30
    """The duration of the transfer. Above it, the run fails, `transfer_timeout`."""
    age_hours_max: Annotated[float, Field(gt=0, le=24 * 366)] = 24 * 8
    """The age of the file. Above it, the file is blocked, `stale_file`."""
    inflated_bytes_max: Annotated[int, Field(ge=1)] = 2 * 1024**3
    """The size of a wrapped file once it is opened, and of all parts of a workbook together."""
    inflation_ratio_max: Annotated[float, Field(gt=1)] = 200
    """How many times its compressed size a wrapped file, or a part of a workbook, may have once it is opened.
    Below 10 MiB any ratio is accepted."""
    parse_minutes_max: Annotated[float, Field(gt=0, le=24 * 60)] = 10
    """How long a process may run that opens a wrapped file, or reads a workbook or JSON."""
    parse_memory_mib_max: Annotated[int, Field(ge=64)] = 1024
    """How much memory such a process may use. OpenPGP needs about 200 MiB."""
    listing_entries_max: Annotated[int, Field(ge=1)] = 100_000
    """The number of entries in a folder that is listed for a pattern."""
    memory_mib_max: Annotated[int, Field(ge=64)] = 256
    """How much memory the engine may use before it spills to disk."""
