"""SQL is a document: each file is one statement below a header, and a README lists all of them in order."""

import re
from pathlib import Path

import duckdb
import pytest

from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.words import WHITE_SPACE
from qooper_assets.edges.engine.engine import open_engine
from qooper_assets.edges.engine.instances import sql_folder
from qooper_assets.stages.plan_steps import PLAN_STEPS

FILES = sorted(sql_folder().rglob("*.sql"))
QUERIES = [path for path in FILES if path.parent != sql_folder()]


def name(path: Path) -> str:
    return path.relative_to(sql_folder()).as_posix()


def header_of(path: Path) -> str:
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return "\n".join(lines)


def named() -> list[str]:
    readme = (sql_folder() / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([\w./]+\.sql)` \|", readme, flags=re.MULTILINE)


def test_the_readme_names_every_file_once() -> None:
    assert sorted(named()) == sorted(map(name, FILES))


def test_the_readme_lists_the_files_of_plan_in_the_order_in_which_they_run() -> None:
    plan = [file.removesuffix(".sql") for file in named() if file.startswith("plan/")]
    assert plan[1 : 1 + len(PLAN_STEPS)] == [step.name for step in PLAN_STEPS]


def tables_read(query: str) -> set[str]:
    """Return the tables that a query reads, without its common table expressions."""
    code = re.sub(r"--.*", "", query)
    ctes = set(re.findall(r"(?:with|,)\s+(\w+) as (?:materialized )?\(", code))
    return set(re.findall(r"\b(?:from|join)\s+(\w+)", code)) - ctes


def test_a_step_of_plan_needs_the_steps_whose_tables_it_reads() -> None:
    """The table of steps decides what may run in parallel, so it has to agree with the queries."""
    steps = {step.name.removeprefix("plan/"): step.name for step in PLAN_STEPS}
    assert len(steps) == len(PLAN_STEPS)
    steps["manager_circles"] = "plan/manager_edges"  # which the step makes of it (core/managers.py)
    done: set[str] = set()
    for step in PLAN_STEPS:
        query = (sql_folder() / f"{step.name}.sql").read_text(encoding="utf-8")
        read = {steps[table] for table in tables_read(query) if table in steps}
        assert set(step.needs) == read, step.name
        assert read <= done, f"{step.name} precedes a step that it needs"
        done.add(step.name)


@pytest.mark.parametrize("name", [step.name for step in PLAN_STEPS if step.is_aside])
def test_a_step_that_runs_in_the_other_thread_reads_no_variable(name: str) -> None:
    assert "getvariable" not in (sql_folder() / f"{name}.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", QUERIES, ids=name)
def test_a_file_opens_with_its_question_grain_reads_and_gives(path: Path) -> None:
    header = header_of(path)
    assert re.match(rf"{path.stem}: .+\?$", header, flags=re.MULTILINE), "name: a question?"
    for word in ("Grain", "Reads", "Gives"):
        assert len(re.findall(rf"^{word}\s+\S", header, flags=re.MULTILINE)) == 1, word


@pytest.mark.parametrize("path", QUERIES, ids=name)
def test_a_file_is_one_query(path: Path) -> None:
    (statement,) = duckdb.extract_statements(path.read_text(encoding="utf-8"))
    assert statement.type == duckdb.StatementType.SELECT


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_file_is_a_template(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\{\{|\{%|%s|\$\{|\$\w", text)


def test_no_two_files_become_the_same_table() -> None:
    assert len({path.stem for path in QUERIES}) == len(QUERIES)


def test_every_text_that_nfc_changes_is_normalized(tmp_path: Path) -> None:
    """I13: the cheap check of `needs_trimming` must miss no character of Unicode."""
    with open_engine(tmp_path, Limits()) as engine:
        left_out = engine.rows(
            "select hex(c) from (select unnest(range(33, 1114112)) as c) "
            "where not c between 55296 and 57343"
            " and (trimmed('a' || chr(c::int) || 'b') <> nfc_normalize('a' || chr(c::int) || 'b')"
            "   or trimmed('\uac00' || chr(c::int) || 'b') <> nfc_normalize('\uac00' || chr(c::int) || 'b'))"
        )
    assert left_out == []


def test_python_and_sql_agree_on_white_space(tmp_path: Path) -> None:
    """I12"""
    with open_engine(tmp_path, Limits()) as engine:
        assert sorted(engine.value("select getvariable('white_space')")) == sorted(WHITE_SPACE)
        for space in WHITE_SPACE:
            engine.set(cell=f"{space}a b{space}")
            assert engine.value("select trimmed(getvariable('cell'))") == "a b"


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("'00105", "00105"),
        ('="00107"', "00107"),
        ("106.00", "106"),
        ("'106.0", "106"),
        (" ' 7 ", "7"),
        ('=""', None),
        ("106.1", "106.1"),
        ("E1.0", "E1.0"),
        ("1.0E+5", "1.0E+5"),
        ("'00105'", "'00105'"),
        ("=00107", "=00107"),
        ("'", "'"),
    ],
)
def test_i32_an_id_is_read_as_it_is_meant(tmp_path: Path, cell: str, meant: str | None) -> None:
    with open_engine(tmp_path, Limits()) as engine:
        engine.set(cell=cell, ids_have_decimals=False)
        assert engine.value("select id_text(getvariable('cell'))") == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("mailto:a@b.example", "a@b.example"),
        ("SMTP:A@b.example", "A@b.example"),
        ("< a@b.example >", "a@b.example"),
        ("Ann Lee <mailto:a@b.example>", "a@b.example"),
        ("'a@b.example", "a@b.example"),
        ("a@b.example <c@d.example>", "a@b.example <c@d.example>"),
        ("smtp:a@b.example;smtp:c@d.example", "a@b.example;smtp:c@d.example"),
        ("o'neil+x@b.example", "o'neil+x@b.example"),
    ],
)
def test_at17_an_email_is_read_without_what_is_around_it(tmp_path: Path, cell: str, meant: str) -> None:
    with open_engine(tmp_path, Limits()) as engine:
        engine.set(cell=cell)
        assert engine.value("select email_text(getvariable('cell'))") == meant
