"""Every SQL file on its own: input tables, expected table.

A folder here is named after a SQL file; a case in it is a text: what it shows, `variables`, the
tables that the SQL file reads, and `gives`. Cells: blank is NULL; attributes are `name=value; …`;
columns that are not shown have the defaults below, and columns of the result that are not shown are
not compared.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.policy import Policy
from qooper_assets.edges.engine.change_sets import stage_decisions
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.engine.instances import sql_folder
from qooper_assets_tests.spec.tables import Block, block_of

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*/*.txt"))
STEMS = (
    "reuse/line_matches",
    "reuse/unchanged",
    "normalize/identities",
    "reuse/stale_base_rows",
    "reuse/reuse_conflicts",
    "normalize/rejects",
    "normalize/excluded",
    "normalize/kept",
    "normalize/managers",
    "normalize/lines",
    "normalize/rejected",
    "normalize/people",
    "normalize/roster",
    "observe/vanished",
    "observe/correlated",
    "rekey/new_keys",
    "plan/unidentified",
    "plan/answered",
    "plan/relinked",
    "plan/relinked_accounts",
    "plan/date_cells",
    "plan/unreadable_dates",
    "plan/mismatches",
    "plan/pairs",
    "plan/declines",
    "plan/in_doubt",
    "plan/identity_claims",
    "plan/reused_ids",
    "plan/given_up",
    "plan/doubts",
    "plan/withheld",
    "plan/taken_emails",
    "plan/situations",
    "plan/questions",
    "plan/known_managers",
    "plan/update_candidates",
    "plan/differences",
    "plan/damaged",
    "plan/proposals",
    "plan/attribute_changes",
    "plan/attribute_holders",
    "plan/unresolved_managers",
    "plan/manager_edges",
    "plan/changes",
    "plan/population",
    "plan/forgotten",
    "plan/remembered",
    "plan/date_effects",
    "plan/summary",
    "plan/left_out",
    "plan/moves",
    "plan/declined_facts",
    "plan/strangers",
    "normalize/open_rows",
    "plan/scope",
)
"""In execution order, except for the last four."""
PEOPLE = STEMS.index("normalize/people")
DAMAGED = "STRUCT(name VARCHAR, why VARCHAR)[]"
ATTRIBUTES = "STRUCT(first_name VARCHAR, last_name VARCHAR, title VARCHAR, hire_date VARCHAR)"
PERSON = {
    "external_id": ("VARCHAR", ""),
    "employee_id": ("VARCHAR", ""),
    "email": ("VARCHAR", ""),
    "is_active": ("BOOLEAN", "true"),
    "hire_on": ("DATE", ""),
    "termination_on": ("DATE", ""),
    "manager": ("VARCHAR", ""),
    "attributes": (ATTRIBUTES, ""),
    "profile": ("UBIGINT", ""),
    "email_hash": ("UBIGINT", ""),
    "manager_hash": ("UBIGINT", ""),
    "twin_hash": ("UBIGINT", ""),
    "row_hash": ("UBIGINT", ""),
    "filled": ("VARCHAR", ""),
    "dropped": ("VARCHAR[]", ""),
    "unsaid": ("VARCHAR[]", ""),
    "scope": ("VARCHAR", ""),
    "is_out_of_scope": ("BOOLEAN", "false"),
    "landing": ("BIGINT", ""),
}
KEPT = {name: PERSON[name] for name in PERSON if not name.endswith("hash") and name != "profile"}
PRINT = {"hash_1": ("UBIGINT", ""), "hash_2": ("UBIGINT", "")}
ANSWER = {
    "id": ("BIGINT", "1"),
    "external_id": ("VARCHAR", ""),
    "other": ("VARCHAR", ""),
    "account_id": ("VARCHAR", ""),
    "reason": ("VARCHAR", ""),
    "answer": ("VARCHAR", ""),
}
TABLES: dict[str, dict[str, tuple[str, str]]] = {
    "normalized": {
        "row_id": ("BIGINT", ""),
        "external_id": ("VARCHAR", ""),
        "employee_id": ("VARCHAR", ""),
        "email": ("VARCHAR", ""),
        "email_key": ("VARCHAR", ""),
        "is_known_status": ("BOOLEAN", "true"),
        "is_active": ("BOOLEAN", "true"),
        "is_ended": ("BOOLEAN", "false"),
        "hire_on": ("DATE", ""),
        "termination_on": ("DATE", ""),
        "manager": ("VARCHAR", ""),
        "attributes": (ATTRIBUTES, ""),
        "filled": ("VARCHAR", ""),
        "is_respelled": ("BOOLEAN", "false"),
        "is_header": ("BOOLEAN", "false"),
        "knows_options": ("BOOLEAN", "true"),
        "dropped": ("VARCHAR[]", ""),
        "unsaid": ("VARCHAR[]", ""),
        "scope": ("VARCHAR", ""),
        "is_out_of_scope": ("BOOLEAN", "false"),
    },
    "account_keys": {"account_id": ("VARCHAR", ""), "text": ("VARCHAR", "")},
    "roster_keys": {"external_id": ("VARCHAR", ""), "text": ("VARCHAR", "")},
    "steps": {"row_id": ("BIGINT", "0"), "lines_before": ("BIGINT", "1")},
    "unreadable": {
        "source_line": ("BIGINT", ""),
        "reason": ("VARCHAR", ""),
        "identifier": ("VARCHAR", ""),
        "email": ("VARCHAR", ""),
    },
    "contract_failures": {
        "row_id": ("BIGINT", ""),
        "column_name": ("VARCHAR", ""),
        "reason": ("VARCHAR", ""),
    },
    "lines": {"external_id": ("VARCHAR", ""), "source_line": ("BIGINT", "")},
    "rejects": {
        "source_line": ("BIGINT", ""),
        "row_id": ("BIGINT", ""),
        "external_id": ("VARCHAR", ""),
        "email_key": ("VARCHAR", ""),
        "column_name": ("VARCHAR", ""),
        "reason": ("VARCHAR", ""),
        "is_identifier_readable": ("BOOLEAN", "true"),
        "cells": ("VARCHAR", ""),
    },
    "places": {"source_line": ("BIGINT", ""), "source_byte": ("BIGINT", "")},
    "cells": {"row_id": ("BIGINT", ""), "cells": ("VARCHAR", "")},
    "roster": {**PERSON, "file_row_number": ("BIGINT", "")},
    "base": {**PERSON, "file_row_number": ("BIGINT", "")},
    "roster_before": KEPT,
    "judged_again": KEPT,
    "kept": {**KEPT, "email_key": ("VARCHAR", ""), "reference": ("VARCHAR", "")},
    "people": PERSON,
    "people_before": PERSON,
    "stale_base_rows": {"base_row": ("BIGINT", ""), "external_id": ("VARCHAR", "")},
    "outdated_before": {"base_row": ("BIGINT", ""), "external_id": ("VARCHAR", "")},
    "fingerprints": {"source_line": ("BIGINT", ""), **PRINT},
    "lines_before": {"external_id": ("VARCHAR", ""), **PRINT},
    "line_matches": {"external_id": ("VARCHAR", ""), "source_line": ("BIGINT", ""), **PRINT},
    "unchanged": {"external_id": ("VARCHAR", ""), "source_line": ("BIGINT", ""), **PRINT},
    "accounts": {
        "account_id": ("VARCHAR", ""),
        "employee_id": ("VARCHAR", ""),
        "email": ("VARCHAR", ""),
        "email_key": ("VARCHAR", ""),
        "status": ("VARCHAR", "active"),
        "is_administrator": ("BOOLEAN", "false"),
        "manager_account_id": ("VARCHAR", ""),
        "version": ("VARCHAR", "1"),
        "attributes": (ATTRIBUTES, ""),
        "file_row_number": ("BIGINT", ""),
    },
    "links": {
        "external_id": ("VARCHAR", ""),
        "account_id": ("VARCHAR", ""),
        "is_active": ("BOOLEAN", "true"),
    },
    "declined": {
        "external_id": ("VARCHAR", ""),
        "action": ("VARCHAR", ""),
        "facts": ("VARCHAR", "absent"),
        "policy_version": ("VARCHAR", "p"),
        "change_set_id": ("VARCHAR", "c"),
    },
    "declines": {
        "external_id": ("VARCHAR", ""),
        "action": ("VARCHAR", ""),
        "change_set_id": ("VARCHAR", "c"),
        "is_repeated": ("BOOLEAN", "true"),
    },
    "answers": {**ANSWER, "facts": ("VARCHAR", "")},
    "answered": {**ANSWER, "is_fitting": ("BOOLEAN", "true")},
    "ends": {
        "external_id": ("VARCHAR", ""),
        "last_day": ("DATE", ""),
        "ended_on": ("DATE", ""),
        "ended_by": ("VARCHAR", ""),
    },
    "date_effects": {"external_id": ("VARCHAR", "")},
    "absences": {"external_id": ("VARCHAR", ""), "files": ("BIGINT", "")},
    "situations": {
        "external_id": ("VARCHAR", ""),
        "account_id": ("VARCHAR", ""),
        "situation": ("VARCHAR", ""),
        "withheld": ("VARCHAR", ""),
        "account_state": ("VARCHAR", "none"),
        "is_protected": ("BOOLEAN", "false"),
        "ended": ("VARCHAR", ""),
        "is_active": ("BOOLEAN", "true"),
        "is_future_hire": ("BOOLEAN", "false"),
        "is_undated": ("BOOLEAN", "false"),
        "is_in_doubt": ("BOOLEAN", "false"),
        "may_differ": ("BOOLEAN", "true"),
        "files_absent": ("BIGINT", "0"),
        "roster_row": ("BIGINT", ""),
        "account_row": ("BIGINT", ""),
    },
    "differences": {
        "external_id": ("VARCHAR", ""),
        "differences": ("STRUCT(name VARCHAR, before VARCHAR, after VARCHAR)[]", ""),
        "changes_identity": ("BOOLEAN", "false"),
        "changes_name": ("BOOLEAN", "false"),
        "damaged": (DAMAGED, ""),
    },
    "changes": {
        "external_id": ("VARCHAR", ""),
        "action": ("VARCHAR", ""),
        "before": ("VARCHAR", ""),
        "after": ("VARCHAR", ""),
        "is_email_move": ("BOOLEAN", "false"),
        "changes_identity": ("BOOLEAN", "false"),
        "changes_name": ("BOOLEAN", "false"),
    },
    "damaged": {
        "external_id": ("VARCHAR", ""),
        "source_line": ("BIGINT", ""),
        "name": ("VARCHAR", ""),
        "why": ("VARCHAR", "garbled"),
    },
    "unresolved_managers": {"external_id": ("VARCHAR", ""), "reason": ("VARCHAR", "manager_unresolved")},
    "manager_circles": {"external_id": ("VARCHAR", "")},
    "open_before": {
        "partition": ("VARCHAR", "2026-03-02"),
        "run_id": ("VARCHAR", "r"),
        "raw_sha256": ("VARCHAR", "old"),
        "landing": ("BIGINT", "1"),
        "source_line": ("BIGINT", ""),
        "external_id": ("VARCHAR", ""),
        "reason": ("VARCHAR", ""),
        "policy_version": ("VARCHAR", "p"),
    },
    "newcomers": {"external_id": ("VARCHAR", "")},
}
"""Table → column → type and default."""

VARIABLES = """
identity: employee_id
adopts: true
enforces_roster: false
effective_on: 2026-03-02
end_by: earliest
status_is_mapped: true
manager_refers_to: identity
landing: null
partition: 2026-03-03
run_id: now
raw_sha256: new
protected_emails: [""]
clear_when_blank: [""]
empty_words: ["null", "nan"]
may_be_empty: [title]
held_back: [""]
owned_by_qooper: [""]
not_updated: [""]
absent_after_files: 1
rename_days: 30
unreadable_if_missing: [""]
kept_if_missing: [""]
is_new_content: true
absence_counts: true
name_order: ""
people: 0
policy_version: p
"""


WORKED_OUT = (
    "normalize/identities",
    "normalize/excluded",
    "normalize/managers",
    "normalize/lines",
    "observe/vanished",
    "observe/correlated",
    "plan/unidentified",
    "plan/relinked",
    "plan/unreadable_dates",
    "plan/mismatches",
    "plan/pairs",
    "plan/declines",
    "plan/in_doubt",
    "plan/identity_claims",
    "plan/reused_ids",
    "plan/given_up",
    "plan/doubts",
    "plan/withheld",
    "plan/taken_emails",
    "plan/known_managers",
    "plan/update_candidates",
    "plan/proposals",
    "plan/population",
)
"""Tables that a case need not show because they are derived from the others."""

NUMBERED = """
update situations set
    roster_row = (select r.file_row_number from roster as r where r.external_id = situations.external_id),
    account_row = (select a.file_row_number from accounts as a where a.account_id = situations.account_id)
