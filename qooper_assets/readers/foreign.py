"""Unsupported formats that are delivered by mistake: their signatures, names and remedies (P18, P19).

Belongs here: the first bytes of unsupported formats. Does not: supported formats (`formats.py`), or naming
zip archives that are not workbooks (`readers/excel/package.py`).
"""

import re
import struct
from pathlib import Path
from typing import NamedTuple

from qooper_assets.readers.encodings.byte_order_marks import not_read, text_of

ASK = "Ask the customer for CSV, an Excel workbook (.xlsx), or JSON; nobody was changed."
SAVE_AS = "Ask the customer to save it in Excel as .xlsx, or to export CSV; nobody was changed."
UNPACK = "Ask the customer for the roster without it, or packed as gzip or zip; nobody was changed."
LOG_IN = (
    "If it is a login or error page, their export was not logged in; if it is a table, which some HR systems"
    " write under the name .xls, ask for CSV, or to save it in Excel as .xlsx; nobody was changed."
)


class Foreign(NamedTuple):
    """An unsupported format."""

    name: str
    remedy: str


MAGIC = (
    (b"%PDF", Foreign("a PDF document", ASK)),
    (b"{\\rtf", Foreign("a Rich Text document (.rtf)", ASK)),
    (b"\x89PNG\r\n\x1a\n", Foreign("an image (PNG)", ASK)),
    (b"\xff\xd8\xff", Foreign("an image (JPEG)", ASK)),
    (b"GIF87a", Foreign("an image (GIF)", ASK)),
    (b"GIF89a", Foreign("an image (GIF)", ASK)),
    (b"II*\0", Foreign("an image (TIFF)", ASK)),
    (b"MM\0*", Foreign("an image (TIFF)", ASK)),
    (b"MZ", Foreign("a program (Windows)", ASK)),
    (b"\x7fELF", Foreign("a program (ELF)", ASK)),
    (b"SQLite format 3\0", Foreign("an SQLite database", ASK)),
    (b"\0\x01\0\0Standard Jet DB", Foreign("an Access database (.mdb)", ASK)),
    (b"\0\x01\0\0Standard ACE DB", Foreign("an Access database (.accdb)", ASK)),
    (b"PAR1", Foreign("a Parquet file", ASK)),
    (b"Obj\x01", Foreign("an Avro file", ASK)),
    (b"ORC", Foreign("an ORC file", ASK)),
    (b"7z\xbc\xaf\x27\x1c", Foreign("a 7-Zip archive", UNPACK)),
    (b"Rar!\x1a\x07", Foreign("a RAR archive", UNPACK)),
    (b"\xfd7zXZ\0", Foreign("an xz archive", UNPACK)),
    (b"\x28\xb5\x2f\xfd", Foreign("a Zstandard archive", UNPACK)),
    (b"\x1f\x9d", Foreign("a compress archive (.Z)", UNPACK)),
    (b"\x04\x22\x4d\x18", Foreign("an LZ4 archive", UNPACK)),
    (b"MSCF\0\0\0\0", Foreign("a cabinet archive (.cab)", UNPACK)),
)
WORDS = (b"PAR1", b"ORC", b"MZ")
"""Signatures that could also begin a CSV header; they count only if what follows is not text."""
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00[\x00-\x06]")
"""First record of an Excel workbook that is not in a compound file (MS-XLS 2.4.21)."""
MARKUP = re.compile(r"<(?:!doctype\s+)?(!--|\?xml|[a-z][\w:.-]*)", re.IGNORECASE)
COMMENT = re.compile(r"(?:\s|\ufeff|<!--.*?-->)*+", re.DOTALL)
HTML_TAGS = re.compile(
    r"html|head|body|table|script|meta|style|title|div|p|form|link|base|center|font|t[rd]|[bh]r|h[12]"
)
PGP = "-----begin pgp "
BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{60,76}\r?\n){2,}|[A-Za-z0-9+/]{400,}={0,2}\s*")


