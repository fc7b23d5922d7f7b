"""Detects the format or wrapper of a file by its first bytes, not by its name or the tenant file (P19).

Belongs here: recognizing a format or a wrapper. Does not: naming unsupported formats (`foreign.py`), reading
or unwrapping a file.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from qooper_assets.core.errors import blocked
from qooper_assets.core.records import Format
from qooper_assets.readers import foreign as formats_foreign
from qooper_assets.readers.encodings.byte_order_marks import HEAD_BYTES, text_of
from qooper_assets.readers.wrappers import packets

BLANK = "\ufeff\t\n\v\f\r "
JSON_BEGINS = re.compile(r'\{|\[\s*(?:[\[{"\]\d-]|true\b|false\b|null\b|$)')
"""How a JSON document begins. A header may begin with a bracket, too: `[Person.Number]`."""
WRAPPERS = {
    "gzip": "a gzip archive",
    "zip": "a zip archive, or an Excel workbook, which is also a zip archive",
    "openpgp": "an OpenPGP message",
}


def wrapper_of(head: bytes) -> Literal["gzip", "zip", "openpgp"] | None:
    """The wrapper of a file, by its first bytes. A workbook counts as a zip archive."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return "openpgp" if packets.message(head) else None


def named(head: bytes) -> str:
    """A description of a file by its first bytes, for messages."""
    wrapper = wrapper_of(head)
    if wrapper:
        return WRAPPERS[wrapper]
    foreign = formats_foreign.known(head)
    start = text_of(head).lstrip(BLANK)
    if foreign:
        return foreign.name
    if not start:
        return "empty"
    if JSON_BEGINS.match(start):
        return "text, perhaps JSON"
    return "of an unknown format" if "\0" in start else "text, perhaps CSV"


def recognize(raw: Path, where: str, wrapped: Sequence[str] = ()) -> Format:
    """The format of a file: a zip archive is a workbook; `{`, or `[` and a value, begins JSON; else CSV.

    `wrapped` lists the wrappers already removed. Raises `DeliveryError`, blocked: empty_file (F01),
    not_tabular (P18), wrapper_differs.
    """
    with raw.open("rb") as file:
        head = file.read(HEAD_BYTES)
    start = text_of(head).lstrip(BLANK)
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
            f"If that was agreed, declare feed.wrapped: {declared}; else ask the customer for the roster "
            "without it.",
            where,
        )
    if foreign := formats_foreign.found(raw, head):
        raise blocked("not_tabular", f"the file is {foreign.name}.", foreign.remedy, where)
    return "json" if JSON_BEGINS.match(start) else "csv"
