"""What file names mean: patterns with dates, temporary names, markers and their content."""

from datetime import date, datetime
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qooper_assets.core import file_names
from qooper_assets.core.file_names import Fit, NamePattern

A, B = "a" * 64, "b" * 64


def dated(pattern: str, name: str) -> datetime | None:
    fit = NamePattern(pattern).fit(name)
    assert fit is not None
    return fit.dated


# Patterns


@pytest.mark.parametrize(
    ("pattern", "fits", "does_not"),
    [
        (
            "employees*.csv",
            "employees.csv employees_1.csv",
            "Employees.csv employees.csv.part employees.xlsx",
        ),
        ("employees*", "employees employees.CSV employees.zip", "employee"),
        ("hr?.csv", "hr1.csv hr_.csv", "hr.csv hr12.csv"),
        ("hr[0-9].csv", "hr1.csv", "hrx.csv hr12.csv"),
        ("hr[!0-9].csv", "hrx.csv", "hr1.csv"),
        ("hr[[]1].csv", "hr[1].csv", "hr1.csv"),
        ("*a*b*", "ab xaxbx", "ba x"),
        ("*", "employees.csv", ""),
        ("a.b*.csv", "a.b1.csv", "axb1.csv"),
        ("a+(b)*.csv", "a+(b)1.csv", "ab1.csv"),
    ],
)
def test_a_pattern_matches_as_a_shell_would(pattern: str, fits: str, does_not: str) -> None:
    made = NamePattern(pattern)
    assert all(made.fit(name) == Fit(None) for name in fits.split())
    assert all(made.fit(name) is None for name in does_not.split())


@given(st.text("ab*?", min_size=1, max_size=8), st.text("ab", max_size=10))
def test_a_pattern_matches_what_fnmatch_would(pattern: str, name: str) -> None:
    assert (NamePattern(pattern).fit(name) is not None) == fnmatchcase(name, pattern)


@pytest.mark.parametrize(
    ("pattern", "fits", "does_not"),
    [
        ("employees*.csv", "employees.CSV employees_1.Csv", "EMPLOYEES.csv"),
        ("employees*.CSV", "employees.csv", "Employees.csv"),
        ("employees*.csv.gz", "employees.CSV.GZ employees.csv.gz", "Employees.csv.gz"),
        ("employees*.xls?", "employees.XLSX employees.xlsm", "employees.XLS"),
        ("HR.Export*.csv", "HR.Export.CSV", "hr.export.csv"),
        ("employees_{date:%Y%m%d}*.csv", "employees_20260302.CSV", "Employees_20260302.csv"),
    ],
)
def test_the_extension_matches_in_any_case_and_the_name_in_its_own_F14(
    pattern: str, fits: str, does_not: str
) -> None:
    made = NamePattern(pattern)
    assert all(made.fit(name) for name in fits.split())
    assert not any(made.fit(name) for name in does_not.split())


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("employees_{date:%Y%m%d}*.csv", "employees_20260302.csv", datetime(2026, 3, 2)),
        ("employees_{date:%Y%m%d}*.csv", "employees_20260302_053000.csv", datetime(2026, 3, 2)),
        ("employees_{date:%Y%m%d}*.csv", "employees_20260302053000.csv", datetime(2026, 3, 2)),
        ("*_{date:%d.%m.%Y}.csv", "x_01.01.2020_02.03.2026.csv", datetime(2026, 3, 2)),
        ("hr_{date:%Y%m%d_%H%M%S}*", "hr_20260302_053000.csv", datetime(2026, 3, 2, 5, 30)),
        ("hr_{date:%Y}-{date:%m-%d}*", "hr_2026-03-02.csv", datetime(2026, 3, 2)),
        ("{date:%y%j}*", "26061.csv", datetime(2026, 3, 2)),
        ("{date:%Y}*{date:%m%d}.csv", "2026_0101_0302.csv", datetime(2026, 3, 2)),
        ("employees_{date:%Y%m%d}*.csv", "employees_20261302.csv", None),
        ("employees_{date:%Y%m%d}*.csv", "employees_20260230.csv", None),
        ("employees_*.csv", "employees_20260302.csv", None),
    ],
)
def test_the_date_is_read_where_the_pattern_says_and_nowhere_else_F13(
    pattern: str, name: str, expected: datetime | None
) -> None:
    assert dated(pattern, name) == expected


