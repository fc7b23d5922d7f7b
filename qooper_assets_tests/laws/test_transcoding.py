"""Fast transcoding agrees with the plain way: Python's own decoder and patterns.

Blocks are so small that characters, surrogate pairs and CR LF are split across them in every way.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qooper_assets.core.errors import DeliveryError
from qooper_assets.readers.encodings import blocks as encodings_blocks
from qooper_assets.readers.encodings import detect, evidence, mixed, transcode
from qooper_assets.readers.encodings.errors import Faults, Place
from qooper_assets.readers.encodings.utf8 import (
    GARBLED,
    LOST,
    BlockTraces,
    Traces,
    incomplete_tail,
    scan_block,
)

UTF_16 = ("utf-16-le", "utf-16-be")
SINGLE = tuple(name for name in detect.PAGES if not evidence.is_multibyte(name))
PIECES = [*"aéß€’ł漢한ﬁ😀,\r\n\0", "Ã©", "â€™", "\r\n", "\ufffd\n"]
NO_TEXT = [*"\x85\ue000\uf8ff\U000f0000\U0010ffff"]
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.sampled_from([*PIECES, *NO_TEXT]) | st.characters(), max_size=40
).map("".join)


@pytest.fixture(autouse=True)
def threads_for_the_smallest_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings_blocks, "SMALL_BYTES", 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("transcoding")


class Outcome(NamedTuple):
    """The text, or the message of the error."""

    data: bytes | None
    message: str
    lost_lines: int = 0
    may_be_garbled: bool = False


def transcoded(
    content: bytes, encoding: str, folder: Path, *, quick: bool, block: int, many: int, few: int = 1
) -> Outcome:
    """Transcode in one of the three ways, in blocks of `block` bytes."""
    raw, copy = folder / "raw", folder / "copy"
    raw.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transcode, "QUICK_FROM_BYTES", 0 if quick else 1 << 30)
        patch.setattr(transcode, "FEW", few)
        patch.setattr(transcode, "BLOCK_BYTES", block)
        patch.setattr(transcode, "LARGE_BYTES", block * many)
        try:
            traces = transcode.transcode(raw, copy, encoding, content[:2], Faults(raw, "/x.csv"))
        except DeliveryError as error:
            return Outcome(None, f"{error.code}: {error.message}")
    return Outcome(copy.read_bytes(), "", traces.lost_lines, traces.may_be_garbled)


@st.composite
def some_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw an encoded text after a two-byte mark, often with a damaged byte or a truncated end."""
    encoding = draw(st.sampled_from(UTF_16) | st.sampled_from(SINGLE))
    text = draw(TEXTS)
    content = bytearray(text.encode(evidence.codec_of(encoding), "ignore"))
    for at in draw(st.lists(st.integers(0, 200), max_size=2)):
        if at < len(content):
            content[at] = draw(st.sampled_from([0x00, 0x0A, 0x81, 0xD8, 0xDC, 0xE0, 0xFF]))
    if draw(st.booleans()):
        del content[len(content) - draw(st.integers(0, 3)) :]
    return encoding, b"\xff\xfe" + bytes(content)


@settings(derandomize=True, deadline=None, max_examples=600)
@given(some_files(), st.sampled_from([2, 4, 6, 16, 64]), st.integers(1, 3))
def test_the_tables_and_the_decoder_give_one_text_or_one_error(
    folder: Path, given: tuple[str, bytes], block: int, many: int
) -> None:
    """P03: whatever the bytes, wherever blocks end, and however many are not ASCII: unit by unit or in
    runs of ASCII."""
    encoding, content = given
    plain = transcoded(content, encoding, folder, quick=False, block=block, many=many)
    for few in (0, 3, 1 << 30):
        assert transcoded(content, encoding, folder, quick=True, block=block, many=many, few=few) == plain
    expect(plain, content, encoding)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.sampled_from([name for name in detect.PAGES if name not in SINGLE]),
    st.lists(st.sampled_from([*"aあア表漢한,\n"])).map("".join),
    st.integers(1, 9),
)
def test_a_character_of_several_bytes_may_span_two_blocks(
    folder: Path, encoding: str, text: str, block: int
) -> None:
    """P03: the second byte of one may look like ASCII."""
    content = b"\xff\xfe" + text.encode(evidence.codec_of(encoding), "ignore")
    found = transcoded(content, encoding, folder, quick=True, block=block, many=1)
    expect(found, content, encoding)
    assert found.data is not None


