"""The choice among several files: a decision on a listing, without a server."""

import tracemalloc
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qooper_assets.core import file_choice, file_names
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import ANY_DATE, Choice, Dates, NotDelivered
from qooper_assets.core.file_choice import Entry, Picked
from qooper_assets.core.file_names import NamePattern

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
DATED = "hr_{date:%Y%m%d}*.csv"


def at(hours: float) -> datetime:
    """The time `hours` ago."""
    return NOW - timedelta(hours=hours)


def entry(name: str, modified_at: datetime | None = NOW, *, may_be_file: bool = True) -> Entry:
    return Entry(name, modified_at, may_be_file)


def picked(
    entries: Sequence[Entry], pattern: str = "*.csv", *, dates: Dates = ANY_DATE, marker: str | None = None
) -> Picked | NotDelivered:
    return file_choice.newest(
        entries, NamePattern(pattern), dates=dates, marker=marker, now=NOW, where="/outgoing"
    )


def taken(entries: Sequence[Entry], pattern: str = "*.csv", **more: Dates) -> str:
    found = picked(entries, pattern, **more)
    assert isinstance(found, Picked), found
    return found.name


def choice(entries: Sequence[Entry], pattern: str = "*.csv", **more: Dates) -> Choice:
    found = picked(entries, pattern, **more)
    assert isinstance(found, Picked), found
    return found.choice


def refusal(code: str, entries: Sequence[Entry], pattern: str = "*.csv") -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        picked(entries, pattern)
    assert (caught.value.code, caught.value.result) == (code, Result.BLOCKED)
    return caught.value


def reasons(over: Choice) -> dict[str, tuple[str, ...]]:
    return {one.reason: one.names for one in over.passed_over}


# The newest


def test_the_one_that_was_modified_last_is_taken_and_the_others_are_superseded() -> None:
    """F13"""
    entries = [entry("a.csv", at(2)), entry("b.csv", at(1)), entry("c.csv", at(3)), entry("d.txt", at(0))]
    assert taken(entries) == "b.csv"
    found = choice(entries)
    assert reasons(found) == {"superseded": ("a.csv", "c.csv")}
    assert found.superseded == 2
    assert found.why == "of 3 that match *.csv it was modified last"


def test_the_date_in_the_name_decides_before_the_time() -> None:
    """F12, F13"""
    entries = [entry("hr_20260303.csv", at(90)), entry("hr_20260302.csv", at(0))]
    assert taken(entries, DATED) == "hr_20260303.csv"
    found = choice(entries, DATED)
    assert found.dated_on == date(2026, 3, 3)
    assert found.why == f"of 2 that match {DATED} it has the latest date in its name, 2026-03-03"


def test_a_date_in_a_name_that_the_pattern_does_not_name_is_not_guessed_at() -> None:
    """F13"""
    entries = [entry("hr_20260303.csv", at(90)), entry("hr_20260302.csv", at(0))]
    assert taken(entries, "hr_*.csv") == "hr_20260302.csv"


def test_among_equal_dates_the_one_modified_last_is_taken_then_the_last_by_name() -> None:
    """F13"""
    entries = [
        entry("hr_20260303.csv", at(1)),
        entry("hr_20260303 (1).csv", at(0)),
        entry("hr_20260302.csv", at(0)),
    ]
    assert taken(entries, DATED) == "hr_20260303 (1).csv"
    assert "and of 2 of that date it was modified last" in choice(entries, DATED).why
    same = [entry("hr_20260303_a.csv"), entry("hr_20260303_b.csv"), entry("hr_20260302.csv")]
    assert taken(same, DATED) == "hr_20260303_b.csv"
    assert choice(same, DATED).why.endswith("2026-03-03, and of 2 of that time it is the last by name")
    assert taken([entry("a.csv"), entry("b.csv")]) == "b.csv"


def test_a_time_of_day_in_the_name_counts() -> None:
    """F13"""
    entries = [entry("hr_202603030900.csv", at(0)), entry("hr_202603031700.csv", at(9))]
    found = choice(entries, "hr_{date:%Y%m%d%H%M}*.csv")
    assert found.why.endswith("2026-03-03 17:00:00")
    assert found.dated_on == date(2026, 3, 3)


