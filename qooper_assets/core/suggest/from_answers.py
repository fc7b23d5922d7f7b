"""A proposal from the customer's answers alone, where there is no sample yet.

Belongs here: answered columns as a proposal. Does not: evidence (`propose.py`).
"""

from qooper_assets.core.suggest.answered import AS_ANSWERED
from qooper_assets.core.suggest.answers import Answers, ColumnAnswer
from qooper_assets.core.suggest.dates import ISO
from qooper_assets.core.suggest.proposal import Chosen, Proposal, Question, identity_of, in_order


def proposal_from(answers: Answers) -> Proposal:
    """Propose what the customer has answered. What a column needs and the answer lacks is asked."""
    named = {name: answer for name, answer in answers.columns.items() if answer.header}
    chosen: dict[str, Chosen] = {}
    questions: list[Question] = []
    for name, answer in named.items():
        details = _details(name, answer)
        if name == "full_name" and not answer.order:
            text = (
                f"Is the name in {answer.header!r} written first name first, or last name, comma, first name?"
            )
            options = ("first_last", "last_first")
            questions.append(Question("name_order", name, text, options, "No name is read.", answer.header))
        else:
            chosen[name] = Chosen(name, answer.header or "", (AS_ANSWERED,), details)
    if "email" not in chosen:
        questions.append(Question("which_column", "email", "Which column holds the e-mail at work?"))
    return Proposal(
        identity_of(chosen, answers.connection.identity),
        in_order(chosen),
        tuple(questions),
        notes=("There was no sample file, so nothing is checked yet.",),
    )


def _details(name: str, answer: ColumnAnswer) -> dict[str, object]:
    if name == "status":
        return {"values": dict(answer.values)} if answer.values else {}
    if name == "manager":
        return {"refers_to": answer.refers_to or "employee_id"}
    if name in ("hire_date", "termination_date"):
        return {"format": answer.format or ISO}
    found = {"order": answer.order, "split": answer.split}
    return {key: value for key, value in found.items() if value}
