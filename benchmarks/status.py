"""`qooper-assets status` of many tenants, against a process that only loads their tenant files.

    python -m benchmarks.status [--tenants 60] [--runs 30] [--pairs 5]

Both are fresh processes in the same installation, measured from start to end, including imports. Loading the
files is what every command has to do; the rest is importing the command line, and a few queries per tenant.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.measuring import in_turns, ratios, show
from qooper_assets.core.errors import Result
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.system import SystemClock

ROOT = Path(__file__).parent.parent
LOAD = """
from pathlib import Path
from qooper_assets.edges import tenant_files
tenant_files.load(Path("tenants"))
"""
TENANT = r"(?m)^tenant: acme\b"
COMMANDS = {
    "status": [str(Path(sys.executable).with_name("qooper-assets")), "status"],
    "loading": [sys.executable, "-c", LOAD],
}


def install(home: Path, tenants: int, runs: int) -> None:
    """Write the tenant files, and a ledger with the runs of each tenant."""
    text = (ROOT / "tenants" / "acme.yaml").read_text(encoding="utf-8")
    assert len(re.findall(TENANT, text)) == 1
    (home / "tenants").mkdir()
    (home / ".qooper").mkdir(mode=0o700)
    ledger = Ledger.open(f"sqlite:///{home / '.qooper' / 'ledger.sqlite'}", SystemClock())
    for number in range(tenants):
        name = f"tenant_{number:03}"
        (home / "tenants" / f"{name}.yaml").write_text(re.sub(TENANT, f"tenant: {name}", text))
        for run in range(runs):
            ledger.receipts.record_failure(
                name, "2026-01-05", f"{name}-{run}", Result.BLOCKED, "no_rows", "The file has no rows."
            )
    ledger.close()


def time_command(home: Path, command: list[str]) -> float:
    """Run a command in the installation; returns seconds from the start of its process to its end."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("QOOPER_", "DAGSTER_"))}
    started = time.perf_counter()
    subprocess.run(command, cwd=home, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tenants", type=int, default=60)
    parser.add_argument("--runs", type=int, default=30, help="of each tenant")
    parser.add_argument("--pairs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        install(home, arguments.tenants, arguments.runs)
        for command in COMMANDS.values():
            time_command(home, command)
        times = in_turns(
            arguments.pairs, *(partial(time_command, home, command) for command in COMMANDS.values())
        )
    status, loading = times
    show(
        f"status of {arguments.tenants} tenants with {arguments.runs} runs each, {arguments.pairs} pairs",
        {
            "status, wall s": status,
            "loading the tenant files, wall s": loading,
            "wall, status / loading": ratios(status, loading),
        },
    )


if __name__ == "__main__":
    main()
