"""Rows reused from an earlier roster equal those of reading the whole file (decision 19).

Each file is read twice: reusing the roster of the last accepted delivery, and without it.
`QOOPER_EXAMPLES=300` in the environment tries that many pairs of days instead of a few.
"""

import os
import random
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from qooper_assets import stages
from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.roster import Roster
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.engine import open_engine
from qooper_assets.readers.csv import text as csv_text
from qooper_assets.readers.encodings import detect
from qooper_assets.stages import reusing
from qooper_assets_tests.laws.deliveries import (
    FIRST_ROSTER,
    MAPPING,
    Delivery,
    a_person,
    content_of,
    deliveries,
    first_load,
    rows_of,
    the_day_after,
)
from qooper_assets_tests.worlds import World, a_row, a_tenant

EXAMPLES = int(os.environ.get("QOOPER_EXAMPLES", "4"))
WITHOUT_MANAGERS = MAPPING | {"manager": None}
TENANTS = {
    "employee_id": a_tenant(mapping=MAPPING),
    "email": a_tenant(identity="email", mapping=WITHOUT_MANAGERS),
    "first_name": a_tenant(identity="first_name", mapping=WITHOUT_MANAGERS),
}


class Read(NamedTuple):
    """The complete result of reading a file."""

    people: list[dict[str, Any]]
    lines: list[tuple[str, int]]
    rejects: list[dict[str, Any]]
    manifest: dict[str, Any]


def read(world: World, content: bytes, whole: bool, monkeypatch: pytest.MonkeyPatch) -> tuple[Read, Roster]:
    with monkeypatch.context() as patch:
        if whole:
            patch.setattr(reusing, "find", lambda *_: None)
        roster = world.normalize(content)
    with world.runtime.scratch() as scratch, open_engine(scratch, world.tenant.feed.limits) as engine:
        roster_files.load(engine, world.runtime.roster_files(roster, scratch))
        people = [
            row
            for frame in engine.frames("select * exclude (file_row_number) from roster order by external_id")
            for row in frame.to_dicts()
        ]
    lines = [(row["external_id"], row["source_line"]) for row in rows_of(world, roster.lines_location)]
    rejects = rows_of(world, roster.rejects_location)
    message = roster.model_dump(
        exclude={"run_id", "base_totals", *(n for n in Roster.model_fields if n.endswith("location"))}
    )
    return Read(people, sorted(lines), rejects, message), roster


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {identity: tmp_path_factory.mktemp(identity) for identity in TENANTS}
    for identity, folder in folders.items():
        first_load(folder, TENANTS[identity])
    return folders