def known(head: bytes) -> Foreign | None:
    """Detect an unsupported format by the first bytes alone; None if there is none."""
    for magic, foreign in MAGIC:
        if head.startswith(magic) and not (magic in WORDS and _is_text(head)):
            return foreign
    if head.startswith(b"BZh") and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return Foreign("a bzip2 archive", UNPACK)
    if head[257:262] == b"ustar":
        return Foreign("a tar archive", UNPACK)
    if head.startswith(OLE2[:4]):
        return Foreign("an old Excel workbook (.xls), or one with a password", SAVE_AS)
    if BIFF.match(head):
        return Foreign("an Excel workbook from before 1995 (.xls)", SAVE_AS)
    if not_read(head):
        return None  # an unsupported encoding is reported first
    return _markup(text_of(head))


def found(raw: Path, head: bytes) -> Foreign | None:
    """Detect an unsupported format, reading more of the file where its first bytes do not decide."""
    return _compound(raw) if head.startswith(OLE2) else known(head)


def _is_text(head: bytes) -> bool:
    return b"\0" not in head and not re.search(rb"[\x01-\x08\x0e-\x1a]", head[:512])


def _markup(text: str) -> Foreign | None:
    beginning = COMMENT.match(text)
    start = text[beginning.end() if beginning else 0 :]
    lower = text.lower()
    if lower.lstrip("\ufeff\r\n\t ").startswith(PGP):
        return Foreign("an OpenPGP key, or other OpenPGP data that is not a message", ASK)
    if BASE64.match(start) and "," not in start[:400]:
        return Foreign("base64 text that encodes another file", "Ask the customer for that file itself.")
    tag = MARKUP.match(start)
    if not tag:
        return None
    name = tag[1].lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in lower:
        return Foreign("an Excel workbook in the XML of 2003 (SpreadsheetML)", SAVE_AS)
    if name == "!--" or HTML_TAGS.fullmatch(name) or ("<html" in lower and name == "?xml"):
        is_table = "<table" in lower or "urn:schemas-microsoft-com:office:excel" in lower
        return Foreign("an HTML page" + (" with a table" if is_table else ""), LOG_IN)
    if name == "?xml" or f"</{name}>" in lower or " xmlns" in lower:
        return Foreign("an XML document", ASK)
    return None


def _compound(raw: Path) -> Foreign:
    """Detect the kind of a compound file (MS-CFB) by the names in its directory."""
    names = _stream_names(raw)
    if "EncryptedPackage" in names:
        return Foreign(
            "an Excel workbook with a password",
            "Ask the customer to save it without one, or to encrypt it with OpenPGP (feed.wrapped: openpgp).",
        )
    if names & {"Workbook", "Book"}:
        return Foreign("an old Excel workbook (.xls)", SAVE_AS)
    if "WordDocument" in names:
        return Foreign("a Word document (.doc)", ASK)
    if "__properties_version1.0" in names:
        return Foreign("an Outlook message (.msg)", ASK)
    return Foreign("an old Excel workbook (.xls), or one with a password", SAVE_AS)


def _stream_names(raw: Path) -> set[str]:
    """The names in the first sector of the directory (MS-CFB 2.6): 128 bytes per entry, the name first, in
    UTF-16. The streams that identify a file format are among the first entries."""
    with raw.open("rb") as file:
        header = file.read(512)
        if len(header) < 52:
            return set()
        (shift,) = struct.unpack_from("<H", header, 30)
        (first,) = struct.unpack_from("<I", header, 48)
        if shift not in (9, 12):
            return set()
        file.seek((first + 1) << shift)
        directory = file.read(8 << shift)
    names = set()
    for at in range(0, len(directory) - 127, 128):
        (length,) = struct.unpack_from("<H", directory, at + 64)
        if 2 <= length <= 64:
            names.add(directory[at : at + length - 2].decode("utf-16-le", "replace"))
    return names
