"""What headers begin with in common: the names of tables and groups, as in `PERSON_FIRST_NAME`, `[Job.Title]`
and `/job/department`.

Belongs here: reading a header without them. Does not: words (`lexicon/`), or one header by itself
(`headers.py`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from qooper_assets.core.suggest.headers import OTHER, UNKNOWN, HeaderMeaning, header_meaning

SHARED_MIN = 2
"""How many headers a beginning is shared by at least."""
DECISIVE = frozenset(
    {
        "MANAGER", "SECOND", "HR_REP", "PRIVATE", "PARTNER", "DEPENDENT", "OLD", "EXPECTED", "TEMPORARY",
        "PREFERRED", "MAIDEN", "KANA", "ADDRESS", "BIRTH", "SALARY", "BANK", "NATIONAL_ID", "HEALTH",
        "PRIVACY", "BENEFIT",
    }
)  # fmt: skip
"""A beginning with one of these concepts says what the rest of the header is about."""
VAGUE = frozenset({OTHER, UNKNOWN, "name", "full_name", "id", "date", "user_id"})
"""What the rest of a header alone may mean by accident, as `NAME` does in `COMPANY_NAME`."""


def header_meanings(headers: Sequence[str]) -> dict[str, HeaderMeaning]:
    """The meaning of each header; where a word is not known, without what it has in common with others."""
    shared = _shared(headers)
    return {header: _meaning(header, shared) for header in headers}


def _meaning(header: str, shared: frozenset[tuple[str, ...]]) -> HeaderMeaning:
    whole = header_meaning(header)
    if whole.is_certain:
        return whole
    segments = _segments(header)
    length = max((n for n in range(1, len(segments)) if _key(segments[:n]) in shared), default=0)
    if not length or header_meaning(" ".join(segments[:length])).concepts & DECISIVE:
        return whole
    rest = header_meaning(" ".join(segments[length:]))
    if rest.name == whole.name or (rest.is_certain and rest.name not in VAGUE):
        return rest
    return whole


def _shared(headers: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """The beginnings that several headers have, up to their last segment."""
    beginnings = Counter(
        _key(segments[:length]) for segments in map(_segments, headers) for length in range(1, len(segments))
    )
    return frozenset(beginning for beginning, count in beginnings.items() if count >= SHARED_MIN)


def _segments(header: str) -> list[str]:
    """Split a header where systems put the name of a table or a group before that of a field."""
    return [segment for segment in re.split(r"[\[\]._/:>|]+|\s-\s|\s+\W\s+", header) if segment.strip()]


def _key(segments: Iterable[str]) -> tuple[str, ...]:
    return tuple(segment.strip().casefold() for segment in segments)