def test_digits_of_another_script_are_not_a_date() -> None:
    assert NamePattern("{date:%Y%m%d}*").fit("٢٠٢٦٠٣٠٢.csv") is None


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("hr[0-9.csv", "never closed"),
        ("*{date:%Y%m%d}*.csv", "on"),
        ("*_{date:%Y%m%d}_*.csv", "the digits of the date are ambiguous"),
        ("hr_{date:%d %B %Y}*", "%B can't be parsed"),
        ("hr_{date:%Y%m%d%}*", "% can't be parsed"),
        ("hr_{date:%Y/%m/%d}*", "can't contain a `/`"),
        ("hr_{date:%Y%m}*", "year, month and day"),
        ("hr_{date:%m%d}*", "year, month and day"),
        ("hr_{date:%Y%m%d%d}*", "each once"),
        ("hr_{date:%Y%m%d}_{date:%Y}*", "each once"),
        ("hr_{date:%Y%y%m%d}*", "each once"),
    ],
)
def test_an_ambiguous_pattern_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        NamePattern(pattern)


def test_a_hostile_name_does_not_make_the_search_slow() -> None:
    """F21. A search that tries all places of nine stars would outlast this machine."""
    assert NamePattern("*a" * 9 + "*b.csv").fit("a" * 10_000) is None


def test_a_path_is_split_into_folder_and_name_at_the_last_slash_outside_a_date() -> None:
    assert file_names.split("/out/{date:%Y/%m}/hr_{date:%d/%m}*.csv") == (
        "/out/{date:%Y/%m}",
        "hr_{date:%d/%m}*.csv",
    )
    assert file_names.split("/hr.csv") == ("", "hr.csv")


# Names


@pytest.mark.parametrize(
    "name",
    [
        "employees.csv.part", "employees.csv.filepart", "employees.csv.TMP", "employees.csv.tmp",
        "employees.csv.crdownload", "employees.csv.partial", "employees.csv~", ".employees.csv",
        ".employees.csv.Xa81Qz", "~$employees.xlsx", "#employees.csv#", "employees.csv.swp", ".", "..",
    ],
)  # fmt: skip
def test_a_temporary_name_is_recognized_F06(name: str) -> None:
    assert file_names.is_temporary(name)


@pytest.mark.parametrize("name", ["employees.csv", "part.csv", "tmp_employees.csv", "employees", "a~b.csv"])
def test_an_ordinary_name_is_not_temporary_F06(name: str) -> None:
    assert not file_names.is_temporary(name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a/../b.csv", "a/../b.csv"),
        ("a\\b.csv", "a\\b.csv"),
        ("..", ".."),
        ("caf\udce9.csv", "caf\\xe9.csv"),
        ("a\nb.csv", "a\\nb.csv"),
        ("a\u202eb.csv", "a\\xe2\\x80\\xaeb.csv"),
        ("a\0b", "a\\x00b"),
        ("a" * 256, "a" * 255 + "…"),
        ("", ""),
    ],
)
def test_a_name_that_leads_elsewhere_or_can_not_be_shown_is_never_used_F21(name: str, shown: str) -> None:
    assert not file_names.is_usable(name)
    assert file_names.shown(name) == shown


@pytest.mark.parametrize("name", ["employees (1).csv", "Müller.csv", "社員.csv", "a..b.csv", "a" * 255])
def test_any_other_name_is_used_and_shown_as_it_is(name: str) -> None:
    assert file_names.is_usable(name) and file_names.shown(name) == name