def expect(found: Outcome, content: bytes, encoding: str) -> None:
    """Compare with Python's decoder on the whole file, or with the place where it stops."""
    codec, at = evidence.codec_of(encoding), None
    if "holds the byte" in found.message:
        with pytest.raises(UnicodeDecodeError) as caught:
            content[2:].decode(codec)
        at = caught.value.start
    elif "holds U+" in found.message:
        text = content[2:].decode(codec, "replace")
        odd = transcode.ODD.search(text)
        assert odd
        at = len(text[: odd.start()].encode(codec))
    elif found.data is not None:
        text = content[2:].decode(codec)
        assert found.data == text.encode()
        assert not transcode.ODD.search(text)
        assert found.lost_lines == sum("\ufffd" in line for line in text.split("\n"))
        assert found.may_be_garbled == bool(GARBLED.search(found.data))
    else:
        assert found.message.startswith("truncated")
        assert len(content) % 2 or 0xD8 <= content[-2:][encoding == "utf-16-le"] <= 0xDB
    assert at is None or f"(byte {at + 3:,} of the file)" in found.message


@pytest.mark.parametrize("encoding", UTF_16)
def test_half_a_surrogate_pair_at_the_end_of_a_block_is_reported_in_the_next(
    encoding: str, folder: Path
) -> None:
    """P03: though the next block alone is text."""
    content = b"\xff\xfe" + ("ab" + "\ud83d" + "cdefg").encode(encoding, "surrogatepass")
    found = transcoded(content, encoding, folder, quick=True, block=6, many=1)
    assert found.message.startswith("encoding") and "(byte 7 of the file)" in found.message


@pytest.mark.parametrize("encoding", [*UTF_16, *SINGLE])
def test_every_unit_decodes_as_the_decoder_decodes_it(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """P03: the whole table, one unit per block; half a surrogate pair is not text."""
    monkeypatch.setattr(transcode, "FEW", 1)
    size = 2 if encoding in UTF_16 else 1
    ways = [transcode._by_table, *([transcode._by_letters] if size == 1 else [])]
    for unit, way in product(range(0, 1 << 8 * size, 1 if size == 1 else 7), ways):
        block = unit.to_bytes(size, "little")
        made = way(encoding, block)
        try:
            text = block.decode(evidence.codec_of(encoding))
        except UnicodeDecodeError:
            text = ""
        if not text or transcode.ODD.search(text):
            assert made is None
        else:
            assert made and made.data == text.encode()


# Validity of UTF-8


@settings(derandomize=True, deadline=None, max_examples=500)
@given(
    st.lists(
        TEXTS.map(str.encode) | st.binary(max_size=3) | st.sampled_from([b"\xc3", b"\xe2\x82"]), max_size=6
    ),
    st.integers(1, 9),
)
def test_the_first_byte_that_is_not_utf8_is_the_one_the_decoder_reports(
    folder: Path, parts: list[bytes], size: int
) -> None:
    """P03: the same byte, the same verdict whether the file is cut there, and the same traces if valid."""
    raw, content = folder / "raw", b"".join(parts)
    raw.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detect, "LARGE_BYTES", size)
        file = detect._File(raw, folder, "/x.csv")
        found = file.check_utf8()
    try:
        content.decode()
    except UnicodeDecodeError as error:
        is_cut = error.start == len(content) - incomplete_tail(content)
        assert found == Place(error.start, content[error.start], is_cut)
    else:
        assert isinstance(found, Traces)
        assert file.is_ascii == content.isascii()
        assert found.lost_lines == sum(LOST in line for line in content.split(b"\n"))
        assert found.may_be_garbled == bool(GARBLED.search(content))


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.lists(st.text("a\n\ufffdÃ©â€", min_size=1, max_size=3)))
def test_traces_do_not_depend_on_where_blocks_end(blocks: list[str]) -> None:
    """P03, P04"""
    traces, text = Traces(), "".join(blocks)
    for block in blocks:
        traces.take(block.encode())
    assert traces.lost_lines == sum("\ufffd" in line for line in text.split("\n"))
    assert traces.may_be_garbled == bool(GARBLED.search(text.encode()))


