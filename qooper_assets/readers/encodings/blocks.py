"""The blocks of a text file, worked on by several threads and given in the order of the file.

A thread gains where the work leaves Python's lock alone, as that of pyarrow and polars does, and only with
blocks so large that handing them over is nothing beside it. Few of them wait, so memory does not grow.

Belongs here: reading ahead, and the order. Does not: the work itself.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from qooper_assets.readers.encodings.utf8 import begun

LARGE_BYTES = 1 << 20
SMALL_BYTES = 1 << 18
"""To start a thread takes longer than the work on fewer bytes."""
THREADS = 2
AHEAD = 3
"""So many blocks are worked on, or wait."""
R = TypeVar("R")


def blocks(raw: Path, size: int, *, start: int = 0) -> Iterator[bytes]:
    """All of a file from a byte on."""
    with raw.open("rb") as file:
        file.seek(start)
        while block := file.read(size):
            yield block


def whole_characters(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut where no character of UTF-8 is begun; what is begun at the end comes alone."""
    rest = b""
    for block in blocks:
        data = rest + block if rest else block
        used = len(data) - begun(data)
        rest = data[used:]
        if used:
            yield data[:used]
    if rest:
        yield rest


def in_order(work: Callable[[bytes], R], blocks: Iterable[bytes]) -> Generator[tuple[bytes, R]]:
    """Each block with what the work makes of it. Raises what the work raises, at its block."""
    with ThreadPoolExecutor(THREADS) as threads:
        waiting: deque[tuple[bytes, Future[R]]] = deque()
        for block in blocks:
            if not waiting and len(block) < SMALL_BYTES:
                yield block, work(block)
                continue
            waiting.append((block, threads.submit(work, block)))
            if len(waiting) > AHEAD:
                first, made = waiting.popleft()
                yield first, made.result()
        while waiting:
            first, made = waiting.popleft()
            yield first, made.result()
