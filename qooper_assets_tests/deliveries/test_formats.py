"""A file's real format, whatever its name: the file is read as that, or refused with a remedy (P18, P19)."""

import base64
import io
import json
import struct
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.readers import foreign, formats
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant, people

HTML = "<html><body><table><tr><td>id</td></tr></table></body></html>"
SPREADSHEET_ML = (
    '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
)


def a_compound_file(*names: str) -> bytes:
    """A compound file (MS-CFB) whose directory, in sector 1, holds these streams."""
    header = bytearray(512)
    header[:8] = foreign.OLE2
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    entries = b""
    for name in ("Root Entry", *names):
        entry = bytearray(128)
        encoded = name.encode("utf-16-le") + b"\0\0"
        entry[: len(encoded)] = encoded
        struct.pack_into("<H", entry, 64, len(encoded))
        entries += entry
    return bytes(header) + bytes(512) + entries.ljust(512, b"\0")


def a_workbook(rows: list[list[str]]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


FOREIGN = {
    "P18 a log-in page": (b"<!DOCTYPE html>\n<html><head><title>Log in", "an HTML page", "logged in"),
    "P18 a page after white space": (b"\r\n\t <HTML>\n", "an HTML page", "CSV"),
    "P18 a page after a byte order mark": ("\ufeff<head>".encode(), "an HTML page", "CSV"),
    "P18 a page after a comment": (b"<!-- saved from\nhere --> \n<body>", "an HTML page", "CSV"),
    "P18 a page in a comment that does not end": (b"<!-- " + b"x" * 5000, "an HTML page", "CSV"),
    "P18 a page in UTF-16": (HTML.encode("utf-16"), "an HTML page with a table", "save it in Excel"),
    "P18 a page in UTF-16 without a mark": (HTML.encode("utf-16-be"), "an HTML page with a table", "CSV"),
    "P18 a script": (b"<script>location='/login'</script>", "an HTML page", "CSV"),
    "P18 a meta tag": (b"<meta http-equiv='refresh'>", "an HTML page", "CSV"),
    "P18 a table saved as .xls": (b"<table border=1><tr><td>id", "an HTML page with a table", ".xlsx"),
    "P18 XHTML": (b'<?xml version="1.0"?><html xmlns="x">', "an HTML page", "CSV"),
    "P19 SpreadsheetML": (SPREADSHEET_ML.encode(), "XML of 2003", "save it in Excel as .xlsx"),
    "P19 SpreadsheetML in UTF-16": (SPREADSHEET_ML.encode("utf-16"), "XML of 2003", ".xlsx"),
    "P18 XML": (b"<?xml version='1.0'?><people/>", "an XML document", "CSV"),
    "P18 XML without a declaration": (b"<people><id>1</id></people>", "an XML document", "CSV"),
    "P19 an old workbook": (a_compound_file("Workbook"), "an old Excel workbook", "save it in Excel"),
    "P19 an older workbook": (a_compound_file("Book"), "an old Excel workbook", "save it in Excel"),
    "P19 the oldest workbook": (b"\x09\x08\x08\x00\x00\x05\x10\x00", "before 1995", "save it in Excel"),
    "P19 a workbook with a password": (
        a_compound_file("EncryptionInfo", "EncryptedPackage"), "with a password", "without one",
    ),
    "P18 a Word document": (a_compound_file("WordDocument"), "a Word document", "CSV"),
    "P18 another compound file": (foreign.OLE2 + b"\xff" * 600, "or one with a password", "Excel"),
    "P18 a compound file cut short": (foreign.OLE2, "or one with a password", "Excel"),
    "P18 RTF": (b"{\\rtf1\\ansi id,e-mail}", "Rich Text", "CSV"),
    "P18 PDF": (b"%PDF-1.7\n", "a PDF document", "CSV"),
    "P18 PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image", "CSV"),
    "P18 JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image", "CSV"),
    "P18 a Windows program": (b"MZ\x90\0\x03\0\0\0", "a program", "CSV"),
    "P18 ELF": (b"\x7fELF\x02\x01\x01\0", "a program", "CSV"),
    "P18 SQLite": (b"SQLite format 3\0\x10\0", "an SQLite database", "CSV"),
    "P18 Parquet": (b"PAR1\x15\x04\x15\x10", "a Parquet file", "CSV"),
    "P18 Access": (b"\0\x01\0\0Standard ACE DB\0", "an Access database", "CSV"),
    "P18 7-Zip": (b"7z\xbc\xaf\x27\x1c\0\x04", "a 7-Zip archive", "gzip or zip"),
    "P18 RAR": (b"Rar!\x1a\x07\x01\0", "a RAR archive", "gzip or zip"),
    "P18 xz": (b"\xfd7zXZ\0\0\x04", "an xz archive", "gzip or zip"),
    "P18 bzip2": (b"BZh91AY&SY\0\0", "a bzip2 archive", "gzip or zip"),
    "P18 Zstandard": (b"\x28\xb5\x2f\xfd\x04", "a Zstandard archive", "gzip or zip"),
    "P18 tar": (b"people.csv".ljust(257, b"\0") + b"ustar\x0000", "a tar archive", "gzip or zip"),
    "P18 base64": (base64.encodebytes(b"id,e-mail\n" * 40), "base64", "that file itself"),
    "P18 an OpenPGP key": (b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n", "an OpenPGP key", "CSV"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "remedy"), FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_is_not_a_roster_is_identified_with_a_remedy(
    content: bytes, name: str, remedy: str, tmp_path: Path
) -> None:
    (tmp_path / "raw").write_bytes(content)
    with pytest.raises(DeliveryError) as caught:
        formats.recognize(tmp_path / "raw", "/x.csv")
    error = caught.value
    assert (error.code, error.result) == ("not_tabular", Result.BLOCKED)
    assert name in error.message and remedy in error.remedy


