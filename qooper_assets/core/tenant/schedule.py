"""The key `schedule`: when a file is due.

Belongs here: the keys and their rules. Does not: which partition or date a time falls into (`core/feed.py`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from qooper_assets.core.tenant.base import Model


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of the database, Europe
        raise ValueError(f"{name!r} is not an IANA time zone such as America/New_York") from None
    return name


TimeZone = Annotated[str, AfterValidator(_time_zone)]


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Schedule(Model):
    """When the file is due, in the tenant's local time (T01–T03)."""

    every: Every = Every.DAY
    """How often a file is due."""
    at: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "05:30"
    """The time of day on the customer's clock, in quotes."""
    timezone: TimeZone
    """The customer's time zone. It also decides on which day a first or a last day falls."""
    on: Weekday | None = None
    """The weekday of a weekly schedule. Required with `every: week`, and not allowed otherwise."""
    starts_on: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))] = date(2026, 1, 1)
    """The first partition. Nothing can be delivered for an earlier one. The UI begins with the first delivery
    instead, once there is one."""

    @model_validator(mode="after")
    def _weekday_goes_with_week(self) -> "Schedule":
        if (self.every is Every.WEEK) != (self.on is not None):
            raise ValueError("`on: <weekday>` goes with `every: week`, and only with it")
        return self
