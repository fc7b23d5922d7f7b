"""Deliveries of changes give the same accounts as full deliveries of the same company (D01).

Each day some people are changed, hired, or end by their status or a last day. One world gets everybody in
every file, the other one only the rows that changed, or the file of the day before again. Failures are not
shrunk: that would take minutes.
"""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant

PEOPLE = 7
EMAILS = [f"p{n}@acme.example" for n in range(PEOPLE)]
FEED = a_tenant().model_dump(mode="json")["feed"]

rows = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Engineer", "Lead", "", "Chief"]),
        "manager": st.sampled_from(["", "E0", "E1", "E9"]),
        "start": st.sampled_from(["2020-01-01", "2026-03-04", "2026-03-06", ""]),
        "last_day": st.sampled_from(["", "", "2026-03-03", "2026-03-05"]),
        "status": st.sampled_from(["A", "A", "A", "T", ""]),
        "has_new_email": st.booleans(),
    }
)
days = st.lists(st.dictionaries(st.integers(0, PEOPLE - 1), rows, max_size=4), min_size=2, max_size=4)


def row_of(number: int, values: dict[str, Any]) -> str:
    cells = {name: value for name, value in values.items() if name != "has_new_email"}
    email = EMAILS[number].replace("@", "-new@") if values["has_new_email"] else EMAILS[number]
    return a_row(f"E{number}", email, f"First{number}", f"Last{number}", **cells)


def accounts(world: World) -> dict[str, Any]:
    """Return each person's values in Qooper by employee id; account ids are arbitrary."""
    found = list(world.accounts().values())
    person = {account["account_id"]: account["employee_id"] for account in found}
    return {
        account["employee_id"]: (
            account["email"],
            account["status"],
            account["attributes"],
            person.get(account["manager_account_id"]),
        )
        for account in found
    }


@given(first=st.dictionaries(st.integers(0, PEOPLE - 1), rows, min_size=2), later=days)
@settings(deadline=None, derandomize=True, max_examples=4, phases=[Phase.generate])
def test_changes_one_by_one_end_as_everybody_in_every_file(
    first: dict[int, dict[str, Any]], later: list[dict[int, dict[str, Any]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = Path(folder) / "whole", Path(folder) / "deltas"
        for place in places:
            place.mkdir()
        whole = World(places[0], a_tenant())
        deltas = World(places[1], a_tenant(feed=FEED | {"coverage": "delta"}))
        company, last_sent = dict(first), first
        for number, changed in enumerate([first, *later]):
            company |= changed
            sent = changed or last_sent  # nothing changed: the file of the day before is still there
            for world, content in ((whole, company), (deltas, sent)):
                if number:
                    world.next_day()
                world.sync(a_file(*(row_of(n, values) for n, values in content.items())), approve=True)
            last_sent = sent
            assert accounts(deltas) == accounts(whole), f"day {number}"