def test_the_only_one_needs_no_order() -> None:
    assert choice([entry("a.csv", None), entry("b.txt")]).why == "the only one that matches *.csv"


@pytest.mark.parametrize("bad", [None, datetime(1970, 1, 1, tzinfo=UTC), NOW + timedelta(days=1, seconds=1)])
def test_without_dates_in_names_and_plausible_times_nothing_is_guessed(
    bad: datetime | None,
) -> None:
    """F13: a server that omits times, reports 1970, or has a clock in the future."""
    error = refusal("order_unknown", [entry("a.csv", bad), entry("b.csv", at(1))])
    assert "2 files match *.csv" in error.message and "such as a.csv" in error.message
    assert "{date:%Y%m%d}" in error.remedy
    assert taken([entry("a.csv", bad)]) == "a.csv"


def test_with_dates_in_the_names_a_server_may_omit_the_times() -> None:
    """F13"""
    entries = [
        entry("hr_20260301.csv", None),
        entry("hr_20260303.csv", None),
        entry("hr_20260302.csv", at(1)),
    ]
    assert taken(entries, DATED) == "hr_20260303.csv"
    of_one_day = [entry("hr_20260303_b.csv", None), entry("hr_20260303_a.csv", at(1))]
    assert taken(of_one_day, DATED) == "hr_20260303_b.csv"


# Files that are passed over


def test_temporary_names_are_never_taken_even_if_the_pattern_fits_them() -> None:
    """F06"""
    entries = [entry("hr.csv", at(9)), entry("hr.csv.filepart"), entry(".hr.csv"), entry("hr.csv~")]
    assert taken(entries, "*") == "hr.csv"
    assert reasons(choice(entries, "*")) == {"temporary": (".hr.csv", "hr.csv.filepart", "hr.csv~")}


def test_a_folder_where_nothing_but_an_upload_lies_has_no_file() -> None:
    """F05, F06, F10"""
    found = picked([entry("hr.csv.part"), entry("other.txt")], "hr*")
    assert found == NotDelivered(
        note="no file in /outgoing matches hr*; passed over: 1 temporary (hr.csv.part)."
    )


def test_entries_that_are_not_files_are_not_taken() -> None:
    """F15"""
    entries = [entry("hr.csv", at(9)), entry("hr_archive.csv", may_be_file=False)]
    assert taken(entries) == "hr.csv"
    assert reasons(choice(entries)) == {"not a file": ("hr_archive.csv",)}


def test_markers_are_not_files_to_take() -> None:
    entries = [entry("hr.csv", at(9)), entry("hr.csv.done", at(1)), entry("gone.csv.DONE", at(0))]
    found = picked(entries, "*", marker="{name}.done")
    assert isinstance(found, Picked) and found.name == "hr.csv" and not found.choice.passed_over


def test_a_name_dated_in_the_future_is_not_due_and_does_not_stay_the_newest_for_ever() -> None:
    """F12: a mistyped year."""
    entries = [entry("hr_20620303.csv"), entry("hr_20260303.csv"), entry("hr_20260304.csv")]
    until = Dates(date.min, date(2026, 3, 3))
    assert taken(entries, DATED, dates=until) == "hr_20260303.csv"
    assert reasons(choice(entries, DATED, dates=until)) == {"not due": ("hr_20260304.csv", "hr_20620303.csv")}


def test_a_past_partition_takes_only_files_dated_in_it() -> None:
    """R12"""
    entries = [entry(f"hr_202603{day:02}.csv") for day in (1, 2, 8, 9)]
    week = Dates(date(2026, 3, 2), date(2026, 3, 8))
    assert taken(entries, DATED, dates=week) == "hr_20260308.csv"
    assert reasons(choice(entries, DATED, dates=week)) == {
        "superseded": ("hr_20260302.csv",),
        "of another date": ("hr_20260301.csv",),
        "not due": ("hr_20260309.csv",),
    }


def test_a_name_whose_digits_are_not_a_date_is_reported() -> None:
    entries = [entry("hr_20261303.csv"), entry("hr_20260303.csv")]
    assert reasons(choice(entries, DATED)) == {"without a date": ("hr_20261303.csv",)}


