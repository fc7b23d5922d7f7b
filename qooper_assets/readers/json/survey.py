"""The sandboxed subprocess that finds the records of a JSON sample: `python -m …readers.json.survey`.

Belongs here: where the records are, and the names of their values. Does not: reading the values (`child.py`).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.core.errors import blocked
from qooper_assets.readers.json.values import pointer_to
from qooper_assets.readers.sandbox import child as sandbox_child

BYTES_MAX = 256 << 20
DEPTH_MAX = 4
RECORDS_EXAMINED = 2_000


class Job(NamedTuple):
    raw: str


def run(job: Job) -> dict[str, Any]:
    """Find the longest array of objects, and the columns of its records.

    Raises `DeliveryError`, blocked: too_large, json_malformed, records_not_found.
    """
    size = Path(job.raw).stat().st_size
    if size > BYTES_MAX:
        raise blocked(
            "too_large",
            f"the sample has {size:,} bytes, the limit for JSON is {BYTES_MAX:,}.",
            "Make a sample of some of the records.",
            "",
        )
    document = _parse(Path(job.raw).read_text("utf-8-sig"))
    arrays = sorted(_arrays(document, ()), key=lambda found: -len(found[1]))
    if not arrays:
        raise blocked(
            "records_not_found",
            "the document has no array of objects near its top.",
            "Ask the customer where the employees are in it.",
            "",
        )
    steps, records = arrays[0]
    columns: dict[str, bool] = {}
    for record in records[:RECORDS_EXAMINED]:
        for name, is_list in _columns(record, ()):
            columns[name] = columns.get(name, False) or is_list
    return {
        "records": pointer_to(steps),
        "columns": [[name, is_list] for name, is_list in columns.items()],
        "others": [pointer_to(other) for other, _ in arrays[1:6]],
    }


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (json.JSONDecodeError, RecursionError) as error:
        place = f" ({error.msg}, line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise blocked(
            "json_malformed", f"the sample is not JSON{place}.", "Ask the customer for a new export.", ""
        ) from None


def _arrays(value: Any, steps: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    """The arrays of objects near the top."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        yield steps, value
    elif isinstance(value, dict) and len(steps) < DEPTH_MAX:
        for name, inside in value.items():
            yield from _arrays(inside, (*steps, name))


def _columns(record: dict[str, Any], steps: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The columns of a record, and whether each is a list: a key, or a pointer to a nested value."""
    for name, value in record.items():
        path = (*steps, name)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            path, value = (*path, "0"), value[0]
        if isinstance(value, dict) and len(path) < DEPTH_MAX:
            yield from _columns(value, path)
        elif not isinstance(value, dict):
            yield (name if not steps else pointer_to(path)), isinstance(value, list)


if __name__ == "__main__":
    sandbox_child.serve(Job, run)
