"""Damage that Hypothesis does to the bytes of a file, and the limits within which a reader must survive it.

Each example is a list of places and what happens there, so a failure shrinks to the least damage. The tests
run a small number of fixed examples; `QOOPER_EXAMPLES=50000` in the environment runs that many random ones:

    QOOPER_EXAMPLES=50000 python -m pytest qooper_assets_tests/readers/excel/test_damaged_workbooks.py -n 2
"""

import os
import resource
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("QOOPER_EXAMPLES", "0"))
CPU_SECONDS_MAX = 5
"""For one damaged file of some kilobytes; the worst take some hundredths."""
GROWTH_MIB_MAX = 256
"""Growth of the process by all files together."""


def examples(count: int) -> settings:
    """Settings for this many fixed examples, or for the random ones that the environment asks for."""
    return settings(
        max_examples=EXAMPLES or count,
        derandomize=not EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


class Damage(NamedTuple):
    """Damage at one place of a file."""

    place: float
    """As a fraction of the file's length."""
    kind: str
    length: int
    bits: bytes


def damages(tokens: Sequence[bytes]) -> st.SearchStrategy[list[Damage]]:
    """Draw one or two; `tokens` are fragments of the format's syntax."""
    one = st.builds(
        Damage,
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["flip", "replace", "delete", "double", "insert", "swap", "cut"]),
        st.integers(1, 60),
        st.binary(min_size=1, max_size=2) | st.sampled_from(list(tokens)),
    )
    return st.lists(one, min_size=1, max_size=2)


def damaged(content: bytes, damages: Sequence[Damage]) -> bytes:
    for place, kind, length, bits in damages:
        at = int(place * len(content))
        end = at + length
        match kind:
            case "flip" if at < len(content):
                content = content[:at] + bytes([content[at] ^ (1 << length % 8)]) + content[at + 1 :]
            case "replace":
                content = content[:at] + bits + content[at + len(bits) :]
            case "delete":
                content = content[:at] + content[end:]
            case "double":
                content = content[:end] + content[at:end] + content[end:]
            case "insert":
                content = content[:at] + bits + content[at:]
            case "swap":
                content = (
                    content[:at] + content[end : end + length] + content[at:end] + content[end + length :]
                )
            case "cut":
                content = content[:at]
    return content


@contextmanager
def bounded(seconds: float = CPU_SECONDS_MAX) -> Iterator[None]:
    """Limit the CPU time spent on a file: one that hangs this process fails its test."""

    def too_long(*_: Any) -> None:
        raise AssertionError(f"it takes more than {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def without_growth() -> Iterator[None]:
    """Check that the block does not grow this process much beyond its previous peak."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < GROWTH_MIB_MAX, f"{grown:.0f} MiB more than before"
