"""Samples in memory: a table of a dozen people, some of whose columns are replaced, added or removed."""

from collections.abc import Mapping, Sequence

import polars as pl

from qooper_assets.core.suggest.proposal import Sample

FIRST = "Ada Ben Cleo Dan Eva Finn Gita Hugo Ines Jan Kim Lea".split()
LAST = "Adler Brandt Curie Dietz Engel Falk Gupta Haas Ito Jones Kahn Lopez".split()
PEOPLE = len(FIRST)


def columns() -> dict[str, list[str]]:
    """An ordinary export."""
    ids = [f"{n * 37:05}" for n in range(1, PEOPLE + 1)]
    return {
        "Employee ID": ids,
        "First Name": list(FIRST),
        "Last Name": list(LAST),
        "Work Email": [f"{f}.{s}@acme.example".lower() for f, s in zip(FIRST, LAST, strict=True)],
        "Job Title": ["Team Lead", "Engineer", "Lab Technician"] * 4,
        "Hire Date": [f"{n % 9 + 1:02}/{n + 12}/2020" for n in range(1, PEOPLE + 1)],
        "Status": ["Active"] * 10 + ["On leave", "Terminated"],
        "Manager ID": ["", *[ids[0]] * 5, *[ids[1]] * 6],
    }


def a_sample(
    changes: Mapping[str, Sequence[str] | None] | None = None,
    *,
    past: Sequence[Mapping[str, Sequence[str]]] = (),
    repeated: tuple[str, ...] = (),
) -> Sample:
    """The export with other columns; None removes one."""
    table = {**columns(), **(changes or {})}
    kept = {name: list(cells) for name, cells in table.items() if cells is not None}
    frames = tuple(pl.DataFrame({**columns(), **{k: list(v) for k, v in one.items()}}) for one in past)
    frame = pl.DataFrame(kept)
    return Sample({"format": "csv"}, frame, frame.height, repeated=repeated, past=frames)
