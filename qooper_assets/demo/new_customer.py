"""The customer's side of `docs/onboarding.md`: Sundara before we know anything about it.

    python -m qooper_assets.demo.new_customer serve FOLDER    their files of two weeks, and their server
    python -m qooper_assets.demo.new_customer answer FILE     fills in the workbook with the questions

Belongs here: what the customer hands over. Does not: the content of a file (`sundara.py`), the server
(`server.py`), or anything on our side, which is done by the product's own commands.
"""

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
from openpyxl import load_workbook

from qooper_assets.demo import sundara
from qooper_assets.demo.people import Person, moved
from qooper_assets.demo.story import cast, joiners, leaders_of, next_day
from qooper_assets.edges.system import SystemClock

if TYPE_CHECKING:
    from qooper_assets.demo.server import SftpServer

SEED = 17_113
DAYS = 14
BROKEN = 8
"""The day, counted from 0, whose export broke off: 60 % of the people, in a valid document."""
ZONE = ZoneInfo("Asia/Kolkata")
PORT = 20_022
USERNAME, PASSWORD = "sundara", "indigo-loom-2026"
REMOTE = "/hr/employees.json"
ANSWERS: dict[str, str | int] = {
    "Connection!B4": "Sundara Looms",
    "Connection!B5": "127.0.0.1",
    "Connection!B6": PORT,
    "Connection!B7": USERNAME,
    "Connection!B8": "password",
    "Connection!B9": "SHA256:ulheBKxBY+qyhNSf1L6zqN7xc1U9hmAqhQchg/h3Ubk",
    "Connection!B10": REMOTE,
    "Connection!B11": "JSON",
    "Connection!B12": "full list",
    "Connection!B13": "daily",
    "Connection!B15": "07:30",
    "Connection!B16": "Asia/Kolkata",
    "Connection!B17": "e-mail",
    "Questions!F4": "id",
}
"""What the customer writes into the workbook, by sheet and cell."""


def files(until: date) -> dict[str, bytes]:
    """The daily files of two weeks, the last one of the given day, by name."""
    days = [until - timedelta(days=back) for back in reversed(range(DAYS))]
    return {
        f"employees_{day:%Y%m%d}.json": sundara.encode(
            people[: len(people) * 6 // 10] if number == BROKEN else people, day
        )
        for number, (day, people) in enumerate(zip(days, _workforces(days), strict=True))
    }


def _workforces(days: Sequence[date]) -> list[tuple[Person, ...]]:
    """Everybody on each day: a few join, a few leave, some move."""
    rng = Random(SEED)
    people = sundara.workforce()
    leaders = leaders_of(people)
    taken = {person.email for person in people}
    fit = cast(rng, people, leaders)
    found = [people]
    for day in days[1:]:
        left = list(islice(fit, rng.randrange(4)))
        movers = list(islice(fit, rng.randrange(3, 10)))
        changed = [moved(rng, person, turn, leaders, sundara.FIRM) for turn, person in enumerate(movers)]
        people = next_day(people, changed, gone=left)
        people += joiners(rng, people, rng.randrange(1, 5), leaders, day, taken, sundara.FIRM)
        found.append(people)
    return found


def deliver(server: "SftpServer", folder: Path, now: datetime) -> None:
    """Write the past files and a sample, as they were sent to us, and place today's file on the server."""
    past = files(now.astimezone(ZONE).date())
    (folder / "past").mkdir(parents=True, exist_ok=True)
    for name, content in past.items():
        (folder / "past" / name).write_bytes(content)
    (folder / "sample.json").write_bytes(content)
    exported_at = min(now, datetime.combine(now.astimezone(ZONE), time(6, 45), ZONE).astimezone(UTC))
    server.put(USERNAME, REMOTE, content, exported_at)


def fill(workbook: Path) -> None:
    """Fill in the workbook with the questions, and save it in place."""
    book = load_workbook(workbook)
    for place, answer in ANSWERS.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell].value = answer
    book.save(workbook)


@click.group()
def main() -> None:
    """Play the customer of docs/onboarding.md."""


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def serve(folder: Path) -> None:
    """Write the customer's files to FOLDER, and serve today's until Ctrl-C."""
    from qooper_assets.demo.server import HOST, Login, SftpServer

    with SftpServer([Login(USERNAME, folder / "server", PASSWORD)], PORT) as server:
        deliver(server, folder, SystemClock().now())
        click.echo(f"{folder}/sample.json  today's file")
        click.echo(f"{folder}/past/        the files of {DAYS} days")
        click.echo(f"SFTP server on {HOST}:{server.port}; Ctrl-C stops it")
        threading.Event().wait()


@main.command()
@click.argument("workbook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def answer(workbook: Path) -> None:
    """Fill in WORKBOOK as the customer does in Excel."""
    fill(workbook)
    click.echo(f"{len(ANSWERS)} cells of {workbook} filled in")


if __name__ == "__main__":
    main()
