"""Simulated days for tests of judgments and limits."""

from datetime import date, timedelta

from qooper_assets.core.measures import Measured
from qooper_assets.core.roster import RosterCounts
from qooper_assets.core.simulation import Outcome, SimulatedDay

FIRST = date(2026, 3, 2)
"""A Monday."""


def measured(code: str, actual: float, of: float = 1000, attribute: str = "") -> Measured:
    return Measured(code=code, actual=actual, of=of, attribute=attribute)


def a_day(
    number: int,
    *numbers: Measured,
    outcome: Outcome = Outcome.APPLIED,
    managers: int = 0,
    rows: int = 1000,
) -> SimulatedDay:
    on = FIRST + timedelta(days=number)
    return SimulatedDay(
        file=f"e_{on:%Y%m%d}.csv",
        partition=str(on),
        effective_on=on,
        outcome=outcome,
        rows=RosterCounts(records=rows, people=rows, rejected=0, collapsed=0, skipped=0),
        measured=numbers,
        unresolved_managers=managers,
    )
