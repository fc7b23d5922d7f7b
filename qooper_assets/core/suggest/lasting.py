"""Whether an identifier lasts: the same person has the same one in earlier files.

Belongs here: comparing the sample with earlier files. Does not: choosing the column (`choose_people.py`).
"""

import polars as pl

from qooper_assets.core.suggest.choosing import Choosing
from qooper_assets.core.suggest.profile import clean
from qooper_assets.core.suggest.proposal import SampleColumn

LASTS_MIN = 0.98
PEOPLE_MIN = 5
"""Of fewer people nothing can be said."""


def check(choosing: Choosing) -> None:
    """Note how many people kept their ID; ask if it is not nearly all of them."""
    ids, emails = choosing.column("employee_id"), choosing.column("email")
    if not choosing.sample.past or ids is None or emails is None:
        return
    people, kept = _compare(choosing, ids, emails)
    if people < PEOPLE_MIN:
        choosing.notes.append("The earlier files have hardly anybody in common with the sample.")
    elif kept < LASTS_MIN * people:
        choosing.ask(
            "identifier",
            "employee_id",
            f"Of {people:,} people with the same e-mail address in earlier files, {people - kept:,} had"
            f" another ID in {ids.header!r}. Does it stay the same for a person's whole life?",
            ("yes", "no"),
            "People are identified by it as proposed; check it before the first load.",
            ids.header,
        )
    else:
        choosing.notes.append(
            f"{ids.header!r} lasts: {kept:,} of {people:,} people of the earlier files kept theirs."
        )


def _compare(choosing: Choosing, ids: SampleColumn, emails: SampleColumn) -> tuple[int, int]:
    """How many people of the sample are in an earlier file by their e-mail, and had the same ID there."""
    present = _pairs(ids.cells, emails.cells)
    earlier = [
        _pairs(clean(frame.get_column(ids.header)), clean(frame.get_column(emails.header)))
        for frame in choosing.sample.past
        if {ids.header, emails.header} <= set(frame.columns)
    ]
    if not earlier:
        return 0, 0
    past = pl.concat(earlier).unique("email", keep="first", maintain_order=True)
    both = present.join(past, on="email", suffix="_past")
    return both.height, both.filter(pl.col("id") == pl.col("id_past")).height


def _pairs(ids: pl.Series, emails: pl.Series) -> pl.DataFrame:
    pairs = pl.DataFrame({"id": ids, "email": emails.str.to_lowercase()}).drop_nulls()
    return pairs.unique("email", keep="first", maintain_order=True)