@pytest.mark.parametrize(
    "name", ["x/../../etc/passwd.csv", "caf\udce9.csv", "a\nb.csv", "a\\b.csv", "a" * 300 + ".csv"]
)
def test_a_newest_file_with_a_name_that_is_not_safe_blocks_and_an_older_one_is_not_taken_instead(
    name: str,
) -> None:
    """F21"""
    error = refusal("name_unusable", [entry(name, at(0)), entry("hr.csv", at(1))])
    assert file_names.shown(name) in error.message and error.message.isprintable()
    assert taken([entry(name, at(2)), entry("hr.csv", at(1))]) == "hr.csv"


def test_names_are_kept_within_bounds_and_counted_beyond() -> None:
    """F13"""
    found = choice([entry(f"{n:04}.csv", at(n)) for n in range(500)])
    (over,) = found.passed_over
    assert (over.count, len(over.names), over.names[0]) == (499, file_choice.NAMES_KEPT, "0001.csv")
    assert (
        file_choice.describe_passed_over([over])
        == "passed over: 499 superseded (0001.csv, 0002.csv, 0003.csv, …)"
    )


def test_a_folder_of_50_000_other_files_takes_no_memory() -> None:
    names_of = (Entry(f"photo{n:06}.jpg", NOW, True) for n in range(50_000))
    tracemalloc.start()
    found = file_choice.newest(
        names_of, NamePattern(DATED), dates=ANY_DATE, marker=None, now=NOW, where="/outgoing"
    )
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, NotDelivered) and peak_bytes < 100_000


# Laws

TIMES = st.sampled_from([at(1), at(1), at(1), at(2), None, datetime(1970, 1, 1, tzinfo=UTC)])
STEMS = st.sampled_from(
    ["hr_20260302", "hr_20260302_b", "hr_20260302_c", "hr_20260301", "hr_20991231", "hr_x"]
)
ENDS = st.sampled_from([".csv", ".csv", ".CSV", ".csv.part", ".csv~", "\udcff.csv", "/x.csv", ".csv.done"])
STARTS = st.sampled_from(["", "", "", "."])
NAMES = st.builds(lambda start, stem, end: start + stem + end, STARTS, STEMS, ENDS)
LISTINGS = st.lists(st.builds(Entry, NAMES, TIMES, st.booleans()), max_size=8, unique_by=lambda one: one.name)


def outcome(entries: Sequence[Entry], pattern: str) -> object:
    try:
        return picked(entries, pattern, dates=Dates(date.min, NOW.date()), marker="{name}.done")
    except DeliveryError as error:
        return error.code, error.message


@given(LISTINGS, st.sampled_from([DATED, "hr_*.csv", "*"]), st.randoms(use_true_random=False))
def test_whatever_the_order_of_the_listing_the_same_file_is_picked_F13(
    entries: list[Entry], pattern: str, random: object
) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert outcome(entries, pattern) == outcome(shuffled, pattern)


@given(LISTINGS, st.sampled_from([DATED, "hr_*.csv", "*"]))
def test_the_picked_file_is_never_temporary_and_every_file_is_counted_F06(
    entries: list[Entry], pattern: str
) -> None:
    found = outcome(entries, pattern)
    if not isinstance(found, Picked):
        return
    assert not file_names.is_temporary(found.name) and file_names.is_usable(found.name)
    (entry_of,) = [one for one in entries if one.name == found.name]
    assert entry_of.may_be_file
    fitting = [e for e in entries if NamePattern(pattern).fit(e.name) and not e.name.endswith(".done")]
    assert sum(one.count for one in found.choice.passed_over) + 1 == len(fitting)


@given(LISTINGS)
def test_a_file_that_comes_later_is_the_newest_by_time_and_by_date_F13(entries: list[Entry]) -> None:
    dated_later = Entry("hr_20260304_z.csv", at(-1), True)
    rest = [one for one in entries if one.modified_at and at(9) < one.modified_at <= NOW]
    assert taken([*rest, dated_later], "hr_*.csv") == dated_later.name
    assert taken([*rest, dated_later], DATED, dates=Dates(date.min, NOW.date())) == dated_later.name
