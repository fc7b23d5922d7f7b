"""The clauses about the file follow the tenant file, and every setting of it has words."""

from typing import Any, get_args

import pytest

from qooper_assets.core.feed_contract.file_clauses import DELIMITERS, FORMATS, WRAPPERS, describe_file
from qooper_assets.core.tenant.csv import Delimiter
from qooper_assets.core.tenant.feed import Feed, Wrapper
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.core.feed_contract.tenants import SCOPE, TENANTS, with_feed
from qooper_assets_tests.worlds import a_tenant


def clauses(tenant: Tenant) -> dict[str, str]:
    return {clause.topic: clause.text for clause in describe_file(tenant)}


def test_every_delimiter_format_and_wrapper_has_words() -> None:
    assert set(DELIMITERS) == set(get_args(Delimiter))
    assert set(FORMATS) == set(get_args(Feed.model_fields["format"].annotation))
    assert set(WRAPPERS) == set(get_args(Wrapper))


@pytest.mark.parametrize(
    ("feed", "topic", "expected"),
    [
        (
            {"path": "/out/hr_{date:%Y%m%d}.csv"},
            "path",
            "'/out/hr_YYYYMMDD.csv'. YYYYMMDD is its date: 20260325",
        ),
        ({"path": "/out/hr*.csv", "pick": "newest"}, "path", "only the newest is read"),
        ({"path": "/{{x}}/hr.csv"}, "path", "'/{x}/hr.csv'."),
        ({"marker": "{stem}.done"}, "complete", "write employees.done next to it; without it"),
        (
            {"marker": "{name}.sha256"},
            "complete",
            "employees.csv.sha256 next to it with the SHA-256 checksum",
        ),
        ({"settle_seconds": 90}, "complete", "for 90 seconds"),
        ({"wrapped": ["zip"]}, "format", "CSV text, in a zip archive"),
        ({"format": "excel", "excel": {"sheet": "HR", "header_row": 4}}, "format", "on the sheet 'HR'."),
        ({"format": "excel", "excel": {"header_row": 4}}, "header", "in row 4"),
        ({"format": "json", "records": "/a/b"}, "format", "at /a/b"),
        ({"csv": {"delimiter": "\t"}}, "cells", "separated by a tab."),
        ({"csv": {"quoting": "none"}}, "cells", "no cell may contain the separator"),
        ({"csv": {"newlines_in_fields": True}}, "cells", "Line breaks in quoted cells are fine"),
        ({"csv": {"short_rows": "blank_at_end"}}, "cells", "may be left out"),
        ({"csv": {"header_row": 3}}, "header", "in line 3"),
        ({"csv": {"encoding": "windows-1252"}}, "encoding", "windows-1252. A file that contradicts it"),
        (
            {"csv": {"trailer": {"begins": "TOTAL", "count_in": 2, "counts": "lines"}}},
            "cells",
            "begins with TOTAL and has the number of lines in cell 2",
        ),
        ({"limits": {"age_hours_max": 48}}, "time", "older than 2 days"),
        ({"limits": {"rows_max": 1234}}, "size", "At most 2 GiB, 1,234 rows, 500 columns, 1 MiB a row."),
        ({"limits": {"record_bytes_max": 1500}}, "size", "1,500 bytes a row"),
        ({"coverage": "delta"}, "people", "only the people with something new"),
    ],
)
def test_a_clause_follows_the_feed(feed: dict[str, Any], topic: str, expected: str) -> None:
    assert expected in clauses(with_feed(**feed))[topic]


@pytest.mark.parametrize(
    ("changes", "topic", "expected"),
    [
        (
            {"schedule": {"every": "week", "on": "monday", "at": "06:00", "timezone": "Europe/Berlin"}},
            "time",
            "every Monday at 06:00 (time zone Europe/Berlin)",
        ),
        ({"on_arrival": True}, "time", "every five minutes"),
        ({"paused": True}, "time", "paused"),
        ({"policy": {"absent_after_files": 3}}, "people", "missing in 3 files in a row"),
        ({"policy": {"end_by": "date"}}, "leaving", "The last day decides"),
        ({"retention": {"raw_days": 3}}, "kept", "after 3 days"),
        ({"scope": SCOPE}, "scope", "'Country'"),
        ({"identity": "email"}, "identity", "'E-mail'"),
    ],
)
def test_a_clause_follows_the_other_keys(changes: dict[str, Any], topic: str, expected: str) -> None:
    assert expected in clauses(a_tenant(**changes))[topic]


@pytest.mark.parametrize("tenant", TENANTS.values(), ids=TENANTS)
def test_every_clause_is_made_of_whole_sentences(tenant: Tenant) -> None:
    for topic, text in clauses(tenant).items():
        assert text.endswith(".") and "  " not in text and "{" not in text, topic
