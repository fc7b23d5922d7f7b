"""The contract of rows: every failing row is among the suspects, and its failures are reported the same."""

from collections.abc import Iterator

import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qooper_assets.core import contract
from qooper_assets.core.records import UNSHOWN
from qooper_assets_tests.worlds import a_tenant

SCHEMA = {"row_id": pl.Int64, **contract.JUDGED}
GOOD = ("7", "7", "ana@acme.example", False, True, True)
Row = tuple[str | None, str | None, str | None, bool | None, bool | None, bool | None]

IDENTIFIERS = st.sampled_from(
    [
        "7",
        "",
        None,
        "TBD",
        "000",
        "-1e3",
        "1\u202e2",
        "x" * 255,
        "é" * 255,
        "x" * 256,
        "#N/A",
        "#N/A!",
        "1\x07",
        "1\ufffd",
        "'1'",
        '"1',
        "a\nb",
        UNSHOWN,
    ]
) | st.text(alphabet="17eE+.,#N/A!'\"\x7f\ufffdé ", max_size=8)
EMPLOYEE_IDS = st.sampled_from(["7", None, "1.00235E+11", "1e5", "1e", "e5", "1,5e+5", "1.2"]) | IDENTIFIERS
EMAILS = st.sampled_from(
    [
        "ana@acme.example",
        None,
        "",
        "NoEmail@acme.example",
        "na@",
        "unknown",
        "ana@a@b",
        "a@b\n",
        "a b@c",
        "ana@acme",
        "ana@acme.example.",
        "ana\u200b@acme.example",
        "a\xa0b@c",
    ]
) | st.text(alphabet="aNn@/ ,;\ufffdéſ\x1f\x85", max_size=8)
FLAGS = st.sampled_from([True, True, True, False, None])
CELLS = (IDENTIFIERS, EMPLOYEE_IDS, EMAILS, FLAGS, FLAGS, FLAGS)
WITH_ONE_FAULT = st.integers(0, 5).flatmap(
    lambda n: CELLS[n].map(lambda cell: (*GOOD[:n], cell, *GOOD[n + 1 :]))
)
ROWS = st.lists(st.just(GOOD) | WITH_ONE_FAULT | st.tuples(*CELLS), max_size=30)

FAILING: list[Row] = [
    (None, *GOOD[1:]),
    ("x" * 256, *GOOD[1:]),
    ("#N/A", *GOOD[1:]),
    ("1e5", *GOOD[1:]),
    ("tbd", *GOOD[1:]),
    ("=7", *GOOD[1:]),
    ("1\u200b2", *GOOD[1:]),
    ("7", "7", "ana@acme", False, True, True),
    ("7", "7", "ana@acme..example", False, True, True),
    ("7", "7", "a\u00adna@acme.example", False, True, True),
    (UNSHOWN, *GOOD[1:]),
    ("7", "7", "two@at@acme.example", False, True, True),
    ("7", "7", "NoEmail@acme.example", False, True, True),
    ("7", "7", None, False, True, True),
    (*GOOD[:4], False, True),
    (*GOOD[:5], False),
]
"""Each row breaks exactly one rule."""


