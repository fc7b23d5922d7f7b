"""Samples that say little about how they are written."""

from pathlib import Path

import pytest

from qooper_assets.core.errors import DeliveryError
from qooper_assets.readers.sample import read_sample

HEADER = "Employee ID,First Name,Last Name,Work Email,Department\r\n"


def a_file(folder: Path, encoding: str, department: str, last_name: str = "Smit") -> Path:
    rows = [f"{n},Saskia,{last_name},p{n}@acme.example,{department}\r\n" for n in range(1, 9)]
    file = folder / "sample.csv"
    file.write_bytes((HEADER + "".join(rows)).encode(encoding))
    return file


def test_one_letter_beyond_ascii_in_latin_words_is_read_as_what_windows_writes(tmp_path: Path) -> None:
    """A delivery like that is blocked until the encoding is declared; the draft declares it."""
    file = a_file(tmp_path, "cp1252", "Financiën")
    sample = read_sample(file, scratch=tmp_path, where=file.name)
    assert sample.frame["Department"].unique().to_list() == ["Financiën"]
    assert sample.feed["csv"] == {"encoding": "windows-1252"}


def test_words_of_another_script_are_not_taken_for_latin_ones(tmp_path: Path) -> None:
    file = a_file(tmp_path, "cp1251", "Финансы", "Орлов")
    try:
        sample = read_sample(file, scratch=tmp_path, where=file.name)
    except DeliveryError as error:
        assert error.code == "encoding_unclear"
    else:
        assert sample.frame["Department"].unique().to_list() == ["Финансы"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_needs_no_declaration(tmp_path: Path, encoding: str) -> None:
    file = a_file(tmp_path, encoding, "Financiën")
    sample = read_sample(file, scratch=tmp_path, where=file.name)
    assert sample.frame["Department"].unique().to_list() == ["Financiën"]
    assert "csv" not in sample.feed
