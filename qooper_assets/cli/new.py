"""The command `new`: drafts a tenant file from a customer's sample, their answers, or both.

Belongs here: which files are read and written, and what is printed. Does not: evidence and decisions
(`core/suggest/`), reading a sample (`readers/sample.py`), or trying the draft (`stages/trying.py`). Dagster
is not imported.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
from pydantic import ValidationError

from qooper_assets.cli import show_proposal, show_rehearsal
from qooper_assets.cli.shared import (
    Installation,
    json_option,
    refuse_overwriting,
    report_errors,
    require_xlsx,
)
from qooper_assets.cli.show import print_json, shorten_path
from qooper_assets.cli.terminal import out, show_progress
from qooper_assets.core.errors import DeliveryError, TenantFileError
from qooper_assets.core.rehearsal import texts
from qooper_assets.core.rehearsal.files import find_deliveries
from qooper_assets.core.rehearsal.result import Rehearsal
from qooper_assets.core.suggest import answered, from_answers, tenant_text
from qooper_assets.core.suggest.answers import NO_ANSWERS, Answers
from qooper_assets.core.suggest.proposal import Proposal, Sample
from qooper_assets.core.suggest.propose import propose
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import sample_workbook, tenant_files
from qooper_assets.edges.system import SystemClock, private_file
from qooper_assets.readers.filled_workbook import read_filled
from qooper_assets.readers.sample import read_sample
from qooper_assets.stages.rehearsing import list_files
from qooper_assets.stages.rehearsing import rehearse as rehearse_files
from qooper_assets.stages.trying import Tried, try_out

PEOPLE_SHOWN = 3


class _Draft(NamedTuple):
    """Everything that `new` found out."""

    proposal: Proposal
    text: str
    tenant: Tenant
    sample: Sample | None
    tried: Tried | None
    """None without a sample, or if it can't be read with the draft yet."""
    why_not_tried: str = ""


@click.command()
@click.argument("tenant")
@click.option(
    "--sample",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A roster file of the customer, as they will deliver it: CSV, Excel or JSON.",
)
@click.option(
    "--from",
    "filled",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The workbook of `template`, or the questions of an earlier draft, filled in by the customer.",
)
@click.option(
    "--past",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of earlier files: more evidence, and a rehearsal with limits that follow from it.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the tenant file instead of the folder of tenant files.",
)
@click.option(
    "--questions",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.xlsx",
    help="Write the workbook with the proposal and its questions, for the customer to fill in.",
)
@click.option("--show-values", is_flag=True, help="Show people of the sample as they are, not masked.")
@json_option
@report_errors
def new(
    tenant: str,
    sample: Path | None,
    filled: Path | None,
    past: Path | None,
    output: Path | None,
    questions: Path | None,
    show_values: bool,
    as_json: bool,
) -> int:
    """Draft the tenant file of TENANT from a sample file, from a filled workbook, or from both.

    What is certain is mapped, with its reason as a comment; anything else is a question, and a marked line in
    the file. The draft is paused, and an existing file is never overwritten.
    """
    installation = Installation(makes_tenants=True)
    target = output or installation.settings.tenants / f"{tenant}.yaml"
    _refuse_existing(installation, tenant, target, questions)
    if sample is None and filled is None:
        raise click.UsageError("Give --sample FILE, --from FILLED.xlsx, or both.")
    if past is not None and sample is None:
        raise click.UsageError("--past goes with --sample: the earlier files are compared with it.")
    with show_progress(as_json) as say, TemporaryDirectory(prefix="qooper-") as name:
        scratch = Path(name)
        answers = read_filled(filled, filled.name) if filled else NO_ANSWERS
        read = None
        if sample is not None:
            say("reading the sample")
            read = _read(sample, past, scratch)
        draft = _draft(installation, tenant, sample, read, answers, _source(sample, filled), scratch)
        rehearsal = _rehearse(installation, draft, past, say) if past else None
    text = draft.text + (f"\n{texts.write_limits(rehearsal)}" if rehearsal else "")
    _write(target, text)
    if questions:
        with refuse_overwriting(questions, "--questions"):
            sample_workbook.write(questions, "en", draft.proposal)
    if as_json:
        found = rehearsal.model_dump(mode="json") if rehearsal else None
        print_json(_as_json(tenant, target, questions, draft) | {"rehearsal": found})
    else:
        show_proposal.show(draft.proposal)
        if draft.tried and draft.sample:
            show_proposal.show_tried(
                draft.tried, draft.sample, draft.proposal, PEOPLE_SHOWN, is_masked=not show_values
            )
        elif draft.why_not_tried:
            out.print(f"The sample can't be read with this draft yet: {draft.why_not_tried}", markup=False)
        if rehearsal:
            show_rehearsal.show(rehearsal)
        written = show_proposal.Written(shorten_path(str(target)), text, draft.tenant)
        again = _again(installation, target, sample, past, questions, tenant)
        show_proposal.show_next(written, questions, draft.proposal, again)
    return 0


def _refuse_existing(installation: Installation, tenant: str, target: Path, questions: Path | None) -> None:
    """Raise before anything is read if the tenant exists, or a file would be overwritten."""
    try:
        tenant_files.SLUG.validate_python(tenant)
    except ValidationError:
        raise click.BadParameter(
            f"{tenant!r} is no id: lower-case letters, digits and _, beginning with a letter, 63 at most.",
            param_hint="TENANT",
        ) from None
    if questions is not None:
        require_xlsx(questions, "--questions")
    known: list[Tenant | tenant_files.InvalidFile] = [*installation.tenants, *installation.files.invalid]
    exists = any(each.tenant == tenant for each in known)
    if target.exists() or (exists and target.parent == installation.settings.tenants):
        raise TenantFileError(
            "tenant_exists",
            f"there is a tenant file of {tenant} already; it is never overwritten.",
            where=str(target),
            remedy="Write the draft somewhere else with -o FILE, compare them, and edit the file by hand.",
        )
    if questions is not None:
        with refuse_overwriting(questions, "--questions"):
            questions.open("x").close()  # the name is free, and its folder can be written
        questions.unlink()


