"""Circles of managers: nobody is their own superior, over however many steps (AT15).

Belongs here: which changes of a manager would close a circle. Does not: the facts
(`sql/plan/manager_edges.sql`), or a person who is named as their own manager
(`sql/plan/unresolved_managers.sql`).
"""

from collections.abc import Iterable
from typing import NamedTuple


class ManagerEdge(NamedTuple):
    """One row of `sql/plan/manager_edges.sql`: a person's manager before and after a change set."""

    person: str
    present: str | None
    wanted: str | None
    is_change: bool


def circle_closers(edges: Iterable[ManagerEdge]) -> list[str]:
    """The people whose change of manager would be part of a circle, sorted.

    All changes of a circle are left out, because nothing shows which of them is the wrong one. A person whose
    change is left out keeps the present manager, which may complete another circle; its changes are left out,
    too. A circle without a change exists in Qooper already, and is left as it is. The result does not depend
    on the order of the edges: a circle persists until it is dissolved as a whole.
    """
    edges = list(edges)
    manager = {edge.person: edge.wanted for edge in edges}
    present = {edge.person: edge.present for edge in edges}
    changing = {edge.person for edge in edges if edge.is_change and edge.wanted is not None}
    closers: list[str] = []
    settled: set[str] = set()
    """The people from whom a walk from manager to manager ends, or ends in a circle without a change."""
    for start in manager:
        path: list[str] = []
        place: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in settled:
            if at not in place:
                place[at] = len(path)
                path.append(at)
                at = manager.get(at)
                continue
            circle = path[place[at] :]
            closing = [person for person in circle if person in changing]
            if not closing:
                break
            del path[place[at] :]
            for person in circle:
                del place[person]
            for person in closing:
                changing.remove(person)
                manager[person] = present[person]
            closers += closing
        settled.update(path)
    return sorted(closers)