def frame_of(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame([(100 + n, *row) for n, row in enumerate(rows)], schema=SCHEMA, orient="row")


def failures_of(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> Iterator[tuple[int, str, str]]:
    failures = contract.check(schema, frame, "employee_id")
    row_ids = frame["row_id"].to_list()
    return zip((row_ids[row] for row in failures.rows), failures.columns, failures.reasons, strict=True)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    ROWS,
    st.sampled_from(["employee_id", "email"]),
    st.sampled_from([(), ("noemail@", "na@", "n/a@"), ("Unknown", "a.b")]),
    st.sampled_from([1, 3, 30]),
    st.sampled_from([1, 4, 1000]),
)
@example([GOOD, *FAILING], "employee_id", ("noemail@",), 4, 1000)
@example([GOOD, ("7", "1e5", *GOOD[2:])], "email", ("noemail@",), 4, 1000)
@example([(None, None, None, None, None, None)], "email", (), 1, 1)
def test_suspects_fail_exactly_as_the_whole_frame_does(
    rows: list[Row], identity: str, placeholders: tuple[str, ...], batch_rows: int, suspects_min: int
) -> None:
    """Filtered in batches first, the same rows fail in the same columns for the same reasons."""
    schema = contract.schema(a_tenant(identity=identity, policy={"placeholder_emails": placeholders}))
    frame = frame_of(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contract, "SUSPECTS_MIN", suspects_min)
        found = list(contract.suspects(schema, frame.iter_slices(batch_rows)))
    assert sorted(failure for suspects in found for failure in failures_of(schema, suspects)) == sorted(
        failures_of(schema, frame)
    )


def test_rows_that_pass_every_rule_are_not_suspects() -> None:
    schema = contract.schema(a_tenant())
    ended = (*GOOD[:2], "none of ours", True, True, True)
    (suspects,) = contract.suspects(schema, [frame_of([GOOD, ended])])
    assert suspects.is_empty()


def test_a_column_of_another_type_is_a_bug_even_where_nobody_is_suspect() -> None:
    schema = contract.schema(a_tenant())
    frame = frame_of([GOOD]).with_columns(knows_options=pl.lit(1))
    (suspects,) = contract.suspects(schema, [frame])
    assert suspects.is_empty()
    with pytest.raises(AssertionError, match="a check of the contract raised"):
        contract.check(schema, suspects, "employee_id")


def test_suspects_are_judged_as_soon_as_there_are_enough_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many rows fail, the number of pending suspects is bounded."""
    monkeypatch.setattr(contract, "SUSPECTS_MIN", 5)
    schema = contract.schema(a_tenant())
    frame = frame_of([(None, *GOOD[1:])] * 20)
    assert [len(suspects) for suspects in contract.suspects(schema, frame.iter_slices(3))] == [6, 6, 6, 2]


def test_suspects_do_not_keep_the_texts_of_their_batch_in_memory() -> None:
    schema = contract.schema(a_tenant())
    long = "x" * 200
    rows: list[Row] = [
        (f"{n}{long}", "7", f"{n}{long}@acme.example", False, n > 0, True) for n in range(1000)
    ]
    (suspects,) = contract.suspects(schema, [frame_of(rows)])
    assert suspects["row_id"].to_list() == [100]
    assert suspects.to_arrow(compat_level=pl.CompatLevel.newest()).get_total_buffer_size() < 10_000


def reasons(identity: str, row: Row) -> set[tuple[str, str]]:
    failures = contract.check(contract.schema(a_tenant(identity=identity)), frame_of([row]), identity)
    return set(zip(failures.columns, failures.reasons, strict=True))


@pytest.mark.parametrize("row", FAILING)
def test_each_of_these_rows_breaks_one_rule(row: Row) -> None:
    assert len(reasons("employee_id", row)) == 1


@pytest.mark.parametrize("text", ["4.00123E+15", "4,00123e15", "-1e3", "1E-05"])
def test_i31_a_rounded_identifier_is_rejected_whichever_column_it_is(text: str) -> None:
    row = (text, None, *GOOD[2:])
    assert reasons("title", row) == {("title", "id_precision_loss")}
    assert reasons("email", (text, "7", text, *GOOD[3:])) == {("email", "id_precision_loss")}
    assert reasons("title", ("7", text, *GOOD[2:])) == {("employee_id", "id_precision_loss")}


def test_at17_an_odd_email_that_was_once_accepted_still_ends_its_person() -> None:
    """R9: where the e-mail is the identifier, an account may be linked under it."""
    email = "ana@localhost"
    assert reasons("email", (email, None, email, False, True, True)) == {("email", "email_invalid")}
    assert reasons("email", (email, None, email, True, True, True)) == set()


@pytest.mark.parametrize("email", ["a@b.example", "o'neil+x@a-b.co.uk", "ä@bücher.example", "a..b@x.example"])
def test_an_unusual_but_whole_email_is_accepted(email: str) -> None:
    assert reasons("employee_id", ("7", "7", email, *GOOD[3:])) == set()
