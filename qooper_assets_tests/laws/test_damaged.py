"""A damaged byte changes only its own cell, or its row is rejected, or the file is blocked.

`QOOPER_EXAMPLES=3000` in the environment tries that many damages instead of a few.
"""

from hypothesis import event, given

from qooper_assets_tests.deliveries.reading import Outcome, Person, reading
from qooper_assets_tests.laws.damaging import HEADER, Damaged, damaged_files
from qooper_assets_tests.laws.rosters import COLUMNS, expected
from qooper_assets_tests.laws.test_polluted import MANY

CONFLICTS = {"duplicate_identifier", "email_shared"}


@MANY
@given(damaged_files())
def test_a_damaged_byte_changes_no_other_cell(file: Damaged) -> None:
    """F03, F04, P03, P06, P14, P18, R2"""
    found = reading(file.content, COLUMNS, file.dialect.settings)
    event(f"{file.damage}: {found.blocked or ('all out' if not found.rejected else 'rejected')}")
    if found.blocked:
        assert may_be_blocked(file), found.message
    else:
        assert_only_touched_cells_differ(file, found)
        assert_missing_people_are_reported(file, found)


def may_be_blocked(file: Damaged) -> bool:
    """True if the header, the end, or the text as a whole is damaged. Other damage costs one row at most."""
    try:
        is_text = "\0" not in file.content.decode()
    except UnicodeDecodeError:
        is_text = False
    last = len(file.clean) - 1
    return not is_text or bool({HEADER, last} & file.rows)


def lost_columns(file: Damaged, found: Outcome) -> set[str]:
    """Return optional columns whose names the damage may have changed; a missing one is a warning (R8)."""
    lost = {attribute for row, attribute in file.touched if row == HEADER}
    return lost - {"employee_id", "email"} if "column_missing" in found.warnings else set()


def assert_only_touched_cells_differ(file: Damaged, found: Outcome) -> None:
    lost = lost_columns(file, found)
    for person in found.people.values():
        assert any(is_person_of(person, row, file, lost) for row in range(len(file.clean))), person


def is_person_of(person: Person, row: int, file: Damaged, lost: set[str]) -> bool:
    """True if every undamaged cell is equal. A column without its name has no values."""
    clean = expected(file.clean[row])
    return all(
        person[name] == clean[name] or (row, name) in file.touched or (name in lost and person[name] is None)
        for name in COLUMNS
    )


def assert_missing_people_are_reported(file: Damaged, found: Outcome) -> None:
    conflicts = any(CONFLICTS & reasons for reasons in found.rejected.values())
    lost = lost_columns(file, found)
    for row, clean in enumerate(file.clean):
        if clean.id in found.people or found.counts_as_present(clean.id, clean.email, clean.last):
            continue
        assert row in file.rows, "an undamaged row is missing"
        if file.cut_at_row is not None:
            assert row >= file.cut_at_row
        else:
            assert (row, "employee_id") in file.touched, "nobody has this identifier, and no line reports it"
            assert conflicts or any(is_person_of(p, row, file, lost) for p in found.people.values()), (
                "the row is rejected, and its identifier counts as read"
            )
