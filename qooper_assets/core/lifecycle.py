"""The life of a change set: its states, and the events allowed in each.

    planned ─┬─▶ cleared ────────────────────┬─start─▶ applying ─┬─finish─▶ applied
             └─▶ held ─┬─approve─▶ approved ─┘                   ├────────▶ stale    accounts were changed
                       └─decline─▶ declined ─withdraw─▶ superseded └──────▶ stopped  a defect, or failures

    A set that holds a part of its plan back ends as part_applied instead of applied: its delivery is accepted
    when the rest is decided, which is recorded as a change set of its own.

    cleared, held and approved end as superseded when a newer change set is recorded, or when the state on
    which they were planned is no longer current.

Belongs here: the states, the transitions, and the refusal of a transition that is not allowed. Does not:
storing the state (`edges/ledger/`), limits (`core/guardrails.py`), or carrying transitions out
(`stages/recording.py`).
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from qooper_assets.core.approval import expired, held
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import GuardrailBreach


class State(StrEnum):
    """The state of a change set."""

    CLEARED = "cleared"
    """Within every limit: the run that planned it applies it."""
    HELD = "held"
    """Over a limit: waits for a person to approve or decline it."""
    APPROVED = "approved"
    """Approved, and the first write has not begun."""
    APPLYING = "applying"
    """Its operations are in the ledger. Only the run that holds the lease writes; the next run resumes."""
    CANARY = "canary"
    """Reserved: applied to a few people; waits for a second approval."""
    HANDED_OVER = "handed_over"
    """Reserved: handed to somebody who carries it out manually; not confirmed yet."""
    APPLIED = "applied"
    PART_APPLIED = "part_applied"
    """Applied without the part that was held back (AT14): its delivery is not accepted yet."""
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    STALE = "stale"
    STOPPED = "stopped"


class Event(StrEnum):
    """An event in the life of a recorded change set."""

    SUPERSEDE = "supersede"
    """A newer change set was recorded, or the state on which it was planned is no longer current."""
    APPROVE = "approve"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    """A decline is withdrawn: its changes may be proposed again."""
    START = "start"
    """Its first write is about to be made, or an interrupted run is being resumed."""
    FINISH = "finish"
    FINISH_PART = "finish_part"
    """Every write was made, and a part of the plan was held back."""
    GO_STALE = "go_stale"
    STOP = "stop"


OPEN = frozenset({State.CLEARED, State.HELD, State.APPROVED})
"""Nothing of it was written, and it has not ended."""
ENDED = frozenset(
    {State.APPLIED, State.PART_APPLIED, State.DECLINED, State.SUPERSEDED, State.STALE, State.STOPPED}
)
UNDECIDED = OPEN | {
    State.APPLYING, State.CANARY, State.HANDED_OVER, State.PART_APPLIED, State.STALE, State.STOPPED
}  # fmt: skip
"""The changes of a delta file are still pending: not declined, and in no later delivery yet (D02)."""
RESUMED_UNATTENDED = frozenset({State.APPLYING})
"""States that the next run finishes automatically. Canary and handed over wait for a person."""

TRANSITIONS: Mapping[State, Mapping[Event, State]] = {
    State.CLEARED: {Event.SUPERSEDE: State.SUPERSEDED, Event.START: State.APPLYING},
    State.HELD: {
        Event.SUPERSEDE: State.SUPERSEDED,
        Event.APPROVE: State.APPROVED,
        Event.DECLINE: State.DECLINED,
    },
    State.APPROVED: {Event.SUPERSEDE: State.SUPERSEDED, Event.START: State.APPLYING},
    State.APPLYING: {
        Event.START: State.APPLYING,
        Event.FINISH: State.APPLIED,
        Event.FINISH_PART: State.PART_APPLIED,
        Event.GO_STALE: State.STALE,
        Event.STOP: State.STOPPED,
    },
    State.CANARY: {},
    State.HANDED_OVER: {},
    State.APPLIED: {},
    State.PART_APPLIED: {},
    State.DECLINED: {Event.WITHDRAW: State.SUPERSEDED},
    State.SUPERSEDED: {},
    State.STALE: {},
    State.STOPPED: {},
}
"""The next state for each state and event. A missing event is refused."""


class Recorded(NamedTuple):
    """A change set as recorded in the ledger."""

    state: State
    change_set: ChangeSet
    superseded_by: str = ""
    """The change set that replaced it, or whose delivery changed the state it was planned on."""
    expires_at: datetime | None = None
    """The instant until which it can be approved."""


def after(state: State, event: Event) -> State | None:
    """The state that an event leads to; None if it is not allowed."""
    return TRANSITIONS[state].get(event)


def check(recorded: Recorded, event: Event, now: datetime) -> State:
    """The state that an event leads to.

    Raises `GuardrailBreach` if it is not allowed: held, approval_superseded, approval_expired, or
    approval_decided.
    """
    state, change_set = recorded.state, recorded.change_set
    name, where = f"the change set {change_set.change_set_id[:12]}", change_set.tenant
    again = f"Run the partition {change_set.partition} again for a new change set."
    is_decision = event in (Event.APPROVE, Event.DECLINE)
    if is_decision and state is State.HELD and recorded.expires_at and now >= recorded.expires_at:
        raise expired(change_set, recorded.expires_at)
    following = after(state, event)
    if following is not None:
        return following
    match state:
        case State.SUPERSEDED:
            newer = f" by {recorded.superseded_by[:12]}" if recorded.superseded_by else ""
            raise GuardrailBreach(
                "approval_superseded",
                f"{name} was superseded{newer}.",
                where=where,
                remedy=f"`qooper-assets status {where}` lists what is waiting for a decision. {again}",
            )
        case State.HELD:
            raise held(change_set)
        case State.CLEARED:
            raise GuardrailBreach(
                "approval_decided",
                f"{name} is within every limit and needs no decision.",
                where=where,
                remedy="The run that planned it applies it.",
            )
        case _:
            raise GuardrailBreach(
                "approval_decided",
                f"{name} is already {state}.",
                where=where,
                remedy=again if state in ENDED else "",
            )
