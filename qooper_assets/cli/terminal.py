"""The terminal: where lines go, the line that moves while a run goes on, and asking a person.

Belongs here: consoles, progress, a yes or no. Does not: how a value looks (`cli/show.py`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import click
from rich.console import Console

from qooper_assets import stages
from qooper_assets.core.tenant import Tenant

PROGRESS_POLL_SECONDS = 0.5
"""How often somebody who watches is told how far a run is."""

out = Console()
err = Console(stderr=True)


@contextmanager
def show_progress(as_json: bool) -> Iterator[Callable[[str], None]]:
    """Say what is being done, on a terminal by a line that moves."""
    if as_json or not err.is_terminal:
        yield lambda what: None
        return
    with err.status("") as status:
        yield lambda what: status.update(f"{what} …")


@contextmanager
def watch_writes(edges: stages.Edges, tenant: Tenant, say: Callable[[str], None]) -> Iterator[None]:
    """While a run goes on in this process, say how far its writing is; the ledger knows."""
    ended = Event()

    def watch() -> None:
        while not ended.wait(PROGRESS_POLL_SECONDS):
            if progress := edges.ledger.progress(tenant.tenant):
                say(f"{progress[0]:,} of {progress[1]:,} writes are done")

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def confirm(question: str) -> bool:
    """A person's yes. Where nobody can be asked it is no."""
    try:
        return click.confirm(question, default=False)
    except click.Abort:
        out.print()
        return False
