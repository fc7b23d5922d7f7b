"""A nested JSON document turned into proved text, against the same records as a flat array.

    python -m benchmarks.json_shapes [--people 100000] [--pairs 5]

Both are read by `readers/json/reader.py`, including its process, proof and Parquet. **Nested** is what the
API of an HR system returns: the records are at a path inside a document, between other parts of it; names,
job and contact are objects in each, multi-select fields are lists, and the mapping refers to them by JSON
Pointers. **Flat** is an array of objects of texts. Both must yield the same cells.
"""

import argparse
import csv
import json
import resource
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import rosters
from benchmarks.measuring import Found, Work, agree, in_turns, measure, ratios, show
from qooper_assets.core.mapping import wanted_columns
from qooper_assets.readers.json import reader

PLACES = {
    "Last Name": "/name/family",
    "First Name": "/name/given",
    "Preferred Name": "/name/preferred",
    "Work E-mail": "/contact/email",
    "Work Phone": "/contact/phones/0/number",
    "Job Title": "/job/title",
    "Department": "/job/unit/department",
    "Business Unit": "/job/unit/code",
    "Location": "/job/location",
    "Manager ID": "/job/manager/id",
    "Grade": "/job/grade",
    "Skills": "/profile/skills",
    "Languages": "/profile/languages",
    "About": "/profile/about",
}
"""Columns that nested records have elsewhere; any other is a key of the record, as in the flat ones."""


def flat_record(row: Mapping[str, str]) -> dict[str, Any]:
    return dict(row)


def nested_record(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        **{name: value for name, value in row.items() if name not in PLACES},
        "name": {
            "given": row["First Name"], "family": row["Last Name"], "preferred": row["Preferred Name"],
        },
        "contact": {"email": row["Work E-mail"], "phones": [{"kind": "work", "number": row["Work Phone"]}]},
        "job": {
            "title": row["Job Title"],
            "unit": {"department": row["Department"], "code": row["Business Unit"]},
            "location": row["Location"],
            "manager": {"id": row["Manager ID"]},
            "grade": row["Grade"],
        },
        "profile": {
            "skills": row["Skills"].split(";"),
            "languages": row["Languages"].split(";"),
            "about": row["About"],
        },
    }  # fmt: skip


def write(people: int, folder: Path) -> None:
    """Write `flat.json` and `nested.json`, with the people of `rosters.py`."""
    day1, _ = rosters.write(people, folder)

    def records() -> Iterator[Mapping[str, str]]:
        with day1.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    _write(folder / "flat.json", "[\n", map(flat_record, records()), "\n]\n")
    about = {"version": 3, "links": [{"rel": "self"}, {"rel": "next", "href": None}]}
    start = f'{{"meta": {json.dumps(about)}, "data": {{"count": {people}, "employees": [\n'
    _write(
        folder / "nested.json", start, map(nested_record, records()), f'\n]}}, "end": {json.dumps(about)}}}\n'
    )


def _write(path: Path, start: str, records: Iterable[dict[str, Any]], end: str) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write(start)
        for number, record in enumerate(records):
            out.write(",\n" * (number > 0) + json.dumps(record, ensure_ascii=False))
        out.write(end)


def flat(folder: Path) -> Work:
    return _ours(folder / "flat.json", "", {})


def nested(folder: Path) -> Work:
    return _ours(folder / "nested.json", "/data/employees", PLACES)


def _ours(raw: Path, records: str, places: Mapping[str, str]) -> Work:
    """Read by the process that the product starts; its resource usage is in `found`."""
    wanted = [
        column._replace(column=places.get(column.column, column.column))
        for column in wanted_columns(rosters.TENANT)
    ]
    assert len(wanted) == 20

    def work() -> Found:
        with tempfile.TemporaryDirectory() as scratch:
            feed = rosters.TENANT.feed.model_copy(update={"records": records})
            found = reader.read(raw, feed, wanted, scratch=Path(scratch), where="/people.json")
            took = resource.getrusage(resource.RUSAGE_CHILDREN)
            names = [f"c{found.header.index(column.column):05d}" for column in wanted]
            cells = duckdb.read_parquet([str(path) for path in found.paths])
            # A sum does not depend on the order; the cells of people without a manager are blank in both.
            digest = cells.aggregate(f"sum(hash({', '.join(names)}))").fetchall()[0][0]
        return {
            "cells": [found.total, str(digest)],
            "cpu": took.ru_utime + took.ru_stime,
            "peak_mib": took.ru_maxrss / 1024,
        }

    return work


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(arguments.people, folder)
        a, b = in_turns(
            arguments.pairs,
            partial(measure, "benchmarks.json_shapes:nested", folder),
            partial(measure, "benchmarks.json_shapes:flat", folder),
        )
        agree("cells", *(m.found["cells"] for m in (*a, *b)))
        sizes = [(folder / f"{shape}.json").stat().st_size / 1e6 for shape in ("nested", "flat")]
    cpu, cpu_flat = ([m.found["cpu"] for m in of_one] for of_one in (a, b))
    show(
        f"{arguments.people:,} people x 25 values, 20 wanted, {sizes[0]:.0f} and {sizes[1]:.0f} MB,"
        f" {arguments.pairs} pairs",
        {
            "nested, CPU s": cpu,
            "flat, CPU s": cpu_flat,
            "CPU, nested / flat": ratios(cpu, cpu_flat),
            "wall, nested / flat": ratios([m.wall for m in a], [m.wall for m in b]),
            "nested, peak MiB (reading)": [m.found["peak_mib"] for m in a],
            "flat, peak MiB (reading)": [m.found["peak_mib"] for m in b],
        },
    )


if __name__ == "__main__":
    main()
