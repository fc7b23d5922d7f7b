"""Reads the sheet Connection: where and when the file is delivered.

What is valid is decided by the models of the tenant file; here an answer in words becomes one of its values.

Belongs here: the answers of this sheet. Does not: the rules of the keys (`core/tenant/`), or where a cell is
(`grid.py`).
"""

import re
from collections.abc import Mapping
from typing import Any, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from qooper_assets.core import file_names
from qooper_assets.core.sample_workbook.grid import Cell, Grid, Problems, shown
from qooper_assets.core.sample_workbook.texts import HEADER_ROW, ConnectionColumn
from qooper_assets.core.sample_workbook.validity import not_listed, problem_of
from qooper_assets.core.sample_workbook.words import TEXTS, value_of
from qooper_assets.core.suggest.answers import AuthType, Connection
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.schedule import Every, Schedule, Weekday
from qooper_assets.core.tenant.tenant import Owner
from qooper_assets.core.words import word_key

FEED: Mapping[str, Any] = {
    "host": "sftp.example",
    "username": "example",
    "auth": {"type": "password", "password": "env:EXAMPLE"},
    "path": "/example",
}
SCHEDULE: Mapping[str, Any] = {"timezone": "UTC"}
"""Valid keys, in which one is replaced by an answer to see whether it is valid as well."""
NAME_CHARS_MAX = 200
LABELS = {word_key(text.label): key for texts in TEXTS.values() for key, text in texts.connection.items()}
_DATE_IN_NAME = re.compile(r"(YYYY|JJJJ)([-_.]?)MM\2(DD|TT)")
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?(?: ?(?:Uhr|h))?", re.IGNORECASE)


def parse_connection(grid: Grid, problems: Problems) -> tuple[Connection, dict[str, Cell]]:
    """Parse the answers; return also the cell of each, by attribute of `Connection`."""
    cells = _answers(grid, problems)
    take = _Answers(cells, problems)
    every, on = take.choice("every"), take.choice("on")
    connection = Connection(
        name=take.text("name", NAME_CHARS_MAX),
        host=take.valid("host", Feed, FEED, "this is not the name of a host, such as sftp.example.com"),
        port=take.port(),
        username=take.text("username", NAME_CHARS_MAX),
        auth=cast(AuthType | None, take.choice("auth", is_shown=False)),
        host_keys=take.host_keys(),
        path=take.path(),
        every=Every(every) if every else None,
        on=Weekday(on) if on else None,
        at=take.time_of_day(),
        timezone=take.valid("timezone", Schedule, SCHEDULE, "this is not a time zone"),
        format=cast(Any, take.choice("format")),
        coverage=cast(Any, take.choice("coverage")),
        identity=cast(Any, take.choice("identity")),
        owners=take.owners(),
    )
    _check_weekday(connection, cells, problems)
    _check_pattern(connection, cells, problems)
    return connection, cells


def _answers(grid: Grid, problems: Problems) -> dict[str, Cell]:
    """The answered cells, by attribute of `Connection`."""
    found: dict[str, Cell] = {}
    for row in range(HEADER_ROW + 1, len(grid) + 1):
        label, answer = grid.cell(row, ConnectionColumn.LABEL), grid.cell(row, ConnectionColumn.ANSWER)
        if not answer.text:
            continue
        key = LABELS.get(word_key(label.text))
        if key is None:
            problems.add(
                label, f"{label.shown} is no question of the template. Restore the label of this row"
            )
        elif key in found:
            problems.add(
                answer, f"this question is answered in {found[key].place} as well. Keep one of the rows"
            )
        else:
            found[key] = answer
    return found