@pytest.fixture
def recognized(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of matched lines of each file."""
    counts: list[int] = []
    stage = reusing.stage

    def counting(engine: Any, earlier: Any, file: Any) -> None:
        counts.append(file.unchanged)
        stage(engine, earlier, file)

    monkeypatch.setattr(reusing, "stage", counting)
    return counts


@pytest.mark.parametrize("identity", sorted(TENANTS))
@pytest.mark.parametrize("in_parts", [False, True])
@settings(deadline=None, derandomize=True, max_examples=EXAMPLES, phases=[Phase.generate])
@given(delivery=deliveries(), next_day=deliveries(), line_end=st.sampled_from(["\r\n", "\n"]))
def test_reusing_an_earlier_roster_changes_no_result(
    identity: str,
    in_parts: bool,
    delivery: Delivery,
    next_day: Delivery,
    line_end: str,
    loaded: dict[str, Path],
) -> None:
    with pytest.MonkeyPatch.context() as patch, the_day_after(loaded[identity], TENANTS[identity]) as world:
        if in_parts:
            patch.setattr(roster_files, "SPLIT_PEOPLE_MIN", 1)
            patch.setattr(roster_files, "SPLIT_SHARE_MAX", 10)
        for lines in (delivery.lines, next_day.lines):
            content = content_of(lines).replace(b"\r\n", line_end.encode())
            against_it, _ = read(world, content, False, patch)
            whole, _ = read(world, content, True, patch)
            assert against_it == whole
            world.sync(content, approve=True)
            world.next_day()


def test_the_law_covers_files_of_which_most_lines_are_matched(
    loaded: dict[str, Path], recognized: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the law above would prove nothing."""
    rows = [*FIRST_ROSTER[:-2], a_person(99), a_row("broken", "nowhere")]
    random.Random(7).shuffle(rows)
    with the_day_after(loaded["employee_id"], TENANTS["employee_id"]) as world:
        monkeypatch.setattr(roster_files, "SPLIT_PEOPLE_MIN", 1)
        monkeypatch.setattr(roster_files, "SPLIT_SHARE_MAX", 10)
        first, roster = read(world, content_of(rows), False, monkeypatch)
        assert recognized[-1] >= len(FIRST_ROSTER) - 4
        assert roster.base_location and roster.stale_base_rows_location
        base = Path(world.runtime.artifacts.where(roster.base_location))
        assert base.stat().st_nlink == 2, "each day's folder is complete, and the base is stored once"
        assert len(first.people) == len(FIRST_ROSTER) - 1
        assert first.manifest["rejects_by_reason"] == {"email_invalid": 1}


@pytest.mark.parametrize(
    ("identity", "row"),
    [
        pytest.param("employee_id", a_person(99, email="p1@acme.example"), id="an e-mail"),
        pytest.param("employee_id", a_person(1, title="Other"), id="an identifier"),
        pytest.param("email", a_person(1, email="p99@acme.example"), id="an employee id, by e-mail"),
        pytest.param(
            "first_name",
            a_person(1, first="First99", email="p99@acme.example"),
            id="an employee id, by another column",
        ),
    ],
)
def test_a_record_that_claims_what_an_unchanged_one_has_is_judged_with_it(
    identity: str,
    row: str,
    loaded: dict[str, Path],
    recognized: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """I02 I03 I20: the unchanged row is rejected too, although its line was matched."""
    content = content_of([*FIRST_ROSTER, row, a_person(300)])
    with the_day_after(loaded[identity], TENANTS[identity]) as world:
        against_it, _ = read(world, content, False, monkeypatch)
        assert recognized[0] > 0 and recognized[-1] == 0, "read with reuse, then as a whole"
        assert {row["source_line"] for row in against_it.rejects} == {3, len(FIRST_ROSTER) + 2}


def test_p35_an_unchanged_line_inside_a_text_is_no_person(
    loaded: dict[str, Path], recognized: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody puts the row of a person who left, or of one who is still there, into a text of their own."""
    left, still_there = FIRST_ROSTER[5], FIRST_ROSTER[7]
    text = f'"\r\n{left}\r\n{still_there}\r\n"'
    rows = [*FIRST_ROSTER[:5], *FIRST_ROSTER[6:], a_person(99, title=text), a_person(98)]
    with the_day_after(loaded["employee_id"], TENANTS["employee_id"]) as world:
        against_it, roster = read(world, content_of(rows), False, monkeypatch)
        assert recognized[-1] == 0, "read as a whole"
        assert against_it == read(world, content_of(rows), True, monkeypatch)[0]
        people = {person["external_id"] for person in against_it.people}
        assert people == {row.split(",")[0] for row in [*FIRST_ROSTER, a_person(98)]} - {left.split(",")[0]}
        assert roster.rejects_by_reason == {"line_break_in_cell": 1, "between_quotes": 3}


@pytest.mark.parametrize(
    "what",
    ["tenant", "header", "code", "later day", "roster gone", "roster damaged", "roster cut", "roster short"],
)
def test_without_certainty_the_whole_file_is_read(
    what: str, loaded: dict[str, Path], recognized: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = content_of(FIRST_ROSTER)
    with the_day_after(loaded["employee_id"], TENANTS["employee_id"]) as world:
        assert read(world, content, False, monkeypatch)[1].warnings == () and recognized[-1] > 0
        stored = world.runtime.artifacts
        match what:
            case "tenant":
                world.tenant = a_tenant(name="Another name")
            case "header":
                content = content.replace(b"Department", b"DEPARTMENT", 1)
            case "code":
                monkeypatch.setattr(reusing, "code_digest", lambda: "f" * 64)
            case "later day":
                world.next_day(-9)
            case "roster gone":
                (location,) = Path(stored.where("acme")).glob("*/run-1/roster/lines.parquet")
                location.unlink()
            case "roster damaged":
                (location,) = Path(stored.where("acme")).glob("*/run-1/roster.json")
                location.write_text("{}")
            case "roster cut":
                (location,) = Path(stored.where("acme")).glob("*/run-1/roster/roster.parquet")
                location.write_bytes(b"PAR1" + location.read_bytes()[4:-20] + b"PAR1")
            case "roster short":
                (location,) = Path(stored.where("acme")).glob("*/run-1/roster/roster.parquet")
                pl.read_parquet(location).head(-1).write_parquet(location)
        found, roster = read(world, content, False, monkeypatch)
        assert recognized[-1] == 0
        assert len(found.people) == len(FIRST_ROSTER)
        codes = [warning.code for warning in roster.warnings]
        assert codes == (["earlier_roster_unusable"] if what.startswith("roster") else [])


def outcome(world: World, content: bytes, whole: bool, monkeypatch: pytest.MonkeyPatch) -> Read | str:
    try:
        return read(world, content, whole, monkeypatch)[0]
    except DeliveryError as error:
        return f"{error.code}: {error.message}"


LOST, GARBLED = a_person(101, last="Ren\ufffd"), a_person(102, last="RenÃ©")


@pytest.mark.parametrize(
    ("before", "more", "codec", "expected"),
    [
        pytest.param([], [a_person(100, last="René")], "utf-8", "", id="clean"),
        pytest.param([], [LOST], "utf-8", "letters_lost", id="a letter is lost"),
        pytest.param([LOST], [a_person(100)], "utf-8", "letters_lost", id="a letter was already lost"),
        pytest.param([], [GARBLED], "utf-8", "mojibake_suspected", id="garbled"),
        pytest.param([GARBLED], [a_person(100)], "utf-8", "mojibake_suspected", id="already garbled"),
        pytest.param([], [a_person(100, last="René")], "windows-1252", "encoding", id="another encoding"),
        pytest.param([a_person(103, last="Łódź")], [b"E100,\xe9\n"], "utf-8", "encoding", id="mixed"),
        pytest.param([], ["\0"], "utf-8", "not_tabular", id="binary"),
    ],
)
def test_the_encoding_of_unchanged_lines_is_known(
    before: list[str],
    more: list[str | bytes],
    codec: str,
    expected: str,
    loaded: dict[str, Path],
    recognized: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """P02 P03 P04 P18: an unchanged line means what it meant before, clean or not."""
    looked_at: list[Path] = []
    as_utf8 = detect.as_utf8
    with the_day_after(loaded["employee_id"], TENANTS["employee_id"]) as world:
        world.sync(content_of([*FIRST_ROSTER, *before]), approve=True)
        world.next_day()
        rest = b"".join(row if isinstance(row, bytes) else f"{row}\r\n".encode(codec) for row in more)
        content = content_of([*FIRST_ROSTER, *before]) + rest + content_of([a_person(200)]).split(b"\n", 1)[1]
        whole = outcome(world, content, True, monkeypatch)
        monkeypatch.setattr(
            detect, "as_utf8", lambda raw, *a, **k: (looked_at.append(raw), as_utf8(raw, *a, **k))[1]
        )
        assert outcome(world, content, False, monkeypatch) == whole
    message = whole if isinstance(whole, str) else " ".join(w["code"] for w in whole.manifest["warnings"])
    assert expected in message and bool(message) == bool(expected)
    is_decided_by_lines = not before and codec == "utf-8" and isinstance(whole, Read)
    assert bool(looked_at) == (not is_decided_by_lines), "the whole file is scanned where needed"


def test_p05_line_ends_that_begin_to_differ_after_the_head_are_reused_too(
    loaded: dict[str, Path], recognized: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both days are rewritten with LF, although the first lines all end with CR LF."""
    monkeypatch.setattr(csv_text, "HEAD_BYTES", 400)

    def mixed(*more: str) -> bytes:
        content = content_of([*FIRST_ROSTER, *more])
        return content[:800] + content[800:].replace(b"\r\n", b"\n")

    assert mixed()[:400].count(b"\r\n") > 1
    with the_day_after(loaded["employee_id"], TENANTS["employee_id"]) as world:
        world.sync(mixed(), approve=True)
        world.next_day()
        content = mixed(a_person(300), a_row("broken", "nowhere"))
        whole = outcome(world, content, True, monkeypatch)
        assert outcome(world, content, False, monkeypatch) == whole
        assert isinstance(whole, Read) and len(whole.rejects) == 1
    assert recognized[-1] > 0


def test_a_duplicated_line_is_read(
    loaded: dict[str, Path], recognized: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """I01: equal rows are one person, and counted."""
    with the_day_after(loaded["employee_id"], TENANTS["employee_id"]) as world:
        found, _ = read(world, content_of([*FIRST_ROSTER, FIRST_ROSTER[3]]), False, monkeypatch)
        assert found.manifest["counts"]["collapsed"] == 1
        assert recognized[-1] == len(FIRST_ROSTER) - 2, "nor were the last line and the duplicated one"


def test_normalize_reuses_an_earlier_roster_automatically() -> None:
    """`normalize` needs no switch: whatever is certain is reused. `is_alone` is for delta feeds."""
    arguments = {"runtime", "tenant", "raw", "run_id", "is_alone", "return"}
    assert stages.normalize.__annotations__.keys() == arguments
