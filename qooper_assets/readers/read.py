"""Reads a delivered file: unwraps it, recognizes its format, and reads its records.

Belongs here: choosing the reader. Does not: reading (one package per format), or what becomes of the
records (`stages/normalizing.py`).
"""

from pathlib import Path

from qooper_assets.core.identifiers import IsKnown, nobody
from qooper_assets.core.mapping import wanted_columns
from qooper_assets.core.records import Records
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import secrets
from qooper_assets.readers import formats
from qooper_assets.readers.csv import reader as csv_reader
from qooper_assets.readers.excel import reader as excel_reader
from qooper_assets.readers.json import reader as json_reader
from qooper_assets.readers.wrappers import reader as wrappers_reader
from qooper_assets.readers.wrappers.reader import Unwrapped


def unwrap(raw: Path, feed: Feed, home: Path, *, scratch: Path, where: str) -> Unwrapped:
    """Unwrap a file delivered in gzip, zip or OpenPGP into the scratch folder; return any other file as is.

    `home` is the folder that `file:` secrets are relative to. Raises `DeliveryError`, blocked, or
    `TenantFileError`.
    """
    if not feed.wrapped:
        return Unwrapped(raw, ())
    keys = secrets.openpgp(feed.openpgp, home) if feed.openpgp else None
    return wrappers_reader.unwrap(raw, feed.wrapped, keys, feed.limits, scratch=scratch, where=where)


def read(raw: Path, tenant: Tenant, *, scratch: Path, where: str, is_known: IsKnown = nobody) -> Records:
    """Read all records of an unwrapped file in its actual format (P19).

    `is_known` is asked for identifiers on lines that may be text of a cell (P35). Raises `DeliveryError`,
    blocked. A header that does not match is reported in `Records.match`.
    """
    feed, wanted = tenant.feed, wanted_columns(tenant)
    match formats.recognize(raw, where, feed.wrapped):
        case "csv":
            return csv_reader.read(raw, feed, wanted, scratch=scratch, where=where, is_known=is_known)
        case "excel":
            return excel_reader.read(raw, feed, wanted, scratch=scratch, where=where)
        case "json":
            return json_reader.read(raw, feed, wanted, scratch=scratch, where=where)
