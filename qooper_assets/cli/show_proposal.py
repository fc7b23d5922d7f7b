"""How a proposal looks on the terminal: columns with reasons, questions, some people before and after.

Belongs here: printing. Does not: proposing (`core/suggest/`), or any decision. People are masked unless asked
for.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich import box
from rich.markup import escape
from rich.table import Table

from qooper_assets.cli.terminal import out
from qooper_assets.core.suggest.profile import mask
from qooper_assets.core.suggest.proposal import Chosen, Proposal, Sample, listed
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.core.words import printable
from qooper_assets.stages.trying import Tried


class Written(NamedTuple):
    """A tenant file that was written: where, its text, and the tenant that it is read as."""

    place: str
    text: str
    tenant: Tenant


def show(proposal: Proposal) -> None:
    """Print notes, the columns with their reasons, what is left out, and the questions."""
    for note in proposal.notes:
        out.print(escape(note), style="dim", highlight=False, soft_wrap=True)
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    for column in ("attribute", "column", "why"):
        table.add_column(column, no_wrap=column == "attribute")
    for name, chosen in proposal.chosen.items():
        key = " (identifier)" if name == proposal.identity else ""
        table.add_row(f"{name}{key}", escape(printable(chosen.header)), escape(_why(chosen)))
    out.print(table)
    if proposal.sensitive:
        _line(f"Never read, because they look sensitive: {listed(proposal.sensitive)}.")
    if proposal.unmapped:
        _line(f"Not mapped: {listed(list(proposal.unmapped))}.")
    for number, question in enumerate(proposal.questions, 1):
        _line(f"Question {number}: {question.text} {question.meanwhile}".strip(), style="yellow")


def _why(chosen: Chosen) -> str:
    details = [f"{key} {value!r}" for key, value in chosen.details.items() if not isinstance(value, Mapping)]
    words = [
        f"{word!r}: {meaning}"
        for value in chosen.details.values()
        if isinstance(value, Mapping)
        for word, meaning in value.items()
    ]
    return "; ".join([*details, *words, *chosen.reasons])


def show_tried(tried: Tried, sample: Sample, proposal: Proposal, people: int, *, is_masked: bool) -> None:
    """Print what the draft makes of the sample, and some people before and after."""
    counts, rejects = tried.roster.counts, tried.roster.rejects_by_reason
    rejected = ", ".join(f"{count:,} {reason}" for reason, count in rejects.items())
    _line(
        f"With this draft, the {counts.records:,} rows of the sample are {counts.people:,} people"
        f"{f'; rejected: {rejected}' if rejects else ', and none is rejected'}."
    )
    for found in tried.people[:people]:
        before = _row_of(found, sample, proposal)
        table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
        for column in ("attribute", "in the file", "as it is read"):
            table.add_column(column)
        for name, was, reads in _pairs(found, before, proposal):
            cells = (mask(was), mask(reads)) if is_masked and name != "status" else (was, reads)
            table.add_row(name, *(escape(printable(cell)) for cell in cells))
        out.print(table)


def _row_of(found: Mapping[str, object], sample: Sample, proposal: Proposal) -> dict[str, str]:
    """The row of the sample that a person comes from, by the identifier."""
    key = proposal.chosen.get(proposal.identity)
    header = _technical(sample, key.header) if key else None
    if header is None:
        return {}
    wanted = str(found["external_id"]).casefold()
    for row in sample.frame.iter_rows(named=True):
        if (row[header] or "").strip().casefold() == wanted:
            return {name: value or "" for name, value in row.items()}
    return {}


def _technical(sample: Sample, header: str) -> str | None:
    by_label = {label: name for name, label in sample.labels.items()}
    name = by_label.get(header, header)
    return name if name in sample.frame.columns else None


def _pairs(
    found: Mapping[str, object], before: Mapping[str, str], proposal: Proposal
) -> Iterator[tuple[str, str, str]]:
    """Attribute, the cell of the file, and the value that is read."""
    attributes = found.get("attributes")
    values: dict[str, object] = {**found, **(attributes if isinstance(attributes, dict) else {})}
    values["status"] = "active" if found.get("is_active") else "inactive"
    values["hire_date"], values["termination_date"] = found.get("hire_on"), found.get("termination_on")
    values["full_name"] = " | ".join(
        str(values[name]) for name in ("first_name", "last_name") if values.get(name)
    )
    for name, chosen in proposal.chosen.items():
        value = values.get(name)
        yield name, before.get(chosen.header, ""), "" if value is None else str(value)


def show_next(draft: Written, questions: Path | None, proposal: Proposal, again: Sequence[str]) -> None:
    """Print what was written, and what to do next. `again` is the command that takes the filled workbook."""
    _line(f"Written: {draft.place}, paused.")
    if questions:
        _line(f"Written: {questions}, for the customer. When it is filled in:")
        _line(f"  {shlex.join(again)}")
        return
    if proposal.questions:
        count = len(proposal.questions)
        _line(
            f"{count} question{'s' if count > 1 else ''} open, marked `ASK` in the file;"
            " `--questions FILE.xlsx` writes a workbook for the customer."
        )
    steps = []
    if open_lines := draft.text.count("ASK:"):
        steps.append(
            f"complete the {open_lines} lines marked `ASK`"
            if open_lines > 1
            else "complete the line marked `ASK`"
        )
    if secrets := _secrets(draft.tenant):
        steps.append(f"store the secret as {' and '.join(secrets)}")
    _line(f"Next: {', '.join([*steps, f'then qooper-assets trust {draft.tenant.tenant}'])}.")


def _secrets(tenant: Tenant) -> list[str]:
    """The references of the login's secrets, as the tenant file has them."""
    auth = tenant.feed.auth
    found = [getattr(auth, name, None) for name in ("password", "private_key", "passphrase")]
    return [f"`{reference}`" for reference in found if reference]


def _line(text: str, style: str | None = None) -> None:
    out.print(printable(text), style=style, highlight=False, markup=False, soft_wrap=True)
