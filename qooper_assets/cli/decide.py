"""The command `decide`: answer a question about somebody whose identity is in doubt.

Belongs here: what it prints and asks for. Does not: which answers there are (`core/decisions.py`), recording
one (`stages/deciding.py`), or carrying it out: the next plan does.
"""

import shlex
from collections.abc import Sequence
from typing import Any

import click
from rich import box
from rich.markup import escape
from rich.table import Table

from qooper_assets.cli.shared import PENDING, Installation, json_option, report_errors
from qooper_assets.cli.show import name_other, print_json, show_lines
from qooper_assets.cli.terminal import out
from qooper_assets.core import decisions
from qooper_assets.core.decisions import SHOWN_MIN, WITHDRAW, Given, Question
from qooper_assets.core.report import WITHHELD
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.ledger.decisions import Asked
from qooper_assets.stages import deciding
from qooper_assets.stages.deciding import Evidence
from qooper_assets.stages.runtime import Runtime


@click.command()
@click.argument("tenant")
@click.argument("person", required=False)
@click.argument("answer", required=False)
@click.option("--other", help="The other person, if several questions are open about PERSON.")
@click.option(
    "--shown", metavar="ID", help="The id of the question that was shown: refuse if it has changed."
)
@click.option("--by", default="", help="Your name, recorded as typed.")
@click.option("--reason", default="", help="Why, so that other readers understand it.")
@json_option
@report_errors
def decide(
    tenant: str,
    person: str | None,
    answer: str | None,
    other: str | None,
    shown: str | None,
    by: str,
    reason: str,
    as_json: bool,
) -> int:
    """Answer a question about PERSON of TENANT, whose identity is in doubt.

    Without PERSON, lists who waits for a decision. Without ANSWER, shows what the question is based on, the
    answers that it has, and what each of them does. The next run carries the answer out, within the same
    limits as any change. `withdraw` as ANSWER takes back one that is not carried out yet.
    """
    installation = Installation()
    found = installation.find_tenant(tenant)
    with installation.open_runtime() as runtime:
        if person is None:
            return _list(runtime, found, as_json)
        if answer is None:
            return _show(runtime, found, person, other, as_json)
        if answer == WITHDRAW:
            withdrawn = deciding.withdraw(runtime, found, person, other, by=by, why=reason)
            return _report(found, withdrawn, "taken back", as_json)
        given = deciding.decide(runtime, found, person, other, answer, shown=shown, by=by, why=reason)
        return _report(found, [given], "recorded", as_json)


def _list(runtime: Runtime, tenant: Tenant, as_json: bool) -> int:
    asked = runtime.ledger.decisions.asked(tenant.tenant)
    given = runtime.ledger.decisions.given(tenant.tenant)
    if as_json:
        print_json(
            {
                "tenant": tenant.tenant,
                "questions": [_describe(each, tenant) for each in asked],
                "answers": [_describe_given(each) for each in given],
            }
        )
        return PENDING if asked else 0
    if asked:
        out.print(_tabulate(asked))
        show_lines([f"  look at one: qooper-assets decide {tenant.tenant} PERSON"])
    else:
        show_lines([f"{tenant.tenant}: nobody waits for a decision."])
    if given:
        show_lines(["", "  answered; in effect as long as the facts are the same:"])
        show_lines(f"  {_line(each)}" for each in given)
    return PENDING if asked else 0


def _tabulate(asked: Sequence[Asked]) -> Table:
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    for title in ("person", "or", "question", "since (UTC)"):
        table.add_column(title, overflow="fold")  # an identifier is copied, so none is cut
    for each in asked:
        question = each.question
        cells = (
            question.external_id,
            question.other or "",
            question.reason,
            f"{each.asked_at:%Y-%m-%d %H:%M}",
        )
        table.add_row(*map(escape, cells))
    return table


def _show(runtime: Runtime, tenant: Tenant, person: str, other: str | None, as_json: bool) -> int:
    asked = deciding.find_question(runtime, tenant, person, other)
    evidence = deciding.find_evidence(runtime, tenant, asked)
    if as_json:
        print_json(_describe(asked, tenant) | {"evidence": evidence and evidence._asdict()})
        return PENDING
    question = asked.question
    show_lines(
        [f"{question.reason} {tenant.tenant}: {_concerned(question)}", f"  {WITHHELD[question.reason]}"]
    )
    if evidence is None:
        show_lines(["  The rows and the account are no longer stored: run a sync to see them."])
    else:
        out.print(_tabulate_evidence(question, evidence))
    answers = decisions.answers(question, tenant.identity)
    width = max(map(len, answers))
    show_lines(f"  {answer:{width}}  {effect}" for answer, effect in answers.items())
    show_lines(["", f"  {_command(tenant, question)}"])
    return PENDING


def _tabulate_evidence(question: Question, evidence: Evidence) -> Table:
    columns = {
        f"row of {question.external_id}": evidence.person,
        f"row of {question.other}": evidence.other if question.other else None,
        f"account {question.account_id}": evidence.account,
    }
    shown = {title: values for title, values in columns.items() if values is not None}
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    for title in ("", *map(escape, shown)):
        table.add_column(title, overflow="fold")
    names = dict.fromkeys(name for values in shown.values() for name in values)
    for name in names:
        cells = [values.get(name) or "" for values in shown.values()]
        if any(cells):
            table.add_row(name, *map(escape, cells))
    return table


def _command(tenant: Tenant, question: Question) -> str:
    return (
        f"qooper-assets decide {tenant.tenant} {shlex.quote(question.external_id)} ANSWER"
        f"{name_other(question)}"
        f' --shown {question.question_id[:SHOWN_MIN]} --by "Your Name" --reason "…"'
    )


def _report(tenant: Tenant, given: Sequence[Given], verb: str, as_json: bool) -> int:
    if as_json:
        print_json({"tenant": tenant.tenant, "answers": [_describe_given(each) for each in given]})
        return 0
    show_lines(f"{verb}: {_line(each)}" for each in given)
    show_lines(
        [f"The next run carries it out: qooper-assets sync {tenant.tenant}"] if verb == "recorded" else []
    )
    return 0


def _concerned(about: Question | Given) -> str:
    return " and ".join(filter(None, [about.external_id, about.other]))


def _line(given: Given) -> str:
    return f"{given.answer} for {_concerned(given)} ({given.reason}), by {given.person}: {given.why}"


def _describe(asked: Asked, tenant: Tenant) -> dict[str, Any]:
    question = asked.question
    return question._asdict() | {
        "question_id": question.question_id,
        "asked_at": asked.asked_at,
        "change_set_id": asked.change_set_id,
        "answers": {
            str(answer): effect for answer, effect in decisions.answers(question, tenant.identity).items()
        },
    }


def _describe_given(given: Given) -> dict[str, Any]:
    return given._asdict() | {"answer": str(given.answer)}
