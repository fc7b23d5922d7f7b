"""Store the report of a change set, which is what an approver reads.

Belongs here: its three files. Does not: its wording (`core/report.py`), or the format of a workbook
(`edges/workbook.py`).
"""

import csv
from pathlib import Path

from qooper_assets.core import report
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.contract import REASONS
from qooper_assets.core.roster import Roster
from qooper_assets.edges import workbook
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.engine.engine import Engine

OTHERS = (
    "select external_id, string_agg(other, '; ' order by other) as others from questions group by external_id"
)
"""Whom the question about a withheld person concerns, too."""
MOST_SERIOUS_FIRST = ["DEACTIVATE", "REACTIVATE", "LINK", "CREATE", "UPDATE"]
"""The order of actions in the report, which may be cut off at the end."""


def store_report(
    engine: Engine, artifacts: Artifacts, change_set: ChangeSet, normalized: Roster, scratch: Path
) -> None:
    """Store the report: Markdown with aggregates, a workbook with personal data, a CSV of rejects."""
    markdown = scratch / "report.md"
    markdown.write_text(report.markdown(change_set, normalized), encoding="utf-8")
    artifacts.adopt(markdown, change_set.report_location)
    rejects = engine.rows(
        "select source_line, source_byte, external_id, column_name, reason from rejects"
        " order by source_line, reason"
    )
    rows = [(*place, person, column, code, REASONS[code]) for *place, person, column, code in rejects]
    table = scratch / "rejects.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(report.REJECT_COLUMNS)
        writer.writerows([report.escaped(cell) for cell in row] for row in rows)
    artifacts.adopt(table, change_set.rejects_csv_location)
    workbook.write(
        scratch / "report.xlsx",
        report.text(change_set, normalized),
        changes=engine.stream(
            "select external_id, account_id, action, reason, before, after, source_line from changes"
            f" order by list_position({MOST_SERIOUS_FIRST}, action), external_id limit {workbook.ROWS_MAX}"
        ),
        withheld=engine.stream(
            "select external_id, s.account_id, situation, withheld, source_line, ended_on::varchar, ended_by,"
            " others from (from situations where withheld is not null) as s"
            " left join lines using (external_id) left join ends using (external_id)"
            f" left join ({OTHERS}) using (external_id) order by external_id limit {workbook.ROWS_MAX}"
        ),
        dates=engine.stream(
            "select external_id, account_id, effect, known_last_day::varchar, source_line from date_effects"
            f" order by external_id limit {workbook.ROWS_MAX}"
        ),
        left_out=engine.stream(
            "select external_id, account_id, name, reason, holder_account, source_line from left_out"
            f" order by external_id, name limit {workbook.ROWS_MAX}"
        ),
        rejects=rows[: workbook.ROWS_MAX],
    )
    artifacts.adopt(scratch / "report.xlsx", change_set.workbook_location)
