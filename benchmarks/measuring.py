"""One measurement is one process: started here, timed in it, and reported as a line of JSON.

    python -m benchmarks.measuring benchmarks.rivals:csv_diff FOLDER

Belongs here: processes, turns, and the table of results. Does not: what is measured.

A measured function takes the folder, prepares (imports, opens) and returns its work: a function that returns
what it found. Only the work is timed; peak memory is that of the whole process, libraries included.
"""

import argparse
import importlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

M = TypeVar("M")
Found = dict[str, Any]
Work = Callable[[], Found]
CLAIMED_MIB = 512
"""More than any work requests at once; a larger amount, freed together, might be reclaimed at once."""


class Measurement(NamedTuple):
    """The resources that one process used for its work; with several passes, their median."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, of all its threads."""
    peak_mib: float
    found: Found


def measure(function: str, folder: Path, *, passes: int = 1, warm_ups: int = 0) -> Measurement:
    """Run `module:function` on the folder in a process of its own; warm-ups are passes that don't count."""
    command = [sys.executable, "-m", "benchmarks.measuring", function, str(folder)]
    command += ["--passes", str(passes), "--warm-ups", str(warm_ups)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Measurement(**json.loads(output.splitlines()[-1]))


def warm(*paths: Path) -> None:
    """Read files once, so that no work waits for the disk: a guest's page cache may be reclaimed."""
    for path in paths:
        with path.open("rb", buffering=0) as file:
            while file.read(1 << 20):
                pass


def claim_memory() -> None:
    """Allocate memory and free it. A hypervisor reclaims what a guest leaves free, and getting it back takes
    longer than most work that is measured here. It is allocated as a file, which counts for no peak."""
    with tempfile.TemporaryFile(buffering=0) as file:
        for _ in range(CLAIMED_MIB):
            file.write(bytes(1 << 20))


def in_turns(count: int, *rivals: Callable[[], M]) -> list[list[M]]:
    """Measure each rival; all are measured once before the first is measured again."""
    rounds = [[measured() for measured in rivals] for _ in range(count)]
    return [list(of_one) for of_one in zip(*rounds, strict=True)]


def ratios(ours: Sequence[float], rivals: Sequence[float]) -> list[float]:
    """Compute the ratios turn by turn."""
    return [a / b for a, b in zip(ours, rivals, strict=True)]


def agree(what: str, *found: object) -> None:
    """Stop unless all found the same: comparing the times of different answers is useless."""
    if any(other != found[0] for other in found):
        raise SystemExit(f"{what}: the rivals don't agree: " + " | ".join(map(str, found)))


def show(title: str, rows: Mapping[str, Sequence[float]]) -> None:
    width = max(map(len, rows)) + 2
    print(f"\n{title}\n{'':{width}}{'min':>10}{'median':>10}{'max':>10}")
    for label, values in rows.items():
        print(f"{label:{width}}{min(values):10.2f}{statistics.median(values):10.2f}{max(values):10.2f}")
    sys.stdout.flush()


def _peak_mib() -> float:
    """Peak memory of this process alone; ru_maxrss would include that of the parent that forked it."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("function", help="module:function")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--warm-ups", type=int, default=0)
    arguments = parser.parse_args()
    module, function = arguments.function.split(":")
    work: Work = getattr(importlib.import_module(module), function)(arguments.folder)
    claim_memory()
    for _ in range(arguments.warm_ups):
        work()
    walls, cpus, found = [], [], {}
    for _ in range(arguments.passes):
        started, started_cpu = time.perf_counter(), time.process_time()
        found = work()
        walls.append(time.perf_counter() - started)
        cpus.append(time.process_time() - started_cpu)
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    print(json.dumps(Measurement(wall, cpu, _peak_mib(), found)._asdict()))


if __name__ == "__main__":
    main()
