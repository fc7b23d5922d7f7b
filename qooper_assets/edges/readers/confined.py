"""A process with limits of its own, for files that may be hostile: its beginning and its end.

A file that takes its time or its memory, or kills it, costs this delivery and nothing else. It inherits
no environment, so no secret; its job comes by standard input and its answer goes to standard output,
where no other process of the machine can see them.

Belongs here: starting it, bounding it, and what its end means. Does not: what it does with a file
(`excel_child.py`, `json_child.py`, `wrapped_child.py`).
"""

import json
import math
import resource
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qooper_assets.core.errors import DeliveryError, QooperAssetsError, blocked
from qooper_assets.core.tenant import Limits

ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
"""All that the process gets: no secret, and what makes its memory measurable."""
MIB = 1 << 20


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


# Inside the process


def bound(memory_mib_max: int, cpu_seconds_max: int) -> None:
    """Bound what this process may still do. Address space that the libraries only reserved is free."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds_max, cpu_seconds_max + 5))
    statm = Path("/proc/self/statm")
    size, resident = map(int, statm.read_text().split()[:2]) if statm.exists() else (0, 0)
    memory = memory_mib_max * MIB + (size - resident) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def answer(work: Callable[[], dict[str, Any]], memory_mib_max: int) -> None:
    """Do the work and say what came of it: what it gives, an error in our words, or a defect."""
    try:
        said = work()
    except QooperAssetsError as error:
        said = {"code": error.code, "message": error.message, "remedy": error.remedy, "where": error.where}
    except MemoryError:
        said = {
            "code": "too_large",
            "message": f"to read it takes more than {memory_mib_max:,} MiB of memory.",
            "remedy": "If the file really is that large, raise feed.limits.parse_memory_mib_max.",
        }
    except Exception as error:  # noqa: BLE001  # the process ends here; a value may stand in its message
        at = traceback.extract_tb(error.__traceback__)[-1]
        said = {"defect": f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"}
    json.dump(said, sys.stdout)
