"""The sandboxed subprocess that unwraps a delivered file: `python -m qooper_assets.readers.wrappers.child`.

It reads a job from its standard input, writes one file per layer, and reports their sizes on its standard
output. It limits its own memory, CPU time and file size before it opens a file, so that at worst a hostile
file ends this process. Private keys come in the job, and end with the process.

Belongs here: the order of the layers. Does not: starting it (`reader.py`), or what a layer is
(`gzip.py`, `zip.py`, `openpgp.py`).
"""

import os
import resource
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.readers import formats
from qooper_assets.readers.encodings.byte_order_marks import HEAD_BYTES
from qooper_assets.readers.sandbox import child as sandbox_child
from qooper_assets.readers.wrappers import errors as faults
from qooper_assets.readers.wrappers import gzip as wrapped_gzip
from qooper_assets.readers.wrappers import openpgp
from qooper_assets.readers.wrappers import zip as wrapped_zip

DECLARED = {"gzip": "a gzip archive", "zip": "a zip archive", "openpgp": "an OpenPGP message"}


class Job(NamedTuple):
    """The job that `reader.py` sends."""

    raw: str
    folder: str
    """Where the files go, named 1, 2, 3 after their layers."""
    wrapped: list[str]
    inflated_bytes_max: int
    inflation_ratio_max: float
    keys: dict[str, Any] | None
    """`wrapped_openpgp.Keys`: private."""


def run(job: Job) -> dict[str, Any]:
    """Unwrap all layers; return the sizes of their content. Raises `DeliveryError`, blocked, or
    `TenantFileError`."""
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
                openpgp.decrypt(source, into, openpgp.Keys(**job.keys), budget)
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


def _run_bounded(job: Job) -> dict[str, Any]:
    """Run the job with the file size limited to the budget."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_budget(job).bytes_max,) * 2)
    return run(job)


def main() -> None:
    sandbox_child.serve(Job, _run_bounded)


if __name__ == "__main__":
    main()
