"""What a delivered file really is, by its first bytes, whatever its name and the tenant file say (P19).

Belongs here: recognizing a format, and naming what is none of ours. Does not: reading one.
"""

from pathlib import Path

from qooper_assets.core.errors import blocked
from qooper_assets.core.records import Format

HEAD_BYTES = 4096
BOM = b"\xef\xbb\xbf"
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls), or one with a password"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"<!doctype", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<?xml", "an XML document"),
)
"""First bytes (lower-cased, after white space) of what is delivered as a roster by mistake."""


def recognize(raw: Path, where: str) -> Format:
    """The format of a file: a zip archive is taken for a workbook, `{` or `[` begins JSON, else CSV.

    Raises `DeliveryError`, blocked: empty_file (F01), not_tabular (P18).
    """
    with raw.open("rb") as file:
        head = file.read(HEAD_BYTES)
    start = head.removeprefix(BOM).lstrip().lower()
    if not start:
        raise blocked(
            "empty_file",
            "the file has no content.",
            "Ask the customer to run the export again; nobody was changed.",
            where,
        )
    if head.startswith(b"PK\x03\x04"):
        return "excel"
    if start.startswith((b"{", b"[")):
        return "json"
    for magic, name in FOREIGN:
        if start.startswith(magic) or head.startswith(magic):
            raise blocked(
                "not_tabular",
                f"the file is {name}.",
                "Ask the customer for CSV in UTF-8, an Excel workbook (.xlsx), or JSON.",
                where,
            )
    return "csv"
