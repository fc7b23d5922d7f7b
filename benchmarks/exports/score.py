"""What a proposal is worth: each attribute compared with the right answers.

Belongs here: proposals, verdicts, scores, the table. Does not: making proposals (`rivals.py`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from benchmarks.exports.model import ANY_FORMAT, ATTRIBUTES, Export, Gold
from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.words import word_key

Verdict = Literal["right", "asked", "asked_needlessly", "wrong", "absent_claimed", "missed", "neutral"]


@dataclass(frozen=True)
class Proposed:
    """What is proposed for one file."""

    attributes: Mapping[str, str]
    """Attribute → header. Attributes that are not examined, such as custom fields, count only if their column
    is a sensitive one."""
    refers_to: str | None = None
    """Which attribute of the manager the manager's column holds."""
    date_formats: Mapping[str, str] = field(default_factory=dict)
    status: Mapping[str, str] = field(default_factory=dict)
    """Status word → `active` or `inactive`."""
    identity: str | None = None
    """The header of the column that identifies a person."""
    questions: int = 0
    asked: frozenset[str] = frozenset()
    """The attributes that a question is about. One that is also claimed counts as asked."""
    full_name_order: str | None = None


class Fault(NamedTuple):
    """Something that a proposal claims and that isn't so."""

    attribute: str
    claimed: str
    reason: str


@dataclass(frozen=True)
class Score:
    """The verdicts on one proposal, or the sum of several."""

    present: int = 0
    """Attributes that the file has, those that must be asked included."""
    right: int = 0
    """Claimed as it is."""
    asked: int = 0
    """Asked where the file doesn't decide, or customers differ. As good as right."""
    asked_needlessly: int = 0
    """Asked although the file decides."""
    silently_wrong: int = 0
    """Claimed with a wrong column, format, word or reference, without a question."""
    absent_claimed: int = 0
    """Claimed although the file doesn't have it."""
    missed: int = 0
    """In the file, and neither claimed nor asked."""
    sensitive_claimed: int = 0
    """Sensitive columns that are proposed for anything at all."""
    identity_wrong: int = 0
    questions: int = 0
    questions_max: int = 0
    files: int = 1
    faults: tuple[Fault, ...] = ()

    @property
    def rate(self) -> float:
        """The share of the attributes that are present and claimed rightly, or asked where that is right."""
        return (self.right + self.asked) / self.present if self.present else 1.0


def score(export: Export, proposal: Proposed) -> Score:
    """The verdict on each attribute, and on the sensitive columns and the identity."""
    gold = export.gold
    verdicts: dict[str, Verdict] = {}
    faults = []
    for attribute in ATTRIBUTES:
        verdicts[attribute], reason = _verdict(gold, proposal, attribute)
        if reason:
            faults.append(Fault(attribute, proposal.attributes.get(attribute, ""), reason))
    private = {_key(header) for header in gold.sensitive}
    sensitive = [(a, h) for a, h in proposal.attributes.items() if _key(h) in private]
    faults += [Fault(attribute, header, "a sensitive column") for attribute, header in sensitive]
    strange = proposal.identity is not None and not _among(proposal.identity, gold.identity)
    if strange and proposal.identity is not None:
        faults.append(Fault("identity", proposal.identity, "does not identify a person for good"))
    named = list(verdicts.values())
    return Score(
        present=len(set(gold.attributes) | set(gold.must_ask)),
        right=named.count("right"),
        asked=named.count("asked"),
        asked_needlessly=named.count("asked_needlessly"),
        silently_wrong=named.count("wrong"),
        absent_claimed=named.count("absent_claimed"),
        missed=named.count("missed"),
        sensitive_claimed=len(sensitive),
        identity_wrong=int(strange),
        questions=proposal.questions,
        questions_max=proposal.questions,
        faults=tuple(faults),
    )


def _verdict(gold: Gold, proposal: Proposed, attribute: str) -> tuple[Verdict, str | None]:
    """The verdict on one attribute, and what is wrong with it."""
    header = proposal.attributes.get(attribute)
    if attribute in proposal.asked:
        if attribute in gold.may_be_asked:
            return "asked", None
        return ("asked_needlessly" if attribute in gold.attributes else "neutral"), None
    if attribute in ("first_name", "last_name") and not header and _names_in_one(gold, proposal):
        return "right", None
    if header is None:
        return ("missed" if attribute in gold.attributes or attribute in gold.must_ask else "neutral"), None
    if attribute in gold.must_ask:
        return "wrong", "the file doesn't decide it"
    if attribute == "full_name" and _names_in_one(gold, proposal):
        return "neutral", None
    if attribute in gold.optional and _among(header, gold.optional[attribute]):
        return "neutral", None
    if attribute not in gold.attributes:
        absent = attribute not in gold.optional
        return ("absent_claimed" if absent else "wrong"), "not in the file" if absent else "another column"
    if not _among(header, gold.attributes[attribute]):
        return "wrong", "another column"
    problem = _problem(gold, proposal, attribute, header)
    return ("wrong" if problem else "right"), problem


