"""Compares each sheet of a workbook with what other readers find in it, and explains refusals.

Belongs here: the verdict on one workbook. Does not: the readers (`ours.py`, `theirs.py`), or the command
(`__main__.py`).
"""

import io
import re
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.limits import Limits
from qooper_assets_tests.corpus import ours, theirs

OLE = b"\xd0\xcf\x11\xe0"
"""First bytes of an encrypted workbook, and of .xls."""
REFUSALS = {
    "empty file": {"empty_file"},
    "encrypted": {"not_tabular"},
    "not a workbook": {"not_tabular", "wrapper_differs"},
    "larger than the limits": {"too_large"},
    "damaged archive": {"workbook_unreadable"},
    "two parts of one name": {"workbook_unreadable"},
    "a document type in its XML": {"workbook_unreadable"},
    "damaged XML": {"workbook_unreadable"},
}
"""What may be wrong with a file, and the codes that say so."""


class Verdict(NamedTuple):
    """The result of one workbook."""

    refusals: list[tuple[str, str]]
    """What is wrong, or the empty text if nothing is; and the refusal. One for the file, or per sheet."""
    sheets: int
    """How many were read and compared."""
    cells: int
    """How many of their cells are equal."""
    differences: list[str]
    """Where a cell, or something else of a sheet, differs. Without values."""
    other_reader: str
    """Why openpyxl could not read it, so that ElementTree did; else empty."""


def judge(file: Path) -> Verdict:
    content = file.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = ours.pages(file, Path(folder))
        except DeliveryError as error:
            return Verdict([explained(content, error)], 0, 0, [], "")
    refusals = [explained(content, page.refusal) for page in found if page.refusal]
    read = [page for page in found if not page.refusal]
    if not read:
        return Verdict(refusals, 0, 0, [], "")
    others, why = _other_pages(content, [page.name for page in read])
    cells, differences = 0, []
    for page in read:
        if page.name not in others:
            differences.append(f"{page.name!r}: no such sheet elsewhere")
            continue
        equal, different = _compare(page, others[page.name])
        cells += equal
        differences += different
    return Verdict(refusals, len(read), cells, differences, why)


def _other_pages(content: bytes, names: list[str]) -> tuple[dict[str, theirs.Page], str]:
    try:
        found = dict(theirs.pages(content))
        why = "" if set(names) <= set(found) else "it finds no sheet"
    except Exception as error:  # noqa: BLE001  # openpyxl raises arbitrary errors
        found, why = {}, type(error).__name__
    if why:
        try:
            found = dict(theirs.raw_pages(content))
        except zipfile.BadZipFile:  # a sheet that we refuse too
            found = dict(theirs.raw_pages(_without_damaged_parts(content)))
    return found, why


def _compare(page: ours.Page, other: theirs.Page) -> tuple[int, list[str]]:
    """How many cells are equal, and where the others are."""
    found = []
    if len(page.merged) != other.merged:
        found.append(f"{page.name!r}: {len(page.merged):,} merged ranges, elsewhere {other.merged:,}")
    equal = 0
    nothing = theirs.Value("")
    for place in sorted({*page.texts, *other.values} - other.hidden_by_merging):
        value = other.values.get(place, nothing)
        if place in page.lack_values and value == nothing:
            continue
        if theirs.is_text_of(page.texts.get(place, "").strip(), value):
            equal += 1
        else:
            found.append(f"{page.name!r}: row {place[0]:,}, column {place[1]:,}")
    return equal, found


# Refusals


def explained(content: bytes, error: DeliveryError) -> tuple[str, str]:
    """What is wrong with a refused file, seen without our reader, and the refusal."""
    kinds = (kind for kind in defects(content) if error.code in REFUSALS[kind])
    return next(kinds, ""), f"{error.code}: {error.message}"


def defects(content: bytes) -> list[str]:
    """Everything that is wrong with a file."""
    if not content:
        return ["empty file"]
    if content.startswith(OLE):
        return ["encrypted"]
    if not content.startswith(b"PK"):
        return ["not a workbook"]
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        found = ["damaged archive"] if archive.testzip() else []
    except Exception:  # noqa: BLE001  # zipfile raises arbitrary errors
        return ["damaged archive"]
    names = Counter(name.lower() for name in archive.namelist())
    if "encryptedpackage" in names or any(info.flag_bits & 1 for info in archive.infolist()):
        found.append("encrypted")
    if not any(name.startswith("xl/") for name in names):
        found.append("not a workbook")
    if max(names.values(), default=0) > 1:
        found.append("two parts of one name")
    limits = Limits()
    sizes = [(info.file_size, info.compress_size) for info in archive.infolist()]
    if sum(size for size, _ in sizes) > limits.inflated_bytes_max or any(
        size > 10 << 20 and size > packed * limits.inflation_ratio_max for size, packed in sizes
    ):
        found.append("larger than the limits")
    return found if found else _defects_of_xml(archive)


def _defects_of_xml(archive: zipfile.ZipFile) -> list[str]:
    found = set()
    for name in archive.namelist():
        if re.fullmatch(r"_rels/\.rels|xl/(worksheets/)?[^/]*\.xml|xl/_rels/workbook\.xml\.rels", name):
            xml = archive.read(name)
            if b"<!DOCTYPE" in xml:
                found.add("a document type in its XML")
                continue
            try:
                theirs.ElementTree.fromstring(xml)
            except theirs.ElementTree.ParseError:
                found.add("damaged XML")
    return sorted(found)


def _without_damaged_parts(content: bytes) -> bytes:
    """The archive without the parts whose checksum is wrong; their sheets are empty."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            try:
                part = old.read(info)
            except zipfile.BadZipFile:
                part = b"<empty/>"
            new.writestr(info.filename, part)
    return out.getvalue()
