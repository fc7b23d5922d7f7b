"""What a delivered file really is, by its first bytes, whatever its name and the tenant file say (P19).

Belongs here: recognizing a format or a wrapper, and naming what is none of ours. Does not: reading or
opening one.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from qooper_assets.core.errors import blocked
from qooper_assets.core.records import Format
from qooper_assets.edges.readers import openpgp_packets

HEAD_BYTES = 4096
BOM = b"\xef\xbb\xbf"
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls), or one with a password"),
    (b"%PDF", "a PDF document"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"<!doctype", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<?xml", "an XML document"),
    (b"-----begin pgp ", "an OpenPGP key, or another thing of OpenPGP that holds no roster"),
)
"""First bytes (lower-cased, after white space) of what is delivered as a roster by mistake."""


WRAPPERS = {
    "gzip": "a gzip archive",
    "zip": "a zip archive, or an Excel workbook, which is one too",
    "openpgp": "an OpenPGP message",
}


def wrapper_of(head: bytes) -> Literal["gzip", "zip", "openpgp"] | None:
    """What a file is wrapped in, by its first bytes. A workbook is a zip archive, too."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return "openpgp" if openpgp_packets.message(head) else None


def named(head: bytes) -> str:
    """What a file is by its first bytes, in words."""
    wrapper = wrapper_of(head)
    start = head.removeprefix(BOM).lstrip().lower()
    if wrapper:
        return WRAPPERS[wrapper]
    if not start:
        return "empty"
    if start.startswith((b"{", b"[")):
        return "text, perhaps JSON"
    return _foreign(head) or ("nothing that we know" if b"\0" in head else "text, perhaps CSV")


def _foreign(head: bytes) -> str | None:
    start = head.removeprefix(BOM).lstrip().lower()
    return next((name for magic, name in FOREIGN if start.startswith(magic) or head.startswith(magic)), None)


def recognize(raw: Path, where: str, wrapped: Sequence[str] = ()) -> Format:
    """The format of a file: a zip archive is taken for a workbook, `{` or `[` begins JSON, else CSV.

    `wrapped` is what was unwrapped. Raises `DeliveryError`, blocked: empty_file (F01), not_tabular (P18),
    wrapper_differs.
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
    wrapper = wrapper_of(head)
    if wrapper == "zip":
        return "excel"
    if wrapper:
        declared = f"[{', '.join([*wrapped, wrapper])}]" if wrapped else wrapper
        raise blocked(
            "wrapper_differs",
            f"{'what the file holds' if wrapped else 'the file'} is {WRAPPERS[wrapper]}.",
            f"If that was agreed on, declare feed.wrapped: {declared}; else ask the customer for the roster "
            "without it.",
            where,
        )
    if start.startswith((b"{", b"[")):
        return "json"
    if foreign := _foreign(head):
        raise blocked(
            "not_tabular",
            f"the file is {foreign}.",
            "Ask the customer for CSV in UTF-8, an Excel workbook (.xlsx), or JSON.",
            where,
        )
    return "csv"
