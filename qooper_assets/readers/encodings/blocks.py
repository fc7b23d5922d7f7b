"""Processes blocks of a text file in several threads and yields the results in file order.

Threads help where the work releases the GIL, as pyarrow and polars do, and where blocks are so large that
handing them over costs little in comparison. Few blocks are queued, so memory is bounded.

Belongs here: reading ahead, and the order. Does not: the work itself.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from qooper_assets.readers.encodings.utf8 import incomplete_tail

LARGE_BYTES = 1 << 20
SMALL_BYTES = 1 << 18
"""Smaller blocks are processed faster than a thread is started."""
THREADS = 2
AHEAD = 3
"""Maximum number of blocks queued or in progress."""
R = TypeVar("R")


def blocks(raw: Path, size: int, *, start: int = 0) -> Iterator[bytes]:
    """Read a file from a byte offset to its end."""
    with raw.open("rb") as file:
        file.seek(start)
        while block := file.read(size):
            yield block


def whole_characters(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in blocks that split no UTF-8 character; an incomplete one at the end comes alone."""
    rest = b""
    for block in blocks:
        data = rest + block if rest else block
        used = len(data) - incomplete_tail(data)
        rest = data[used:]
        if used:
            yield data[:used]
    if rest:
        yield rest


def in_order(work: Callable[[bytes], R], blocks: Iterable[bytes]) -> Generator[tuple[bytes, R]]:
    """Each block with the result of the work on it. Raises what the work raises, at its block."""
    with ThreadPoolExecutor(THREADS) as threads:
        waiting: deque[tuple[bytes, Future[R]]] = deque()
        for block in blocks:
            if not waiting and len(block) < SMALL_BYTES:
                yield block, work(block)
                continue
            waiting.append((block, threads.submit(work, block)))
            if len(waiting) > AHEAD:
                first, result = waiting.popleft()
                yield first, result.result()
        while waiting:
            first, result = waiting.popleft()
            yield first, result.result()
