"""Wrappers of a file are declared, opened completely or not at all, and never inflate beyond the limits."""

import gzip
import io
import json
import os
import signal
import stat
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers import formats
from qooper_assets.readers.sandbox import parent as sandbox_parent
from qooper_assets.readers.wrappers import reader as wrappers_reader
from qooper_assets.readers.wrappers import zip as wrapped_zip
from qooper_assets_tests.readers.wrappers.openpgp_messages import a_key, armored, encrypted
from qooper_assets_tests.readers.wrappers.wrapping import CSV, gzipped, keys, opened, refused, zipped

ONE = {"roster.csv": CSV}


def unwrapped(
    content: bytes, folder: Path, *wrappers: str, limits: Limits | None = None
) -> wrappers_reader.Unwrapped:
    """Unwrap in the sandboxed subprocess, as a run does."""
    (folder / "raw").write_bytes(content)
    return wrappers_reader.unwrap(
        folder / "raw", wrappers, None, limits or Limits(), scratch=folder, where="/out/roster.csv"
    )


# The process


def test_a_wrapped_file_is_opened_into_the_scratch_folder_privately(tmp_path: Path) -> None:
    """O05: whatever the umask is."""
    before = os.umask(0)
    try:
        found = unwrapped(gzipped(zipped(ONE)), tmp_path, "gzip", "zip")
    finally:
        os.umask(before)
    assert found.path.read_bytes() == CSV
    assert found.sizes_bytes == (len(zipped(ONE)), len(CSV))
    assert [path.name for path in found.path.parent.iterdir()] == ["2"], "the intermediate layer is deleted"
    assert stat.S_IMODE(found.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(found.path.parent.stat().st_mode) == 0o700


def test_a_refusal_of_the_process_is_reported_with_the_path_of_the_file_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    """F03"""
    with pytest.raises(DeliveryError, match=r"^.wrapper_damaged. /out/roster\.csv: the gzip") as caught:
        unwrapped(gzipped()[:-9], tmp_path, "gzip")
    assert caught.value.result is Result.BLOCKED
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


@pytest.mark.parametrize(
    ("return_code", "code"),
    [(-signal.SIGSEGV, "wrapper_damaged"), (-signal.SIGXCPU, "too_large"), (1, "wrapper_damaged")],
)
def test_a_process_that_dies_blocks_the_file_and_leaves_nothing(
    return_code: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F20"""
    asked: list[dict[str, Any]] = []

    def die(command: Sequence[str], **given: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(given)
        (Path(json.loads(given["input"])["job"]["folder"]) / "1").write_bytes(b"half of the roster")
        return subprocess.CompletedProcess(command, return_code, b"")

    monkeypatch.setattr(subprocess, "run", die)
    with pytest.raises(DeliveryError) as caught:
        unwrapped(gzipped(), tmp_path, "gzip")
    assert (caught.value.code, caught.value.result) == (code, Result.BLOCKED)
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]
    assert asked[0]["env"] == sandbox_parent.ENVIRONMENT, "the process inherits no secret"


def test_a_file_that_takes_too_long_to_unwrap_is_blocked(tmp_path: Path) -> None:
    """F20"""
    with pytest.raises(DeliveryError, match=r"takes more than 1e-05 minutes") as caught:
        unwrapped(gzipped(), tmp_path, "gzip", limits=Limits(parse_minutes_max=0.00001))
    assert caught.value.code == "too_large"
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_an_archive_whose_list_of_files_takes_too_much_memory_is_blocked(tmp_path: Path) -> None:
    """F20: 300,000 empty files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("x")
        archive.writestr(info, b"")
        archive.filelist.extend([info] * 300_000)
        archive._didModify = True  # type: ignore[attr-defined]
    with pytest.raises(DeliveryError, match="more than 64 MiB of memory") as caught:
        unwrapped(packed.getvalue(), tmp_path, "zip", limits=Limits(parse_memory_mib_max=64))
    assert caught.value.code == "too_large"


def test_the_process_can_write_no_file_beyond_its_budget(tmp_path: Path) -> None:
    """F20: the kernel's limit, in addition to our own counting."""
    program = (
        "import resource\n"
        "from qooper_assets.readers.wrappers import child\n"
        "child.run = lambda job: {'limit': resource.getrlimit(resource.RLIMIT_FSIZE)[0]}\n"
        "child.main()"
    )
    (tmp_path / "raw").write_bytes(b"x" * 100)
    job = {"raw": str(tmp_path / "raw"), "folder": str(tmp_path), "wrapped": ["gzip"], "keys": None,
           "inflated_bytes_max": 12_345, "inflation_ratio_max": 200.0}  # fmt: skip
    request = {"memory_mib_max": 500, "cpu_seconds_max": 7, "job": job}
    ended = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(request), check=True, capture_output=True, text=True
    )
    assert json.loads(ended.stdout) == {"limit": 12_345}


# Declared and actual wrappers


@pytest.mark.parametrize(
    ("content", "declared", "what"),
    [
        (CSV, "gzip", "text, perhaps CSV"),
        (b'[{"id": 1}]', "zip", "text, perhaps JSON"),
        (b"%PDF-1.7", "gzip", "a PDF document"),
        (b"", "gzip", "empty"),
        (b"\0\1\2\3", "openpgp", "of an unknown format"),
        (zipped(ONE), "gzip", "a zip archive"),
        (gzipped(), "zip", "a gzip archive"),
        (gzipped(), "openpgp", "a gzip archive"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "zip", "an Excel workbook"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "gzip", "an Excel workbook"),
        (encrypted(CSV), "gzip", "an OpenPGP message"),
        (b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxsDN\n", "openpgp", "an OpenPGP key"),
    ],
)
def test_a_missing_wrapper_is_blocked_with_the_detected_format(
    content: bytes, declared: str, what: str, tmp_path: Path
) -> None:
    """P19"""
    error = refused(content, tmp_path, declared, keys=keys(armored(a_key())))
    assert error.code == "wrapper_differs"
    assert what in error.message
    assert "feed.wrapped says" in error.message


def test_a_missing_inner_wrapper_is_reported(tmp_path: Path) -> None:
    error = refused(gzipped(), tmp_path, "gzip", "zip")
    assert error.code == "wrapper_differs"
    assert "what the gzip holds is text, perhaps CSV" in error.message


@pytest.mark.parametrize(
    ("content", "wrappers", "what", "remedy"),
    [
        (gzipped(), (), "the file is a gzip archive", "declare feed.wrapped: gzip;"),
        (encrypted(CSV), (), "the file is an OpenPGP message", "declare feed.wrapped: openpgp;"),
        (encrypted(CSV, armor=True), (), "an OpenPGP message", "declare feed.wrapped: openpgp;"),
        (gzipped(), ("openpgp",), "what the file holds is a gzip", "declare feed.wrapped: [openpgp, gzip];"),
    ],
)
def test_an_undeclared_wrapper_is_identified_with_the_setting_that_declares_it(
    content: bytes, wrappers: tuple[str, ...], what: str, remedy: str, tmp_path: Path
) -> None:
    """P19"""
    (tmp_path / "raw").write_bytes(content)
    with pytest.raises(DeliveryError) as caught:
        formats.recognize(tmp_path / "raw", "/out/roster.csv", wrappers)
    assert (caught.value.code, caught.value.result) == ("wrapper_differs", Result.BLOCKED)
    assert what in caught.value.message
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("start", ["Ä", "ÄÖ", "Ұ", "Ӆ", "Ñ", "Ë\x03", "é,ü", "ÿ", "…", "\x80", "🙂"])
def test_no_text_is_taken_for_an_openpgp_message(start: str) -> None:
    """P18: letters in UTF-8 and Windows-1252 have bytes that could begin a packet."""
    for encoding in ("utf-8", "cp1252", "utf-16"):
        head = f"{start},E-mail\r\n1,a@x.example\r\n".encode(encoding, "ignore")
        assert formats.wrapper_of(head) is None, encoding


# gzip


def test_every_member_of_a_gzip_archive_is_read(tmp_path: Path) -> None:
    half = len(CSV) // 2
    content = gzipped(CSV[:half]) + gzipped(b"") + gzipped(CSV[half:])
    assert opened(content, tmp_path, "gzip") == CSV
    assert opened(content + bytes(1000), tmp_path, "gzip") == CSV, "zeros pad an archive to whole blocks"


@pytest.mark.parametrize("garbage", [b"x", b"\x1f", b"\x1f\x8b", b"\0\0x", gzipped()[:12], b"PK\x03\x04"])
def test_data_after_a_gzip_archive_is_refused(garbage: bytes, tmp_path: Path) -> None:
    """F03: it may be the damaged beginning of more people."""
    error = refused(gzipped() + garbage, tmp_path, "gzip")
    assert error.code == "wrapper_damaged"


@pytest.mark.parametrize("kept", [3, 10, 11, 50, 0.5, -9, -8, -5, -1])
def test_a_gzip_archive_that_is_cut_short_is_blocked(kept: float, tmp_path: Path) -> None:
    """F03"""
    content = gzipped()
    size = int(len(content) * kept) if isinstance(kept, float) else kept
    error = refused(content[:size], tmp_path, "gzip")
    assert error.code == "wrapper_damaged"
    assert "cut short" in error.message


@pytest.mark.parametrize("at", [-8, -5, -4, -1])
def test_a_checksum_or_a_size_that_is_wrong_is_blocked(at: int, tmp_path: Path) -> None:
    content = bytearray(gzipped())
    content[at] ^= 1
    assert refused(bytes(content), tmp_path, "gzip").code == "wrapper_damaged"


# zip


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_one_file_of_a_zip_archive_is_read(method: int, tmp_path: Path) -> None:
    assert opened(zipped(ONE, method), tmp_path, "zip") == CSV


def test_a_zip_archive_of_more_than_4_gib_by_its_fields_is_read(tmp_path: Path) -> None:
    """Zip64, which large files and streams use (4.5.3)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive, archive.open("roster.csv", "w", force_zip64=True) as file:
        file.write(CSV)
    assert b"\x01\x00\x10\x00" in packed.getvalue()
    assert opened(packed.getvalue(), tmp_path, "zip") == CSV


class Stream(io.RawIOBase):
    """A non-seekable file, so that sizes follow their data (4.4.4, bit 3)."""

    def __init__(self) -> None:
        self.written = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written += bytes(data)
        return len(data)


def test_a_zip_archive_that_was_written_as_a_stream_is_read(tmp_path: Path) -> None:
    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("roster.csv", CSV)
    assert opened(stream.written, tmp_path, "zip") == CSV


def test_folders_and_macos_metadata_are_not_counted_as_files(tmp_path: Path) -> None:
    files = {
        "out/": b"",
        "out/.DS_Store": b"Bud1",
        "__MACOSX/out/._roster.csv": b"resource fork",
        ".DS_Store": b"Bud1",
        "out/roster.csv": CSV,
    }
    assert opened(zipped(files), tmp_path, "zip") == CSV


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({}, "no file"),
        ({"out/": b"", "__MACOSX/._x": b""}, "no file"),
        ({"a.csv": CSV, "b.csv": CSV}, "2 files: 'a.csv', 'b.csv'"),
        ({f"{n}.csv": b"" for n in range(7)}, "7 files: .* and 2 more"),
    ],
)
def test_a_zip_archive_with_no_file_or_with_several_is_blocked(
    files: dict[str, bytes], what: str, tmp_path: Path
) -> None:
    """We never guess which one is the roster."""
    with pytest.raises(DeliveryError, match=what) as caught:
        opened(zipped(files), tmp_path, "zip")
    assert caught.value.code == "wrapper_members"


@pytest.mark.parametrize(
    "name",
    ["../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "..\\evil.csv", "a\0b.csv", "x" * 60_000, "\x1b[2J"],
)
def test_f21_the_name_of_a_file_in_an_archive_is_never_a_path(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    assert opened(zipped({name: CSV}), folder, "zip") == CSV
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"raw", "1"}


def test_a_zip_archive_with_a_password_is_named(tmp_path: Path) -> None:
    content = bytearray(zipped(ONE))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    error = refused(bytes(content), tmp_path, "zip")
    assert (error.code, "password" in error.message) == ("wrapper_unsupported", True)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 9])
def test_a_zip_archive_with_a_rare_compression_is_identified(method: int, tmp_path: Path) -> None:
    """9 is Deflate64, which Windows uses for files larger than 2 GiB."""
    if method == 9:
        packed = bytearray(zipped(ONE))
        packed[packed.index(b"PK\x01\x02") + 10] = 9
        content = bytes(packed)
    else:
        content = zipped(ONE, method)
    error = refused(content, tmp_path, "zip")
    assert error.code == "wrapper_unsupported"
    assert f"method {method}" in error.message


@pytest.mark.parametrize("kept", [5, 30, 0.2, 0.9, -22, -5, -1])
def test_a_zip_archive_that_is_cut_short_is_blocked(kept: float, tmp_path: Path) -> None:
    """F03"""
    content = zipped(ONE)
    size = int(len(content) * kept) if isinstance(kept, float) else kept
    assert refused(content[:size], tmp_path, "zip").code == "wrapper_damaged"


@pytest.mark.parametrize("garbage", [b"x", bytes(30), zipped({"more.csv": CSV})])
def test_data_before_or_after_a_zip_archive_is_refused(garbage: bytes, tmp_path: Path) -> None:
    """F03: a second archive after the first hides the first from some readers only."""
    assert refused(zipped(ONE) + garbage, tmp_path, "zip").code == "wrapper_damaged"
    assert refused(garbage + zipped(ONE), tmp_path, "zip").code in {"wrapper_damaged", "wrapper_differs"}


def test_the_comment_of_a_zip_archive_is_accepted(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("roster.csv", CSV)
        archive.comment = b"c" * 65_535
    assert opened(packed.getvalue(), tmp_path, "zip") == CSV


# Bombs


def test_f20_a_file_that_inflates_beyond_the_ratio_is_blocked_and_not_written(tmp_path: Path) -> None:
    bomb = gzipped(bytes(30 << 20))
    error = refused(bomb, tmp_path, "gzip")
    assert error.code == "too_large"
    assert "to more than 10,485,760, 200 times its size" in error.message
    assert "feed.limits.inflation_ratio_max" in error.remedy
    assert (tmp_path / "unwrapped" / "1").stat().st_size <= 10 << 20
    assert len(opened(bomb, tmp_path, "gzip", limits=Limits(inflation_ratio_max=1_100))) == 30 << 20


def test_f20_a_file_that_inflates_beyond_the_size_is_blocked(tmp_path: Path) -> None:
    error = refused(gzipped(), tmp_path, "gzip", limits=Limits(inflated_bytes_max=len(CSV) - 1))
    assert error.code == "too_large"
    assert "feed.limits.inflated_bytes_max" in error.remedy
    assert opened(gzipped(), tmp_path, "gzip", limits=Limits(inflated_bytes_max=len(CSV))) == CSV


def test_f20_ratios_of_bombs_in_bombs_do_not_multiply(tmp_path: Path) -> None:
    """Each layer is within the ratio; all together are not."""
    inner = gzipped(bytes(30 << 20))
    outer = zipped({"roster.csv.gz": inner})
    limits = Limits(inflation_ratio_max=1_100)
    assert len(inner) * 1_100 > 30 << 20 and len(inner) < len(outer) * 1_100
    assert len(opened(inner, tmp_path, "gzip", limits=limits)) == 30 << 20
    assert opened(outer, tmp_path, "zip", limits=limits) == inner
    assert refused(outer, tmp_path, "zip", "gzip", limits=limits).code == "too_large"


def test_f20_a_size_that_an_archive_only_claims_is_refused_before_it_is_read(tmp_path: Path) -> None:
    content = bytearray(zipped(ONE))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFFE)
    error = refused(bytes(content), tmp_path, "zip")
    assert error.code == "too_large"
    assert not (tmp_path / "unwrapped" / "1").exists() or not (tmp_path / "unwrapped" / "1").stat().st_size


@pytest.mark.parametrize("claimed", [0, 10, len(CSV) - 1, len(CSV) + 1])
def test_f20_a_size_that_lies_is_refused(claimed: int, tmp_path: Path) -> None:
    content = bytearray(zipped(ONE))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", claimed)
    assert refused(bytes(content), tmp_path, "zip").code == "wrapper_damaged"


def test_f20_files_that_overlap_are_several_files(tmp_path: Path) -> None:
    """As in bombs whose entries all refer to the same data."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bytes(1 << 20))
        archive.filelist.extend(archive.filelist * 999)
    assert refused(packed.getvalue(), tmp_path, "zip").code == "wrapper_members"


# Damage


WRAPPED = {
    "gzip": gzipped(),
    "gzip of two members": gzipped(CSV[:3000]) + gzipped(CSV[3000:]),
    "zip": zipped(ONE),
    "zip, stored": zipped(ONE, zipfile.ZIP_STORED),
}


@pytest.mark.parametrize("name", WRAPPED)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_f03_a_damaged_file_gives_the_same_bytes_or_is_blocked(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(WRAPPED[name])
    if data.draw(st.booleans(), "cut"):
        # A gzip archive that lost a whole member is still valid: only the limits on rows detect that.
        size = data.draw(st.integers(3, len(content) - 1).filter(lambda n: n != len(gzipped(CSV[:3000]))))
        del content[size:]
    for _ in range(data.draw(st.integers(0 if len(content) < len(WRAPPED[name]) else 1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    folder = tmp_path_factory.mktemp("damaged")
    try:
        found = opened(bytes(content), folder, name.split()[0].rstrip(","))
    except DeliveryError as error:
        assert error.result is Result.BLOCKED
    else:
        assert found == CSV


def test_every_error_of_the_zip_library_is_translated() -> None:
    """Each error type that the library raises for an archive is translated."""
    for kind in (zipfile.BadZipFile, zlib.error, NotImplementedError, UnicodeDecodeError, gzip.BadGzipFile):
        assert issubclass(kind, wrapped_zip.BROKEN)