# Markers


def test_a_marker_is_named_after_its_file() -> None:
    assert file_names.marker_of("{name}.done", "employees.csv") == "employees.csv.done"
    assert file_names.marker_of("{stem}.ok", "employees.2026.csv") == "employees.2026.ok"
    assert file_names.marker_of("done_{name}", "{stem}.csv") == "done_{stem}.csv"
    assert file_names.marker_of("{stem}.ok", "employees") == "employees.ok"


def test_the_marker_of_any_file_is_recognized_by_its_name() -> None:
    assert file_names.is_marker("{name}.done", "employees.csv.DONE")
    assert file_names.is_marker("ok_{stem}.txt", "ok_employees.txt")
    assert not file_names.is_marker("{name}.done", "employees.csv")
    assert not file_names.is_marker("{name}.done", ".done")


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("_SUCCESS", "named after it"),
        ("{name}{stem}", "named after it"),
        ("done/{name}", "in the same folder as the file"),
        ("{name}.{date}", "named after it"),
        ("{name}", "the file itself"),
        ("{stem}", "the file itself"),
        ("{stem}.CSV", "the file itself"),
    ],
)
def test_an_impossible_marker_is_refused(template: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        file_names.check_marker(template, "employees_*.csv")


def test_only_a_marker_with_such_an_ending_holds_a_checksum() -> None:
    assert file_names.is_checksum("{name}.sha256") and file_names.is_checksum("{stem}.SHA256")
    assert not file_names.is_checksum("{name}.done") and not file_names.is_checksum("{name}.md5")


@pytest.mark.parametrize(
    "content",
    [
        A.encode(),
        f"{A}\n".encode(),
        f"{A.upper()}  hr.csv\r\n".encode(),
        f"{A} *hr.csv\n".encode(),
        f"{A}  /out/hr.csv\n".encode(),
        f"{A}  C:\\out\\hr.csv\n".encode(),
        f"\\{A}  hr.csv\n".encode(),
        f"SHA256 (hr.csv) = {A}\n".encode(),
        f"{B}  other.csv\n{A}  hr.csv\n\n".encode(),
        f"\ufeff{A}  hr.csv".encode(),
        f"\ufeff{A}\r\n".encode("utf-16-le"),
    ],
)
def test_a_checksum_is_read_as_the_tools_write_it(content: bytes) -> None:
    assert file_names.parse_checksum(content, "hr.csv") == A


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"done\n",
        b"d41d8cd98f00b204e9800998ecf8427e  hr.csv\n",
        f"{A}  other.csv\n".encode(),
        f"{A}\n{B}\n".encode(),
        f"{A}  hr.csv\n{B}  hr.csv\n".encode(),
        f"{A}  hr.csv\nand more\n".encode(),
        f"{A}0  hr.csv\n".encode(),
        b"\xff\xfe\x00",
        bytes(range(256)),
    ],
)
def test_text_without_exactly_one_checksum_of_the_file_has_none(content: bytes) -> None:
    assert file_names.parse_checksum(content, "hr.csv") is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/o/{{HR}}_{date:%Y%m%d}.csv", "/o/{HR}_20260302.csv"),
        ("/o/{date:%Y}}}.csv", "/o/2026}.csv"),
        ("/o/{{date:%Y}}.csv", "/o/{date:%Y}.csv"),
    ],
)
def test_a_doubled_brace_is_a_literal_one(path: str, expected: str) -> None:
    assert file_names.fill_in(path, date(2026, 3, 2)) == expected


def test_a_doubled_brace_is_a_literal_one_in_a_pattern() -> None:
    pattern = NamePattern("{{HR}}_{date:%Y%m%d}*.csv")
    assert pattern.fit("{HR}_20260302.csv") == Fit(datetime(2026, 3, 2))
    assert pattern.fit("{{HR}}_20260302.csv") is None
