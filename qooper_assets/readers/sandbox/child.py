"""The inside of a process with limits of its own: how it bounds itself, and how it answers.

Belongs here: what such a process does before and behind its work. Does not: starting it (`parent.py`),
which needs libraries that take longer to load than most files to read.
"""

import json
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qooper_assets.core.errors import QooperAssetsError

MIB = 1 << 20


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
