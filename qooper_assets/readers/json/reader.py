"""Reader of JSON files (a document, or one record on each line), parsed in a sandboxed subprocess.

Belongs here: the job of that process, and the records made of its answer. Does not: the parsing (`child.py`
and what it imports; this process only detects and transcodes UTF-16).
"""

from collections.abc import Sequence
from pathlib import Path

from qooper_assets.core.errors import blocked
from qooper_assets.core.mapping import header_match
from qooper_assets.core.records import Records, RosterWarning, Unreadable, WantedColumn
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.readers.encodings import detect
from qooper_assets.readers.sandbox import parent as sandbox_parent

CHILD = "qooper_assets.readers.json.child"
UTF_16 = RosterWarning(
    code="encoding_detected",
    count=1,
    detail="the file is UTF-16, not UTF-8 as JSON has to be (RFC 8259, 8.1); it was read as UTF-16 (P02)",
)


def read(raw: Path, feed: Feed, wanted: Sequence[WantedColumn], *, scratch: Path, where: str) -> Records:
    """Prove a JSON file, and write the wanted columns of its records as text to Parquet files.

    The line of a record is the physical line of newline-delimited JSON, or its index in the array, from 1.
    The files are written below `scratch`, which the caller removes. Raises `DeliveryError`, all of them
    blocked: records_not_found, json_malformed, truncated (F03), encoding (P03), too_large (F20), no_rows
    (F02).
    """
    folder = scratch / "json"
    text = detect.utf_16_as_utf8(raw, scratch=scratch, where=where)
    job = {
        "raw": str(text.path if text else raw),
        "folder": str(folder),
        "records": feed.records,
        "wanted": wanted,
        "limits": feed.limits.model_dump(mode="json"),
        "where": where,
    }
    remedy = "Ask the customer for CSV in UTF-8, and report the file to the developers."
    with sandbox_parent.whole_or_gone(folder):
        found = sandbox_parent.run(
            CHILD,
            job,
            feed.limits,
            where=where,
            if_broken=lambda how: blocked("json_malformed", how, remedy, where),
        )
    return Records(
        format="json",
        paths=tuple(folder / name for name in found["files"]),
        header=tuple(found["header"]),
        header_line=0,
        match=header_match(found["header"], wanted, where),
        total=found["total"],
        gaps=tuple(line for first, last in found["gaps"] for line in range(first, last + 1)),
        skipped=found["skipped"],
        unreadable=tuple(Unreadable(*one) for one in found["unreadable"]),
        last_line=found["last_line"],
        text_encoding="utf-8" if found["has_lines"] and text is None else None,
        warnings=(UTF_16,) if text else (),
    )
