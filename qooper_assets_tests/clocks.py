"""A clock that only advances when somebody sleeps."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class FakeClock:
    """`sleep` advances it at once and records the duration; `on_sleep` is called meanwhile."""

    def __init__(
        self,
        at: datetime = datetime(2026, 6, 3, 5, 30, tzinfo=UTC),
        on_sleep: Callable[[float], None] | None = None,
    ) -> None:
        self.at = at
        self.slept: list[float] = []
        self._on_sleep = on_sleep

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)
        if self._on_sleep:
            self._on_sleep(seconds)