BYTES_OF_GARBLED = st.lists(
    st.sampled_from(
        [bytes([byte]) for byte in b"\xc3\x82\x85\x8e\x91\xc2\xc5\xcb\xe2\xa2\xac\xaf\xbb\xb0\xb8a\n"]
    )
).map(b"".join)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(BYTES_OF_GARBLED | st.binary())
def test_the_library_finds_the_pattern_where_python_does(data: bytes) -> None:
    """P04"""
    assert scan_block(data) == BlockTraces(data.isascii(), bool(GARBLED.search(data)), LOST in data)


# Words and runs

SOME_BYTES = st.lists(
    st.sampled_from(
        [*(bytes([byte]) for byte in b"aZ9 ,;@~\t\r\n\x0b\x80\xbf\xc3\xd0\xe2\xe3\xff"), "한".encode()]
    )
).map(b"".join)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(SOME_BYTES | st.binary())
def test_words_are_those_that_the_pattern_of_a_word_finds(block: bytes) -> None:
    words = re.findall(rb"[0-9@-~\x80-\xff]++", block)
    assert list(evidence.words_of(block)) == [word for word in words if not word.isascii()]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(SOME_BYTES | TEXTS.map(str.encode) | st.binary(), st.integers(1, 40), st.integers(1, 3))
@example("é".encode(), 9, 1)
@example("ã".encode(), 9, 1)
@example("한한".encode(), 9, 1)
def test_runs_of_utf8_are_what_the_pattern_finds_in_each_piece(
    folder: Path, content: bytes, piece: int, many: int
) -> None:
    """P03: invalid runs are counted only next to valid ones."""
    raw = folder / "raw"
    raw.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mixed, "BLOCK_BYTES", piece)
        patch.setattr(mixed, "LARGE_BYTES", piece * many)
        found = mixed.count_utf8_bytes(raw, bytes({byte for byte in content if byte > 127}))
    pieces = [content[start : start + piece] for start in range(0, len(content), piece)]
    utf_8 = sum(len(run) for one in pieces for run in mixed.LETTERS_IN_UTF_8.findall(one))
    high = sum(byte > 127 for byte in content)
    assert found == ((utf_8, high - utf_8) if utf_8 else (0, 0))


# Threads


def test_blocks_come_in_order_few_are_queued_and_no_thread_is_left() -> None:
    taken, threads = 0, threading.active_count()

    def numbers() -> Iterator[bytes]:
        nonlocal taken
        for taken in range(1, 101):
            yield str(taken).encode()

    for n, (block, made) in enumerate(encodings_blocks.in_order(int, numbers()), start=1):
        assert (block, made) == (str(n).encode(), n)
        assert taken <= n + encodings_blocks.AHEAD
    assert n == 100
    assert threading.active_count() == threads


def test_an_error_comes_at_its_block_and_no_thread_is_left() -> None:
    seen: list[tuple[bytes, int]] = []
    threads = threading.active_count()
    with pytest.raises(ValueError, match="invalid literal"):
        seen.extend(encodings_blocks.in_order(int, iter([b"1", b"2", b"x", b"4", b"5", b"6"])))
    assert seen == [(b"1", 1), (b"2", 2)]
    assert threading.active_count() == threads


def test_an_abandoned_iteration_leaves_no_thread() -> None:
    threads = threading.active_count()
    with closing(encodings_blocks.in_order(int, iter([b"1"] * 20))) as found:
        assert next(found) == (b"1", 1)
        assert threading.active_count() > threads
    assert threading.active_count() == threads


def test_a_small_file_needs_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    threads = threading.active_count()
    for found in encodings_blocks.in_order(int, iter([b"1"])):
        assert found == (b"1", 1)
        assert threading.active_count() == threads
