"""A polluted file gives the result of its clean version or is refused; it never silently differs.

Rosters and pollutions are random (`rosters.py`, `polluting.py`); the required result is known before
anything is read. `QOOPER_EXAMPLES=3000` in the environment tries that many files instead of a few.
"""

import os
import re

from hypothesis import HealthCheck, Phase, event, given, settings

from qooper_assets_tests.deliveries.reading import Outcome, reading
from qooper_assets_tests.laws.polluting import Polluted, polluted_files
from qooper_assets_tests.laws.rosters import COLUMNS, expected

EXAMPLES = int(os.environ.get("QOOPER_EXAMPLES", "10"))
MANY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 100,
    phases=[Phase.generate],  # failures are not shrunk: that would take minutes
    suppress_health_check=list(HealthCheck),
)


@MANY
@given(polluted_files())
def test_a_polluted_file_is_never_quietly_different(file: Polluted) -> None:
    """P01–P18, P28, P31, R2"""
    found = reading(file.content, COLUMNS, file.settings)
    event(f"{file.vice}: {found.blocked or 'read'}")
    if found.blocked:
        assert found.blocked in file.blocked_by, found.message
    else:
        assert_nobody_is_other_than_they_are(file, found)
        assert_nobody_is_lost(file, found)


def assert_nobody_is_other_than_they_are(file: Polluted, found: Outcome) -> None:
    """No person is invented, and no value is changed or moved to another column."""
    clean = {person.id: expected(person) for person in file.clean}
    assert {name: found.people[name] for name in found.people} == {
        name: clean.get(name, "is nobody") for name in found.people
    }
    assert not file.must_not & set(found.people), "a broken row was read"


def assert_nobody_is_lost(file: Polluted, found: Outcome) -> None:
    """People with an intact row are read; all others count as present (R2), by line and reason."""
    assert file.must_come_out <= set(found.people)
    for person in file.clean:
        assert person.id in found.people or found.counts_as_present(person.id, person.email, person.last)
    assert set(found.rejected) <= file.touched_lines
    encoding = "utf-16-le" if file.vice.startswith("UTF-16") else "latin-1"
    text = file.content.decode(encoding)
    ends = (text[: end.end()] for end in re.finditer("\r\n|\r|\n", text))
    starts = [0, *(len(before.encode(encoding)) for before in ends)]
    for line, place in found.places.items():
        assert place == starts[line - 1], "a rejected line does not begin there"
