"""The inside of a sandboxed subprocess: it limits itself, does its job, and answers.

Belongs here: what every such process does before and after its work. Does not: starting it (`parent.py`),
which imports libraries that take longer to load than most files take to read.
"""

import json
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from qooper_assets.core.errors import QooperAssetsError

MIB = 1 << 20

Job = TypeVar("Job")


def serve(job_type: Callable[..., Job], work: Callable[[Job], dict[str, Any]]) -> None:
    """Read a job from standard input, bound this process, do the work, and write the answer to standard
    output.

    The answer is what the work returns, an error of ours (code, message, remedy, where), or a defect.
    """
    request = json.load(sys.stdin)
    job = job_type(**request["job"])
    bound(request["memory_mib_max"], request["cpu_seconds_max"])
    json.dump(_answer(lambda: work(job), request["memory_mib_max"]), sys.stdout)


def bound(memory_mib_max: int, cpu_seconds_max: int) -> None:
    """Limit the memory and CPU time of this process. Address space that libraries only reserved is free."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds_max, cpu_seconds_max + 5))
    statm = Path("/proc/self/statm")
    size, resident = map(int, statm.read_text().split()[:2]) if statm.exists() else (0, 0)
    memory = memory_mib_max * MIB + (size - resident) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _answer(work: Callable[[], dict[str, Any]], memory_mib_max: int) -> dict[str, Any]:
    try:
        return work()
    except QooperAssetsError as error:
        return {"code": error.code, "message": error.message, "remedy": error.remedy, "where": error.where}
    except MemoryError:
        return {
            "code": "too_large",
            "message": f"reading it takes more than {memory_mib_max:,} MiB of memory.",
            "remedy": "If the file really is that large, raise feed.limits.parse_memory_mib_max.",
            "where": "",
        }
    except Exception as error:  # noqa: BLE001  # the process ends here; its message may hold a value
        at = traceback.extract_tb(error.__traceback__)[-1]
        return {"defect": f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"}
