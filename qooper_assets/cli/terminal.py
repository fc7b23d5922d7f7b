"""The terminal: the two consoles, the progress line, and yes-or-no questions.

Belongs here: where output goes, and how it moves. Does not: how a value looks (`cli/show.py`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import click
from rich.console import Console

from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.ledger.ledger import Ledger

PROGRESS_POLL_SECONDS = 0.5
"""How often the progress line of a run is updated."""

out = Console()
err = Console(stderr=True)


@contextmanager
def show_progress(as_json: bool, *, is_always_shown: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows what is being done, in one line. Without a terminal it shows nothing, or a
    line for each call if that is wanted: what waits for a server must say so in a log, too."""
    if not as_json and not err.is_terminal and is_always_shown:
        yield lambda what: err.print(f"{what} …", highlight=False, markup=False, soft_wrap=True)
        return
    if as_json or not err.is_terminal:
        yield lambda what: None
        return
    with err.status("") as status:
        yield lambda what: status.update(f"{what} …")


@contextmanager
def watch_writes(ledger: Ledger, tenant: Tenant, say: Callable[[str], None]) -> Iterator[None]:
    """Report how many writes are done while a run goes on in this process, from the ledger."""
    ended = Event()

    def watch() -> None:
        while not ended.wait(PROGRESS_POLL_SECONDS):
            if progress := ledger.operations.progress(tenant.tenant):
                say(f"{progress.done:,} of {progress.total:,} writes done")

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def confirm(question: str) -> bool:
    """Ask a yes-or-no question. If nobody can be asked, the answer is no."""
    try:
        return click.confirm(question, default=False)
    except click.Abort:
        out.print()
        return False
