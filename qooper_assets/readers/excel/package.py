"""Opens a workbook as a package of parts (ECMA-376 part 2): a zip archive, validated before it is inflated.

No part is inflated beyond the size that the archive declares for it, which is checked against the limits
first; a wrong size fails the checksum.

Belongs here: the kind of the archive, the size limits of its parts, and finding the sheets, the shared
strings and the styles. Does not: the content of a sheet (`rows.py`).
"""

import posixpath
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from qooper_assets.readers.excel.errors import not_tabular, too_large, unreadable, zip_undeclared
from qooper_assets.readers.excel.namespaces import MAIN, MICROSOFT, OFFICE, PACKAGE
from qooper_assets.readers.excel.xml import Parser, refuse_other, refuse_unknown

BLOCK_BYTES = 1 << 20
PARTS_MAX = 10_000
RATIO_FLOOR_BYTES = 10 << 20
"""Smaller parts may have any compression ratio: a small, repetitive sheet is not a bomb."""
FOREIGN = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("word/", "a Word document (.docx)"),
    ("ppt/", "a PowerPoint presentation (.pptx)"),
    ("encryptedpackage", "an Excel workbook with a password"),
    ("index/document.iwa", "an Apple Numbers or Pages document"),
    ("content.xml", "an OpenDocument file such as .ods"),
    ("doc.kml", "a Google Earth file"),
)
"""Names of parts (lower-cased) that identify archives of other kinds."""
SHEET = frozenset({"name", "sheetId", "state", "r:id"})
RELATIONSHIP = frozenset({"Id", "Type", "Target", "TargetMode"})
PROPERTIES = frozenset(
    {
        "date1904", "dateCompatibility", "showObjects", "showBorderUnselectedTables", "filterPrivacy",
        "promptedSolutions", "showInkAnnotation", "backupFile", "saveExternalLinkValues", "updateLinks",
        "codeName", "hidePivotFieldList", "showPivotChartFilter", "allowRefreshQuery", "publishItems",
        "checkCompatibility", "autoCompressPictures", "refreshAllConnections", "defaultThemeVersion",
    }
)  # fmt: skip
"""Known attributes of elements of a workbook (ECMA-376 part 1, 18.2.19 and 18.2.28; part 2, 9.3.2)."""
WITHOUT_TEXT = frozenset({"sheets", "Relationships", "numFmts", "cellXfs"})
"""Elements in which text may be a damaged element."""
TRUTHS = {"1": True, "true": True, "on": True, "0": False, "false": False, "off": False}
NOT_OF_ROWS = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
"""Kinds of sheets without rows."""


class Sheet(NamedTuple):
    """One worksheet of a workbook."""

    name: str
    is_hidden: bool
    part: str


class Workbook(NamedTuple):
    """The parts of a workbook that are read."""

    sheets: tuple[Sheet, ...]
    counts_from_1904: bool
    """Its days count from 1904-01-01, not from 1900."""
    styles: str | None
    shared_strings: str | None


class Weights(NamedTuple):
    """Size limits for the parts of an archive."""

    inflated_bytes_max: int
    inflation_ratio_max: float


class Package:
    """The parts of a zip archive that passed all checks.

    Raises `DeliveryError`, blocked: not_tabular or wrapper_differs (another archive), too_large (F20),
    workbook_unreadable.
    """

    def __init__(self, raw: Path, weights: Weights) -> None:
        try:
            self._archive = zipfile.ZipFile(raw)
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError):
            raise unreadable("the file begins as a zip archive, but is damaged or cut short") from None
        infos = self._archive.infolist()
        if min((info.header_offset for info in infos), default=0):
            raise unreadable("something precedes the archive, as if two files had been concatenated")
        self._parts = _check_parts(infos, weights)
        names = set(self._parts)
        if not any(name.startswith("xl/") for name in names) or "xl/workbook.bin" in names:
            what = _what(names)
            raise not_tabular(what) if what else zip_undeclared()

    def has(self, part: str) -> bool:
        return part.lower() in self._parts

    def blocks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, in blocks of 1 MiB."""
        info = self._parts.get(part.lower())
        if info is None:
            raise unreadable(f"its part {_shown(part)} is missing")
        try:
            with self._archive.open(info) as file:
                while block := file.read(BLOCK_BYTES):
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError):
            # ValueError: a name that is declared as UTF-8 and is not. NotImplementedError is a RuntimeError.
            raise unreadable(f"its part {_shown(part)} is damaged or cut short") from None

    def elements(
        self, part: str, vocabulary: Collection[str], root: str
    ) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Every element of a small part in one vocabulary, in order: the names of the elements around it, at
        most three, from the root, as in `workbook/sheets`; its own name; and its attributes."""
        found: list[tuple[str, str, dict[str, str]]] = []
        inside: list[str] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            found.append(("/".join(inside[:3]), name, attributes))
            inside.append(name)

        def text(written: str) -> None:
            if inside and inside[-1] in WITHOUT_TEXT and written.strip():
                raise unreadable(f"an element {inside[-1]!r} of it contains text, where none belongs")

        parser = Parser(vocabulary, root, start, lambda _: inside.pop(), text)
        for block in self.blocks(part):
            parser.feed(block)
            yield from found
            found.clear()
        parser.feed(b"", is_final=True)


