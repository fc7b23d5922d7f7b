"""The byte offset of a line in the file as delivered."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.readers import line_offsets
from qooper_assets.readers.line_offsets import byte_positions, line_ends

ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be", "windows-1252", "shift_jis", "gb18030"]
LINES = st.lists(st.text(alphabet="ab,ഊ\u010d\u0a0d\u0d0a€", max_size=12), min_size=1, max_size=20)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    LINES,
    st.sampled_from(["\n", "\r\n", "\r", "mixed"]),
    st.sampled_from(ENCODINGS),
    st.sampled_from([2, 8, 64, 1 << 19]),
)
def test_a_line_begins_after_the_end_of_the_one_before(
    lines: list[str], line_end: str, encoding: str, block_bytes: int
) -> None:
    """P05: the bytes of CR and LF within another character are not a line end, wherever blocks end."""
    ends = ["\r\n", "\n\x20", "\r"] if line_end == "mixed" else [line_end]
    parts = [(line + ends[n % len(ends)]).encode(encoding, "ignore") for n, line in enumerate(lines)]
    expected = [sum(map(len, parts[:n])) for n in range(len(parts))]
    if line_end == "mixed":
        width = len(" ".encode(encoding))
        expected = [n - width if k % 3 == 2 else n for k, n in enumerate(expected)]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_offsets, "BLOCK_BYTES", block_bytes)
        text = Path(folder) / "text"
        text.write_bytes(b"".join(parts))
        asked = range(1, len(lines) + 1)
        assert list(byte_positions(text, asked, line_ends(encoding))) == expected
        assert list(byte_positions(text, asked[::3], line_ends(encoding))) == expected[::3]
        assert list(byte_positions(text, [], line_ends(encoding))) == []
