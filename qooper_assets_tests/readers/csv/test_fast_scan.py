"""A block is recognized as plain records exactly if each line matches the pattern of the grammar."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qooper_assets.readers.csv import fast_scan
from qooper_assets.readers.csv.fast_scan import Block
from qooper_assets.readers.csv.grammar import Dialect, Grammar

ANY_LINE = st.text(alphabet='ab,""é\t ', max_size=90)
CELL = st.one_of(
    st.text(alphabet="abé ", max_size=9),
    st.text(alphabet='a,é"', max_size=9).map(lambda text: '"' + text.replace('"', '""') + '"'),
)
RECORD = st.lists(CELL, min_size=3, max_size=3).map(",".join)
LINE_ENDS = st.sampled_from(["\n", "\r\n"])


def by_pattern(lines: list[str], end: str, delimiters: int) -> bool:
    grammar = Grammar(Dialect(","))
    records = [f"{line}{end}".encode() for line in lines]
    return all(
        grammar.strict_record.fullmatch(record)
        and not grammar.blank.fullmatch(record)
        and grammar.delimiters(record) == delimiters
        for record in records
    )


def by_bits(lines: list[str], end: str, delimiters: int) -> bool:
    block = Block(memoryview("".join(line + end for line in lines).encode()))
    assert not block.holds(b"\r") or block.has_returns()
    return block.are_records(b",", delimiters)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.lists(st.one_of(RECORD, RECORD, RECORD, ANY_LINE), min_size=1, max_size=12), LINE_ENDS)
@example(['a,"",b'] * 30, "\n")
@example(['a,"' + "x" * 200 + '",b'], "\n")
@example(["a,b,c", "a,b", "a,b,c,d"], "\n")
@example(["a,b,c", ",,", "a,b,c"], "\n")
@example(["a,b,c", 'a,b,"c', 'd",e,f'], "\n")
@example(["a,b,c", 'a,b,"c'], "\n")
def test_the_fast_scan_agrees_with_the_pattern_of_a_record(lines: list[str], end: str) -> None:
    """P06 P14 P15."""
    assert by_bits(lines, end, 2) == by_pattern(lines, end, 2)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(RECORD, min_size=1, max_size=30), st.integers(0, 10**6), st.sampled_from('",xé'), LINE_ENDS)
def test_one_extra_character_anywhere_is_detected(lines: list[str], place: int, more: str, end: str) -> None:
    """P06 P14 P15: also where 64 bytes end."""
    line = lines[place % len(lines)]
    place %= len(line) + 1
    damaged = [*lines, line[:place] + more + line[place:], *lines]
    assert by_bits(lines, end, 2) == by_pattern(lines, end, 2)
    assert by_bits(damaged, end, 2) == by_pattern(damaged, end, 2)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=300))
def test_the_reported_offsets_are_those_of_the_newlines(data: bytes) -> None:
    data = data.replace(b"x", b"\n") + b"\n"
    assert Block(memoryview(data)).newlines.tolist() == [n for n, byte in enumerate(data) if byte == 10]


def test_a_block_does_not_depend_on_the_one_before() -> None:
    assert Block(memoryview(b"\n" * 100)).newlines.size == 100
    assert Block(memoryview(b"a\n" + b"b" * 66)).newlines.tolist() == [1]


def test_no_bit_is_set_after_the_end() -> None:
    block, words = Block(memoryview(b"a\n")), np.empty(1, np.uint64)
    block._mark(b"\0", words)
    assert words.tolist() == [0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a\r\nb\r\n", True),
        (b"a\nb\r\n", False),
        (b"a\rb\r\nc\r\n", False),
        (b"\na\r\n", False),
        (b"\n\r", False),
        (b"a\r\nb", True),
        (b"a\r\nb\r", False),
    ],
)
def test_carriage_returns_before_only_some_newlines_are_detected(text: bytes, expected: bool) -> None:
    """P05."""
    assert Block(memoryview(text)).has_returns() is expected


def test_delimiters_are_counted_up_to_the_end_of_each_line() -> None:
    """P14: lines that end at a boundary of 64 bytes, and after it."""
    block = Block(memoryview(b"," * 63 + b"\n" + b"," * 64 + b"\n,,\n"))
    assert block.newlines.tolist() == [63, 128, 131]
    words = np.array([(1 << 63) - 1, (1 << 64) - 1, 0b110], np.uint64)
    assert fast_scan._counts(words, block.newlines).tolist() == [63, 127, 129]