def _check_parts(infos: list[zipfile.ZipInfo], weights: Weights) -> dict[str, zipfile.ZipInfo]:
    """Check the parts against the limits; return them by lower-cased name, because names ignore case."""
    if len(infos) > PARTS_MAX:
        raise too_large(f"the archive has {len(infos):,} parts, the limit is {PARTS_MAX:,}", "size_bytes_max")
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.orig_filename.replace("\\", "/")
        if info.flag_bits & 0x1:
            raise not_tabular("an archive with a password")
        if name.startswith("/") or "\0" in name or ".." in name.split("/"):
            raise unreadable(f"its part {_shown(name)} has a name that leads out of the archive")
        if name.lower() in parts:
            raise unreadable(f"its part {_shown(name)} occurs twice")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise unreadable(f"its part {_shown(name)} is compressed by a method that Excel does not use")
        if info.file_size > max(RATIO_FLOOR_BYTES, weights.inflation_ratio_max * info.compress_size):
            raise too_large(
                f"its part {_shown(name)} inflates from {info.compress_size:,} to {info.file_size:,} bytes, "
                f"the limit is {weights.inflation_ratio_max:g} times",
                "inflation_ratio_max",
            )
        parts[name.lower()] = info
    total = sum(info.file_size for info in parts.values())
    if total > weights.inflated_bytes_max:
        raise too_large(
            f"its parts inflate to {total:,} bytes, the limit is {weights.inflated_bytes_max:,}",
            "inflated_bytes_max",
        )
    return parts


def _what(names: set[str]) -> str | None:
    for mark, what in FOREIGN:
        if any(name == mark or (mark.endswith("/") and name.startswith(mark)) for name in names):
            return what
    return None


def _shown(part: str) -> str:
    return repr(part[-60:])


# The workbook


def workbook(package: Package) -> Workbook:
    """Find the parts of a workbook (ECMA-376 part 1, 12.3 and 18.2). Raises `DeliveryError`, blocked."""
    root = next(
        (target for kind, target in _relations(package, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    relations = _relations(package, root)
    by_kind = dict(relations.values())
    sheets, counts_from_1904 = [], False
    for around, name, attributes in package.elements(root, MAIN, "workbook"):
        if around == "workbook" and name == "workbookPr":
            counts_from_1904 = _counts_from_1904(attributes)
        elif around == "workbook/sheets":
            refuse_other(name, "sheet", "sheets")
            refuse_unknown(name, attributes, SHEET)
            kind, target = relations.get(attributes.get("r:id", ""), ("", ""))
            if kind == "worksheet":
                is_hidden = attributes.get("state", "visible") != "visible"
                sheets.append(Sheet(attributes.get("name", ""), is_hidden, target))
            elif kind not in NOT_OF_ROWS:
                raise unreadable("the workbook lists a sheet without saying which part of it that is")
    if not sheets:
        raise unreadable("the workbook has no worksheet")
    if len({sheet.part.lower() for sheet in sheets}) < len(sheets):
        raise unreadable("two sheets of the workbook are the same part of it")
    return Workbook(tuple(sheets), counts_from_1904, by_kind.get("styles"), by_kind.get("sharedStrings"))


def _counts_from_1904(properties: Mapping[str, str]) -> bool:
    refuse_unknown("workbookPr", properties, PROPERTIES)
    value = properties.get("date1904", "0")
    if value not in TRUTHS:
        raise unreadable("the workbook does not state clearly whether its days count from 1900 or 1904")
    return TRUTHS[value]


def _relations(package: Package, source: str) -> Mapping[str, tuple[str, str]]:
    """Id → (kind, part) of the parts that a part refers to inside the package."""
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(part):
        return {}
    found = {}
    for around, element, attributes in package.elements(part, PACKAGE, "Relationships"):
        if around != "Relationships":
            continue
        refuse_other(element, "Relationship", around)
        refuse_unknown(element, attributes, RELATIONSHIP)
        if attributes.get("TargetMode") != "External":
            target = posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/"))
            namespace, _, kind = attributes.get("Type", "").rpartition("/")
            kind = kind if namespace in OFFICE or namespace == MICROSOFT else ""
            id_ = attributes.get("Id", "")
            if id_ in found:
                raise unreadable("two relationships of its parts have the same id")
            found[id_] = (kind, posixpath.normpath(target).lstrip("/"))
    return found
