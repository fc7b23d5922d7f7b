"""Runs a sandboxed subprocess for files that may be hostile, and interprets how it ended.

A file that takes too much time or memory, or crashes the process, costs this delivery and nothing else. The
process inherits no environment, so no secret; its job goes to its standard input and its answer comes from
its standard output, where no other process of the machine can see them.

Belongs here: starting the process, and turning its answer into a value or an error. Does not: what happens
inside it (`child.py`), or what it does with a file (`excel/child.py`, `json/child.py`, `wrappers/child.py`).
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

from qooper_assets.core.errors import DeliveryError, TenantFileError, blocked
from qooper_assets.core.tenant.limits import Limits

ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
"""The whole environment of the process: no secrets, and settings that keep its memory use predictable."""


@contextmanager
def whole_or_gone(folder: Path) -> Iterator[None]:
    """Make a folder for the files that the process writes; it is removed again unless the block succeeds."""
    folder.mkdir(mode=0o700)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def run(
    module: str,
    job: Mapping[str, Any],
    limits: Limits,
    *,
    where: str,
    if_broken: Callable[[str], DeliveryError],
) -> dict[str, Any]:
    """Run `module` as a subprocess on a job, a JSON object that `child.serve` reads there; return its answer.

    Raises `DeliveryError`, blocked: the process's own, with `where`; too_large if it takes too long; or the
    result of `if_broken` if it ended without an answer or by a bug of ours. Raises `TenantFileError` as the
    process raised it.
    """
    seconds = limits.parse_minutes_max * 60
    too_long = blocked(
        "too_large",
        f"reading the file takes more than {limits.parse_minutes_max:g} minutes.",
        "If it really is that large, raise feed.limits.parse_minutes_max.",
        where,
    )
    bounds = {"memory_mib_max": limits.parse_memory_mib_max, "cpu_seconds_max": math.ceil(seconds)}
    try:
        # -I: imports depend neither on the working folder nor on environment variables.
        # -B: a process whose files may be cut off must not write compiled modules for others.
        ended = subprocess.run(  # noqa: S603  # our own module, in our own interpreter
            [sys.executable, "-I", "-B", "-m", module],
            input=json.dumps({**bounds, "job": job}).encode(),
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
    answer: dict[str, Any] = json.loads(ended.stdout)
    if "defect" in answer:
        raise if_broken(f"the process that reads it failed ({answer['defect']}).")
    if answer.get("code") in TenantFileError.codes:
        raise TenantFileError(
            answer["code"], answer["message"], where=answer["where"], remedy=answer["remedy"]
        )
    if "code" in answer:
        raise blocked(answer["code"], answer["message"], answer["remedy"], where)
    return answer
