"""Fills the sample workbook in memory: its sheets as text, with some cells replaced."""

import re
from collections.abc import Mapping

from qooper_assets.core.sample_workbook.grid import Sheet
from qooper_assets.core.sample_workbook.layout import lay_out
from qooper_assets.core.sample_workbook.parse import parse
from qooper_assets.core.sample_workbook.texts import Language
from qooper_assets.core.sample_workbook.words import TEXTS
from qooper_assets.core.suggest.answers import Answers
from qooper_assets.core.suggest.proposal import Chosen, Proposal, Question

PROPOSAL = Proposal(
    identity="employee_id",
    chosen={
        "email": Chosen("email", "Mail"),
        "employee_id": Chosen("employee_id", "No."),
        "hire_date": Chosen("hire_date", "Hired", (), {"format": "%d.%m.%Y"}),
        "status": Chosen("status", "State", (), {"values": {"on": "active", "a = b; c": "inactive"}}),
        "manager": Chosen("manager", "Boss", (), {"refers_to": "email"}),
        "skills": Chosen("skills", "Skills", (), {"split": ","}),
        "languages": Chosen("languages", "Languages", (), {"split": " & "}),
    },
    questions=(
        Question("which_column", "title", "Which of the columns?", ("Title", "Position", "none")),
        Question("is_it", "phone", "Does the column 'Mobile' hold it?", ("Mobile", "none")),
        Question("date_format", "termination_date", "How?", ("DD/MM/YYYY", "MM/DD/YYYY")),
        Question("status_words", "status", "Which words?", ("leave", "paused")),
        Question("name_order", "full_name", "In which order?", ("first_last", "last_first")),
        Question("manager", "manager", "What does it hold?", ("employee_id", "email")),
        Question("identifier", "employee_id", "Which one?", ("employee_id", "email")),
    ),
)


def sheets(
    cells: Mapping[str, str] | None = None, language: Language = "en", proposal: Proposal | None = None
) -> list[Sheet]:
    """The sheets of the workbook, with cells replaced: `{"Fields!E4": "Mail"}`."""
    layouts = lay_out(TEXTS[language], proposal)
    texts = {each.name: [[box.text for box in row] for row in each.rows] for each in layouts}
    for place, text in (cells or {}).items():
        match = re.fullmatch(r"(\w+)!([A-Z])([0-9]+)", place)
        assert match, place
        rows, row, column = texts[match[1]], int(match[3]) - 1, ord(match[2]) - ord("A")
        rows.extend([] for _ in range(len(rows), row + 1))
        rows[row].extend("" for _ in range(len(rows[row]), column + 1))
        rows[row][column] = text
    return [Sheet(name, rows) for name, rows in texts.items()]


def fill(
    cells: Mapping[str, str] | None = None, language: Language = "en", proposal: Proposal | None = None
) -> Answers:
    return parse(sheets(cells, language, proposal), "x.xlsx")