def _names_in_one(gold: Gold, proposal: Proposed) -> bool:
    """True if the full name is proposed instead of first and last name, where that is as good."""
    claimed = proposal.attributes
    return (
        _among(claimed.get("full_name", ""), gold.full_name_instead)
        and not {"first_name", "last_name"} & set(claimed)
        and proposal.full_name_order == gold.full_name_order
    )


def _problem(gold: Gold, proposal: Proposed, attribute: str, header: str) -> str | None:
    """What is wrong with a claim whose column is right."""
    if attribute == "manager":
        right = {_key(h): kind for h, kind in gold.manager_refers_to.items()}[_key(header)]
        return None if proposal.refers_to == right else f"refers to {right}"
    if attribute == "full_name":
        order = gold.full_name_order
        return None if proposal.full_name_order == order else f"the order is {order}"
    if attribute in gold.date_formats:
        form, claimed = gold.date_formats[attribute], proposal.date_formats.get(attribute)
        if form is None:
            return "the values don't decide the format"
        if form == ANY_FORMAT:
            return None
        return None if claimed and _same_format(form, claimed) else f"the format is {form}, not {claimed}"
    if attribute == "status":
        claims = {word_key(word): meaning for word, meaning in proposal.status.items()}
        right_ones = {
            word: "active" if meaning == "leave" else meaning for word, meaning in gold.status.items()
        }
        wrong = sorted(word for word, meaning in right_ones.items() if claims.get(word_key(word)) != meaning)
        return f"words: {', '.join(wrong)}" if wrong else None
    return None


_SOME_DAYS = (datetime(2019, 3, 4), datetime(2021, 11, 25), datetime(2008, 12, 31))  # noqa: DTZ001


def _same_format(right: str, claimed: str) -> bool:
    """True if both formats read each other's dates as the same days."""
    try:
        return all(
            datetime.strptime(at.strftime(one), other.replace("%-", "%")).date() == at.date()  # noqa: DTZ007
            for at in _SOME_DAYS
            for one, other in ((right, claimed), (claimed, right))
        )
    except ValueError:
        return False


def _key(header: str) -> str:
    """A key at the top of a JSON document may be written as a pointer."""
    return normalize_header(header.removeprefix("/"))


def _among(header: str, accepted: Iterable[str]) -> bool:
    return bool(header) and _key(header) in {_key(other) for other in accepted}


def perfect(export: Export) -> Proposed:
    """The proposal that follows from the right answers, to prove that it gets every point."""
    gold = export.gold
    asked = gold.must_be_asked
    claimed = {attribute: headers[0] for attribute, headers in gold.attributes.items()}
    manager = claimed.get("manager")
    return Proposed(
        attributes=claimed,
        refers_to=gold.manager_refers_to[manager] if manager else None,
        date_formats={attribute: form for attribute, form in gold.date_formats.items() if form},
        status={word: "active" if meaning == "leave" else meaning for word, meaning in gold.status.items()},
        identity=gold.identity[0] if gold.identity else None,
        questions=len(asked),
        asked=asked,
        full_name_order=gold.full_name_order,
    )


def total(scores: Iterable[Score]) -> Score:
    """The sum; `questions_max` is that of the file with the most."""
    added = list(scores)
    counted = (
        "present", "right", "asked", "asked_needlessly", "silently_wrong", "absent_claimed", "missed",
        "sensitive_claimed", "identity_wrong", "questions", "files",
    )  # fmt: skip
    return Score(
        **{name: sum(getattr(one, name) for one in added) for name in counted},
        questions_max=max((one.questions_max for one in added), default=0),
        faults=tuple(fault for one in added for fault in one.faults),
    )


_TITLES = (
    "present",
    "right",
    "asked",
    "needless",
    "wrong",
    "absent",
    "missed",
    "private",
    "key",
    "questions",
)


def table(scores: Mapping[str, Score], faults: bool = True) -> str:
    """One line a file, then the sum, then what is wrong in which file."""
    width = max([len(name) for name in scores] + [10])
    lines = [" " * width + "".join(f"{title:>10}" for title in _TITLES) + f"{'rate':>8}"]
    for name, one in {**scores, "all files": total(scores.values())}.items():
        figures = (
            one.present, one.right, one.asked, one.asked_needlessly, one.silently_wrong, one.absent_claimed,
            one.missed, one.sensitive_claimed, one.identity_wrong, one.questions,
        )  # fmt: skip
        lines.append(name.ljust(width) + "".join(f"{figure:>10}" for figure in figures) + f"{one.rate:>8.1%}")
    lines.append(
        f"at most {max((one.questions for one in scores.values()), default=0)} questions about one file"
    )
    if faults:
        lines += [
            f"{name}: {fault.attribute} = {fault.claimed!r}: {fault.reason}"
            for name, one in scores.items()
            for fault in one.faults
        ]
    return "\n".join(lines)
