"""The process that unwraps a delivered file: `python -m qooper_assets.edges.readers.wrapped_child`.

It reads a job from its standard input, writes one file per layer, and says their sizes on its standard
output. It bounds its own memory, its time and the size of its files before it opens one, so that a
hostile file ends this process at worst. Private keys come in the job, and go with the process.

Belongs here: the order of the layers. Does not: starting it (`wrapped.py`), or what a layer is
(`wrapped_gzip.py`, `wrapped_zip.py`, `wrapped_openpgp.py`).
"""

import json
import os
import resource
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.edges.readers import confinement, formats, wrapped_gzip, wrapped_openpgp, wrapped_zip
from qooper_assets.edges.readers import wrapped_faults as faults
from qooper_assets.edges.readers.encodings_marks import HEAD_BYTES

DECLARED = {"gzip": "a gzip archive", "zip": "a zip archive", "openpgp": "an OpenPGP message"}


class Job(NamedTuple):
    """What `wrapped.py` asks for."""

    raw: str
    folder: str
    """Where the files go, named 1, 2, 3 after their layers."""
    wrapped: list[str]
    inflated_bytes_max: int
    inflation_ratio_max: float
    keys: dict[str, Any] | None
    """`wrapped_openpgp.Keys`: private."""
    memory_mib_max: int
    cpu_seconds_max: int


def run(job: Job) -> dict[str, Any]:
    """The sizes of what each layer holds. Raises `DeliveryError`, blocked, or `TenantFileError`."""
    source, sizes, subject = Path(job.raw), [], "the file"
    budget = _budget(job)
    for layer, wrapper in enumerate(job.wrapped, start=1):
        with source.open("rb") as file:
            head = file.read(HEAD_BYTES)
        if formats.wrapper_of(head) != wrapper:
            raise faults.differs(f"{subject} is {formats.named(head)}", DECLARED[wrapper])
        into = Path(job.folder) / str(layer)
        match wrapper:
            case "gzip":
                _write(wrapped_gzip.blocks(source), into, budget)
            case "zip":
                _write(wrapped_zip.blocks(source, budget), into, budget)
            case "openpgp":
                assert job.keys is not None
                wrapped_openpgp.decrypt(source, into, wrapped_openpgp.Keys(**job.keys), budget)
        if layer > 1:
            source.unlink()
        source, subject = into, f"what the {wrapper} holds"
        sizes.append(into.stat().st_size)
    return {"sizes": sizes}


def _budget(job: Job) -> faults.Budget:
    return faults.Budget(Path(job.raw).stat().st_size, job.inflated_bytes_max, job.inflation_ratio_max)


def _write(blocks: Iterable[bytes], into: Path, budget: faults.Budget) -> None:
    size = 0
    with into.open("xb") as file:
        for block in blocks:
            size += len(block)
            if size > budget.bytes_max:
                raise budget.exceeded()
            file.write(block)


def main() -> None:
    job = Job(**json.load(sys.stdin))
    os.umask(0o077)
    confinement.bound(job.memory_mib_max, job.cpu_seconds_max)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_budget(job).bytes_max,) * 2)
    confinement.answer(lambda: run(job), job.memory_mib_max)


if __name__ == "__main__":
    main()