CSV = [
    b"MZ,id,e-mail\n", b"ORC,id\n", b"PAR1,id\n", b"BZh9,id\n", b"<id>,e-mail\n1,a@x.example\n",
    b"< 5 years,id\n", b"ustar,id\n", b"id;e-mail\n", "Ünit,id\n".encode("latin-1"), b"Rar!,id\n",
    "id,e-mail\n".encode("utf-16"), "id,e-mail\n".encode("utf-16-le"), b"\xd0\xc8,id\n",
    b"employeenumberofeachpersonwhoworkshere" * 2 + b"\nE1\n",
]  # fmt: skip


@pytest.mark.parametrize("content", CSV)
def test_a_header_that_only_looks_like_another_format_begins_a_roster(content: bytes, tmp_path: Path) -> None:
    """P08, P19"""
    (tmp_path / "raw").write_bytes(content)
    assert formats.recognize(tmp_path / "raw", "/x.csv") == "csv"


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.binary(max_size=300), st.sampled_from([b"", foreign.OLE2, b"<", b"<!--", b"\xff\xfe<"]))
def test_no_bytes_break_the_detection_of_formats(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, beginning: bytes
) -> None:
    raw = tmp_path_factory.mktemp("bytes", numbered=True) / "raw"
    raw.write_bytes(beginning + content)
    assert formats.named(beginning + content)
    try:
        formats.recognize(raw, "/x.csv")
    except DeliveryError as error:
        assert error.result is Result.BLOCKED


# Under the wrong name


def test_a_roster_of_another_format_than_declared_is_read_with_a_warning(tmp_path: Path) -> None:
    """P19: CSV where a workbook is declared, and a workbook where CSV is; one roster."""
    rows = [a_row("E1"), a_row("E2")]
    content = a_file(*rows)
    cells = [line.split(",") for line in content.decode().splitlines()]
    digests = set()
    for declared, delivered in (("excel", content), ("csv", a_workbook(cells))):
        feed = a_tenant().feed.model_dump(mode="json") | {"format": declared}
        (tmp_path / declared).mkdir()
        roster = World(tmp_path / declared, a_tenant(feed=feed)).normalize(delivered)
        assert [warning.code for warning in roster.warnings] == ["format_differs"]
        digests.add(roster.roster_digest)
    assert len(digests) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("shape", ["array", "lines"])
def test_json_in_utf_16_is_read_as_its_twin_with_a_warning(shape: str, encoding: str, tmp_path: Path) -> None:
    """P02, P29"""
    lines = a_file(*people(3), a_row("E9", last="Müller")).decode().splitlines()
    header, *rows = [line.split(",") for line in lines]
    records = [dict(zip(header, row, strict=True)) for row in rows]
    each = [json.dumps(record, ensure_ascii=False) for record in records]
    text = f"[{','.join(each)}]" if shape == "array" else "\n".join(each)
    feed = a_tenant().feed.model_dump(mode="json") | {"format": "json"}
    world = World(tmp_path, a_tenant(feed=feed))
    plain, wide = world.normalize(text.encode()), world.normalize(text.encode(encoding))
    assert wide.roster_digest == plain.roster_digest
    assert [warning.code for warning in plain.warnings] == []
    assert [warning.code for warning in wide.warnings] == ["encoding_detected"]