"""
"""Sets the row numbers of the people and accounts in a case's situations."""


def value_of(cell: str, sql_type: str) -> Any:
    """Parse a cell into a value of a SQL type."""
    if sql_type == ATTRIBUTES:
        given = dict(part.strip().split("=", 1) for part in cell.split(";") if part.strip())
        return {name: given.get(name) for name in ("first_name", "last_name", "title", "hire_date")}
    if not cell:
        return [] if sql_type.endswith("[]") else None
    if sql_type == DAMAGED:
        return [dict(zip(("name", "why"), part.split(), strict=True)) for part in cell.split(";")]
    if sql_type == "VARCHAR[]":
        return [part.strip() for part in cell.split(";")]
    if sql_type.endswith("[]"):
        found = [re.fullmatch(r"(\w+) (.+) → (.+)", part.strip()) for part in cell.split(";")]
        return [
            {
                "name": f[1],
                "before": None if f[2] == "–" else f[2],
                "after": None if f[3] == "–" else f[3],
            }
            for f in found
            if f
        ]
    return {"yes": True, "no": False}.get(cell, cell)


def shown(value: Any) -> str:
    """Format a value as in the cases."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(
                d
                if isinstance(d, str)
                else f"{d['name']} {d['why']}"
                if "why" in d
                else f"{d['name']} {d['before'] or '–'} → {d['after'] or '–'}"
                for d in value
            )
        case dict():
            return "; ".join(f"{name}={v}" for name, v in value.items() if v is not None)
        case _:
            return str(value)


def make(engine: Engine, name: str, block: Block | None) -> None:
    """Create one table, empty if the case does not show it (but the header has a line). The key of an e-mail
    and the profile of attributes are derived; records are in the order of their rows, and rows of a stored
    file are numbered."""
    columns = TABLES[name]
    described = ", ".join(f'"{column}" {kind}' for column, (kind, _) in columns.items())
    engine.connection.execute(f'create table "{name}" ({described})')
    given = block.rows if block else [{}] if name == "steps" else ()
    for place, row in enumerate(given):
        assert set(row) <= set(columns), f"{name}: {set(row) - set(columns)}"
        cells = {column: default for column, (_, default) in columns.items()} | row
        if "email_key" in columns and not row.get("email_key"):
            cells["email_key"] = cells.get("email", "").lower()
        if name == "normalized":
            cells["row_id"] = str(place)
        values = [value_of(cells[column], kind) for column, (kind, _) in columns.items()]
        marks = ", ".join(f"cast(? as {kind})" for kind, _ in columns.values())
        engine.connection.execute(f'insert into "{name}" values ({marks})', values)
    if "profile" in columns:
        engine.connection.execute(
            f'update "{name}" set profile = profile(external_id, employee_id, attributes),'
            " email_hash = hash(email_key(email)), manager_hash = hash(manager),"
            " twin_hash = hash(twin_key(external_id))"
        )
    if "file_row_number" in columns:
        engine.connection.execute(f'update "{name}" set file_row_number = rowid')


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with open_engine(tmp_path, Limits()) as opened:
        yield opened


def stem_of(case: Path) -> str:
    """Return the SQL file of a case, such as `plan/situations`."""
    return case.parent.relative_to(HERE).as_posix()


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{stem_of(path)}/{path.stem}")
def test_a_table_is_computed_as_its_case_says(path: Path, engine: Engine) -> None:
    title, *paragraphs = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    assert "|" not in title, "a case begins with what it shows"
    variables = yaml.safe_load(VARIABLES)
    blocks: dict[str, Block] = {}
    for paragraph in paragraphs:
        block = block_of(paragraph) if "\n|" in paragraph else None
        if block:
            blocks[block.heading] = block
        elif paragraph.startswith("variables\n"):
            variables |= yaml.safe_load(paragraph.removeprefix("variables\n"))
    gives = blocks.pop("gives")
    stem = stem_of(path)
    made, place = path.parent.name, STEMS.index(stem)
    for name in TABLES:
        if name != made:
            make(engine, name, blocks.pop(name, None))
    assert not blocks, f"unknown tables {list(blocks)}"
    if STEMS.index("normalize/rejects") < place < PEOPLE:  # normalize/rejected adds their cells
        engine.connection.execute("alter table rejects drop column cells")
    stage_decisions(engine, Policy())
    engine.set(**variables)
    engine.connection.execute('alter table accounts rename to "listed"')
    for before in WORKED_OUT:
        if STEMS.index(before) < place and (place <= PEOPLE) == (STEMS.index(before) <= PEOPLE):
            engine.run(before)
        if before == "observe/correlated" and place > STEMS.index(before):
            engine.connection.execute("create view accounts as from correlated")
            engine.connection.execute("create view stored_accounts as from correlated")
            if made != "situations":
                engine.connection.execute(NUMBERED)
    engine.run(stem)
    columns = ", ".join(f'"{name}"' for name in gives.columns)
    found = [tuple(map(shown, row)) for row in engine.rows(f'select {columns} from "{made}"')]
    assert sorted(found) == sorted(tuple(row.values()) for row in gives.rows)


def test_every_sql_file_after_the_first_has_cases() -> None:
    """normalize/normalized reads a file, and is tested with the reader (readers/csv/test_reader.py)."""
    files = {
        path.relative_to(sql_folder()).with_suffix("").as_posix() for path in sql_folder().glob("*/*.sql")
    }
    assert files == {"normalize/normalized", *STEMS}
    assert {stem_of(path) for path in CASES} == set(STEMS)
