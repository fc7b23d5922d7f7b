"""A process with limits of its own, for files that may be hostile: how it is started, and how it ends.

A file that takes its time or its memory, or kills it, costs this delivery and nothing else. It inherits
no environment, so no secret; its job comes by standard input and its answer goes to standard output,
where no other process of the machine can see them.

Belongs here: starting it, and what its end means. Does not: how it bounds itself (`child.py`), and what
it does with a file (`readers/excel/child.py`, `readers/json/child.py`, `readers/wrappers/child.py`).
"""

import json
import math
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.tenant.limits import Limits

ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
"""All that the process gets: no secret, and what makes its memory measurable."""


@contextmanager
def whole_or_gone(folder: Path) -> Iterator[None]:
    """A folder for what the process writes: nothing of it stays unless all is well."""
    folder.mkdir(mode=0o700)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def ask(
    module: str,
    job: Mapping[str, Any],
    limits: Limits,
    *,
    where: str,
    if_broken: Callable[[str], DeliveryError],
) -> dict[str, Any]:
    """What the process answers to a job.

    Raises `DeliveryError` too_large where it takes too long; or, where it ended without an answer or by a
    defect of ours, what `if_broken` makes of how it ended.
    """
    seconds = limits.parse_minutes_max * 60
    too_long = blocked(
        "too_large",
        f"to read the file takes more than {limits.parse_minutes_max:g} minutes.",
        "If it really is that large, raise feed.limits.parse_minutes_max.",
        where,
    )
    bounds = {"memory_mib_max": limits.parse_memory_mib_max, "cpu_seconds_max": math.ceil(seconds)}
    try:
        # -I: neither the working folder nor a variable of the environment decides what is imported.
        # -B: a process whose files may be cut off must not write compiled modules for others.
        ended = subprocess.run(  # noqa: S603  # our own module, in our own interpreter
            [sys.executable, "-I", "-B", "-m", module],
            input=json.dumps({**job, **bounds}).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise too_long from None
    if ended.returncode == -signal.SIGXCPU:
        raise too_long
    if ended.returncode:
        how = f"signal {-ended.returncode}" if ended.returncode < 0 else f"exit code {ended.returncode}"
        raise if_broken(f"the process that reads it ended with {how}.")
    said: dict[str, Any] = json.loads(ended.stdout)
    if "defect" in said:
        raise if_broken(f"the process that reads it failed ({said['defect']}).")
    return said