class _Answers:
    """Takes one answer after the other out of the sheet."""

    def __init__(self, cells: Mapping[str, Cell], problems: Problems) -> None:
        self._cells = cells
        self._problems = problems

    def text(self, key: str, chars_max: int) -> str | None:
        cell = self._cells.get(key)
        if cell is None:
            return None
        if len(cell.text) > chars_max or not cell.text.isprintable():
            self._problems.add(cell, f"write one line of at most {chars_max} characters")
            return None
        return cell.text

    def choice(self, kind: str, *, is_shown: bool = True) -> str | None:
        """One of a list. What does not belong there may be a secret, so it is shown only if `is_shown`."""
        cell = self._cells.get(kind)
        if cell is None:
            return None
        value = value_of(kind, cell.text)
        if value is None:
            self._problems.add(cell, not_listed(cell, kind, is_shown=is_shown))
        return value

    def valid(
        self, key: str, model: type[BaseModel], others: Mapping[str, Any], otherwise: str
    ) -> str | None:
        """A text that the model accepts under this key."""
        cell = self._cells.get(key)
        if cell is None:
            return None
        problem = problem_of(model, {**others, key: cell.text}, otherwise)
        if problem:
            self._problems.add(cell, problem)
            return None
        return cell.text

    def port(self) -> int | None:
        cell = self._cells.get("port")
        if cell is None:
            return None
        port = int(cell.text) if re.fullmatch("[0-9]{1,9}", cell.text) else 0
        problem = problem_of(Feed, {**FEED, "port": port}, f"{cell.shown} is not a port, 1 to 65535")
        if problem:
            self._problems.add(cell, problem)
            return None
        return port

    def host_keys(self) -> tuple[str, ...]:
        cell = self._cells.get("host_keys")
        keys: list[str] = []
        for number, key in enumerate(_listed(cell, "\n,;"), 1):
            problem = problem_of(Feed, {**FEED, "host_keys": [key]}, "this is not a fingerprint")
            if problem and cell:
                which = f"fingerprint {number}: " if len(_listed(cell, "\n,;")) > 1 else ""
                self._problems.add(cell, which + problem)
            else:
                keys.append(key)
        return tuple(dict.fromkeys(keys))

    def path(self) -> str | None:
        """A path. A date in letters, as in YYYYMMDD, becomes one that the tenant file knows."""
        cell = self._cells.get("path")
        if cell is None:
            return None
        path = _DATE_IN_NAME.sub(r"{date:%Y\2%m\2%d}", cell.text)
        pick = {"pick": "newest"} if path.startswith("/") and is_pattern(path) else {}
        otherwise = "this is not a path, such as /folder/employees.csv"
        problem = problem_of(Feed, {**FEED, **pick, "path": path}, otherwise)
        if not problem and not path.isprintable():
            problem = otherwise
        if problem:
            self._problems.add(cell, problem)
            return None
        return path

    def time_of_day(self) -> str | None:
        cell = self._cells.get("at")
        if cell is None:
            return None
        match = _CLOCK.fullmatch(cell.text)
        time = f"{int(match[1]):02}:{match[2]}" if match else cell.text
        otherwise = f"{cell.shown} is not a time of day. Write it as 05:30, from 00:00 to 23:59"
        problem = problem_of(Schedule, {**SCHEDULE, "at": time}, otherwise)
        if problem:
            self._problems.add(cell, problem)
            return None
        return time

    def owners(self) -> tuple[str, ...]:
        cell = self._cells.get("owners")
        owners: list[str] = []
        for owner in _listed(cell, "\n,; "):
            if cell and not _is_address(owner):
                self._problems.add(cell, f"{shown(owner)} is not an e-mail address")
            else:
                owners.append(owner)
        return tuple(dict.fromkeys(owners))


def is_pattern(path: str) -> bool:
    """True if the name of the file is a pattern, so that `pick` has to say which file is taken."""
    return file_names.has_glob(file_names.split(path)[1])


def _listed(cell: Cell | None, separators: str) -> list[str]:
    parts = re.split(f"[{separators}]", cell.text) if cell else []
    return [part.strip() for part in parts if part.strip()]


def _is_address(text: str) -> bool:
    try:
        TypeAdapter(Owner).validate_python(text)
    except ValidationError:
        return False
    return "@" in text and not text.startswith("team:")


def _check_weekday(connection: Connection, cells: Mapping[str, Cell], problems: Problems) -> None:
    weekly, daily = connection.every is Every.WEEK, connection.every is Every.DAY
    if weekly and "on" not in cells:
        problems.add(cells["every"], "a weekly file needs a weekday. Choose one below")
    elif daily and "on" in cells:
        problems.add(cells["on"], "a daily file has no weekday. Clear this cell, or choose weekly")
    elif "every" not in cells and "on" in cells:
        problems.add(
            cells["on"], "a weekday goes with a weekly file. Choose weekly above, or clear this cell"
        )


def _check_pattern(connection: Connection, cells: Mapping[str, Cell], problems: Problems) -> None:
    if connection.coverage == "delta" and connection.path and is_pattern(connection.path):
        problems.add(
            cells["path"],
            "with only changes, each file counts, so its name can't be a pattern. Write a name with a date in"
            " it, such as /out/changes_YYYYMMDD.csv, or send full lists",
        )