def _again(
    installation: Installation,
    target: Path,
    sample: Path | None,
    past: Path | None,
    questions: Path | None,
    tenant: str,
) -> list[str]:
    """The command that takes the questions once they are answered. It never overwrites the present draft."""
    given = [("--sample", sample), ("--past", past), ("--from", questions)]
    if target.parent == installation.settings.tenants:
        given.append(("-o", Path(f"{tenant}.answered.yaml")))
    return ["qooper-assets", "new", tenant, *(str(part) for pair in given if pair[1] for part in pair)]


def _source(sample: Path | None, filled: Path | None) -> str:
    return " and ".join(path.name for path in (sample, filled) if path)


def _read(sample: Path, past: Path | None, scratch: Path) -> Sample:
    """Read the sample and the earlier files, of which those that can't be read are noted."""
    read = read_sample(sample, scratch=_folder(scratch, "sample"), where=sample.name)
    if past is None:
        return read
    files = sorted(path for path in past.iterdir() if path.is_file() and not path.name.startswith("."))
    frames, unread = [], []
    for number, file in enumerate(files):
        try:
            frames.append(
                read_sample(file, scratch=_folder(scratch, f"past-{number}"), where=file.name).frame
            )
        except DeliveryError as error:
            unread.append(f"{file.name}: {error.code}")
    notes = [f"Compared with {len(frames):,} earlier files."]
    if unread:
        notes.append(f"Earlier files that can't be read: {'; '.join(unread)}.")
    return read._replace(past=tuple(frames), notes=(*read.notes, *notes))


def _folder(scratch: Path, name: str) -> Path:
    folder = scratch / name
    folder.mkdir()
    return folder


def _draft(
    installation: Installation,
    tenant: str,
    file: Path | None,
    sample: Sample | None,
    answers: Answers,
    source: str,
    scratch: Path,
) -> _Draft:
    """Propose, write the text, load it as a tenant file, and try it on the sample."""
    if sample is None:
        proposal = from_answers.proposal_from(answers)
    else:
        _refuse_missing(sample, answers)
        proposal = propose(sample, answers)
        proposal = replace(proposal, chosen=tenant_text.relabel(proposal, sample.labels))
    feed = sample.feed if sample else {}
    text = tenant_text.tenant_text(tenant, proposal, feed, answers, source)
    draft = _folder(scratch, "draft") / f"{tenant}.yaml"
    draft.write_text(text, encoding="utf-8")
    loaded = tenant_files.load_draft(draft, tenant)
    if file is None or sample is None:
        return _Draft(proposal, text, loaded, sample, None)
    trial = _folder(scratch, "trial")
    try:
        tried = try_out(
            loaded,
            file,
            people=PEOPLE_SHOWN,
            home=installation.settings.home,
            clock=SystemClock(),
            scratch=trial,
        )
    except DeliveryError as error:
        return _Draft(proposal, text, loaded, sample, None, f"{error.message} {error.remedy}".strip())
    return _Draft(proposal, text, loaded, sample, tried)


def _rehearse(
    installation: Installation, draft: _Draft, past: Path, say: Callable[[str], None]
) -> Rehearsal | None:
    """Rehearse the earlier files with the draft; None if it can't read the sample, or there is no file."""
    if draft.tried is None:
        return None
    with installation.open_runtime() as runtime:
        files = list_files(past)
        tenant, now = draft.tenant, runtime.clock.now()
        try:
            deliveries = find_deliveries(files, tenant.feed, tenant.schedule, now)
        except ValueError as error:
            say(f"not rehearsed: {error}")
            return None
        return rehearse_files(runtime, tenant, past, files, deliveries, is_empty=True, marked={}, report=say)


def _refuse_missing(sample: Sample, answers: Answers) -> None:
    missing = answered.missing_headers(sample, answers)
    if missing:
        lines = [f"{attribute}: the sample has no column {header!r}" for attribute, header in missing.items()]
        raise TenantFileError(
            "template_invalid",
            "\n".join(["the workbook names columns that are not in the sample.", *lines]),
            remedy="Correct the workbook, or ask the customer for a sample with these columns.",
        )


def _write(target: Path, text: str) -> None:
    """Write the tenant file, unless another process was faster."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with refuse_overwriting(target, "'-o'"), private_file(target) as file:
        file.write(text.encode())


def _as_json(tenant: str, target: Path, questions: Path | None, draft: _Draft) -> dict[str, object]:
    proposal = draft.proposal
    counts = draft.tried.roster.counts if draft.tried else None
    return {
        "tenant": tenant,
        "tenant_file": str(target),
        "questions_file": str(questions) if questions else None,
        "system": proposal.system,
        "identity": proposal.identity,
        "mapping": {
            name: {"column": one.header, "reasons": one.reasons, **one.details}
            for name, one in proposal.chosen.items()
        },
        "questions": [
            {"code": one.code, "attribute": one.attribute, "text": one.text, "options": one.options}
            for one in proposal.questions
        ],
        "sensitive": proposal.sensitive,
        "unmapped": dict(proposal.unmapped),
        "notes": proposal.notes,
        "sample": counts.model_dump() | {"rejects": draft.tried.roster.rejects_by_reason}
        if counts and draft.tried
        else None,
    }
