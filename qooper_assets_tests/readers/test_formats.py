"""P19: the format of a file follows from its content."""

from pathlib import Path

import pytest

from qooper_assets.readers.formats import recognize


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'[{"id": 1}]', "json"),
        (b'\xef\xbb\xbf [\r\n  {"id": 1}\r\n]', "json"),
        (b"[]", "json"),
        (b"[", "json"),
        (b'{"people": []}', "json"),
        (b"[-1, true]", "json"),
        (b"[Person.Number],[Person.Name]\r\n1,Ada\r\n", "csv"),
        (b"[Number];[Name]\r\n", "csv"),
        (b"[trueName],x\r\n", "csv"),
        (b'"[Person.Number]","[Person.Name]"\r\n', "csv"),
    ],
)
def test_a_bracket_begins_json_only_before_a_value_p19(tmp_path: Path, content: bytes, expected: str) -> None:
    file = tmp_path / "roster"
    file.write_bytes(content)
    assert recognize(file, "roster") == expected
