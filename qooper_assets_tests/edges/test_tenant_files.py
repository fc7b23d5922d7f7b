"""A tenant file is loaded completely or refused, with every problem at its place."""

import datetime
import errno
import os
import re
from pathlib import Path
from typing import Any

import pytest

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.tenant.schedule import Every, Weekday
from qooper_assets.edges.secrets import resolve
from qooper_assets.edges.tenant_files import InvalidFile, TenantFiles, find, load, of_shard
from qooper_assets_tests.worlds import a_tenant

ACME = """\
tenant: acme
name: Acme Corporation
schedule: {every: day, at: "05:30", timezone: America/New_York}
feed:
  host: sftp.acme.example
  username: qooper
  auth: {type: password, password: "env:ACME_SFTP_PASSWORD"}
  path: /outgoing/employees.csv
mapping:
  employee_id: Employee ID
  email: Work E-mail
  title: Job Title
"""


CSV = "/outgoing/employees.csv"


def write(folder: Path, **files: str) -> None:
    for stem, content in files.items():
        (folder / f"{stem}.yaml").write_text(content, encoding="utf-8")


def problems(folder: Path) -> list[str]:
    return [problem for file in load(folder).invalid for problem in file.problems]


def changed(old: str, new: str) -> str:
    assert ACME.count(old) == 1
    return ACME.replace(old, new)


# Accepted files


def test_the_tenants_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, initech=ACME.replace("acme", "initech"), acme=ACME)
    (tmp_path / "README.md").write_text("not a tenant")
    (tmp_path / ".acme.yaml").write_text("an editor's leftover")
    assert [tenant.tenant for tenant in load(tmp_path).tenants] == ["acme", "initech"]


def test_an_empty_folder_has_no_tenants_and_a_missing_one_is_an_error(tmp_path: Path) -> None:
    assert load(tmp_path) == TenantFiles((), ())
    with pytest.raises(TenantFileError) as error:
        load(tmp_path / "nowhere")
    assert error.value.code == "tenant_file_invalid"
    assert "nowhere" in str(error.value)


def test_a_value_is_the_text_as_written(tmp_path: Path) -> None:
    """YAML 1.1 would read a boolean, seconds, an octal number and a date."""
    text = changed('{every: day, at: "05:30", timezone: America/New_York}', "\n".join([
        "", "  every: week", "  on: monday", "  at: 17:30", "  timezone: Pacific/Auckland",
        "  starts_on: 2026-03-02",
    ]))  # fmt: skip
    text = text.replace("Job Title", "No")
    text += "  status: {column: 007, values: {Yes: active, 0: inactive}}\n"
    text += "paused: true\nguardrails: {rejects_pct_max: 2.5}\n"
    write(tmp_path, acme=text.replace("  username", "  port: 2222\n  username"))
    (tenant,) = load(tmp_path).tenants
    assert (tenant.schedule.every, tenant.schedule.on) == (Every.WEEK, Weekday.MONDAY)
    assert tenant.schedule.at == "17:30"
    assert tenant.schedule.starts_on == datetime.date(2026, 3, 2)
    assert tenant.mapping.title is not None and tenant.mapping.title.column == "No"
    assert tenant.mapping.status is not None and tenant.mapping.status.column == "007"
    assert tenant.mapping.status.values == {"Yes": "active", "0": "inactive"}
    assert tenant.paused is True
    assert (tenant.feed.port, tenant.guardrails.rejects_pct_max) == (2222, 2.5)


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/out/employees_*.csv", ["pick: newest"]),
        ("/out/{date:%Y}/employees_{date:%Y%m%d}*.csv", ["pick: newest"]),
        ("/out/employees?[0-9].csv", ["pick: newest", 'marker: "{stem}.ok"']),
        ("/out/employees_{date:%Y%m%d}.csv", ['marker: "{name}.sha256"']),
        ("/out/{date:%d %B %Y}.csv", []),
    ],
)
def test_a_pattern_or_a_marker_of_a_feed_loads(tmp_path: Path, path: str, more: list[str]) -> None:
    """F13"""
    write(tmp_path, acme=changed(CSV, "\n  ".join([f'"{path}"', *more])))
    (tenant,) = load(tmp_path).tenants
    assert tenant.feed.path == path
    assert (tenant.feed.pick is not None) == ("pick: newest" in more)


def test_null_means_no_value_and_a_quoted_null_is_text(tmp_path: Path) -> None:
    write(tmp_path, acme=ACME + '  phone: ~\n  location:\n  department: "null"\n')
    (tenant,) = load(tmp_path).tenants
    assert tenant.mapping.phone is None and tenant.mapping.location is None
    assert tenant.mapping.department is not None and tenant.mapping.department.column == "null"


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("gzip", ("gzip",)),
        ("[zip, gzip]", ("zip", "gzip")),
        ("[openpgp, zip, gzip]", ("openpgp", "zip", "gzip")),
    ],
)
def test_wrappers_are_one_word_or_a_list(tmp_path: Path, text: str, wrapped: tuple[str, ...]) -> None:
    keys = "\n  openpgp: {private_key: 'file:k.asc', signed_by: 'file:c.asc'}" if "openpgp" in text else ""
    write(tmp_path, acme=changed(".csv", f".csv\n  wrapped: {text}{keys}"))
    (tenant,) = load(tmp_path).tenants
    assert tenant.feed.wrapped == wrapped


def test_a_byte_order_mark_is_harmless(tmp_path: Path) -> None:
    write(tmp_path, acme="\ufeff" + ACME)
    assert len(load(tmp_path).tenants) == 1


# Refused files


def test_all_problems_of_all_files_come_in_one_error(tmp_path: Path) -> None:
    acme = changed("America/New_York", "America/Gotham") + "guardrails: {deactivations_pct_max: 101}\n"
    write(
        tmp_path,
        acme=acme.replace("  username: qooper\n", ""),
        broken="tenant: broken\nfeed: [unclosed\n",
        fine=ACME.replace("acme", "fine"),
        globex=ACME.replace("tenant: acme", "tenant: globex").replace("/outgoing", "outgoing"),
    )
    (tmp_path / "initech.yml").write_text(ACME)
    assert [re.sub(r"(?<=YAML: ).*(?= \()", "…", line) for line in problems(tmp_path)] == [
        (
            "acme.yaml: schedule.timezone: 'America/Gotham' is not an IANA time zone such as "
            "America/New_York (line 3)"
        ),
        "acme.yaml: feed.username: is required (line 4)",
        "acme.yaml: guardrails.deactivations_pct_max: Input should be less than or equal to 100 (line 12)",
        "broken.yaml: YAML: … (line 3)",
        (
            "globex.yaml: feed.path: a path begins with /, as this account sees the server: /folder/file.csv"
            " (line 8)"
        ),
        "initech.yml: tenant files end in .yaml; rename it to initech.yaml",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "name: Acme",
            "naem: Acme",
            ["name: is required", "naem: unknown key; did you mean name? (line 2)"],
        ),
        (
            "  title: Job Title",
            "  titel: Job Title",
            ["mapping.titel: unknown key; did you mean title? (line 12)"],
        ),
        (
            "  title: Job Title",
            "  title: {colum: Job Title}",
            [
                "mapping.title.column: is required (line 12)",
                "mapping.title.colum: unknown key; did you mean column? (line 12)",
            ],
        ),
        (
            "  title: Job Title",
            "  custom: {shirt: {column: Shirt, spilt: ;}}",
            ["mapping.custom.shirt.spilt: unknown key; did you mean split? (line 12)"],
        ),
        (
            "  host:",
            "  limits: {size_bytes: 5}\n  host:",
            ["feed.limits.size_bytes: unknown key; did you mean size_bytes_max? (line 5)"],
        ),
        (
            "{type: password,",
            "{zzz: 1, type: password,",
            ["feed.auth.zzz: unknown key; known here: password, type (line 7)"],
        ),
    ],
)
def test_an_unknown_key_is_reported_with_the_nearest_known_one(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    write(tmp_path, acme=changed(old, new))
    assert problems(tmp_path) == [f"acme.yaml: {line}" for line in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ACME + "name: Twice\n", "name: duplicate key, first in line 2 (line 13)"),
        (
            changed("  title: Job Title", "  title: Job Title\n  title: Job Title"),
            "mapping.title: duplicate key, first in line 12 (line 13)",
        ),
        (
            changed("type: password,", "type: password, type: password,"),
            "feed.auth.type: duplicate key, first in line 7 (line 7)",
        ),
    ],
)
def test_a_duplicate_key_is_refused_with_both_lines(tmp_path: Path, text: str, expected: str) -> None:
    write(tmp_path, acme=text)
    assert problems(tmp_path) == [f"acme.yaml: {expected}"]


@pytest.mark.parametrize(
    "auth",
    [
        "{type: password, password: hunter2}",
        "{type: password, password: 'env:hunter2 ! '}",
        "{type: password, password: [hunter2]}",
        "{type: password, password: {hunter2: hunter2}}",
        "{type: hunter2, password: 'env:A'}",
        "{type: password, passwort: hunter2}",
        "{type: password, password: !hunter2 x}",
        "{type: password, password: !hunter2!x y}",
        "{type: password, password: &hunter2 x}",
        "{type: password, password: *hunter2}",
        "{type: password, password: 'hunter2}",
        '{type: password, password: "hunter2\\q"}',
        "{type: password, password: hunter2, password: hunter2}",
        "hunter2",
    ],
)
def test_a_literal_secret_is_refused_and_not_echoed(tmp_path: Path, auth: str) -> None:
    """F17"""
    write(tmp_path, acme=changed('{type: password, password: "env:ACME_SFTP_PASSWORD"}', auth))
    found = problems(tmp_path)
    assert found
    assert "hunter2" not in "\n".join(found)


def test_the_error_for_a_literal_secret_says_what_to_write(tmp_path: Path) -> None:
    write(tmp_path, acme=changed("env:ACME_SFTP_PASSWORD", "hunter2"))
    assert problems(tmp_path) == [
        (
            "acme.yaml: feed.auth.password: a secret is a reference, env:NAME or file:PATH, "
            "never the secret itself (line 7)"
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("every: day", "every: week", "schedule: `on: <weekday>` goes with `every: week`"),
        ("every: day", "on: friday", "schedule: `on: <weekday>` goes with `every: week`"),
        ("America/New_York", "EST5EDT4", "schedule.timezone: 'EST5EDT4' is not an IANA time zone"),
        ("America/New_York", "../etc/passwd", "schedule.timezone: '../etc/passwd' is not an IANA"),
        (
            "  employee_id: Employee ID\n",
            "",
            "mapping.employee_id: it is the identity, so it must be mapped (line 9)",
        ),
        *(
            ("Job Title\n", f"Job Title\n{more}\n", expected)
            for more, expected in [
                (
                    "policy: {clear_when_blank: [email]}",
                    "policy.clear_when_blank: email is never cleared (R8)",
                ),
                (
                    "policy: {clear_when_blank: [employee_id]}",
                    "policy.clear_when_blank: employee_id is never",
                ),
                ("policy: {clear_when_blank: [status]}", "policy.clear_when_blank: status is never cleared"),
                ("policy: {clear_when_blank: [phone]}", "policy.clear_when_blank: phone is not mapped"),
                ("policy: {clear_when_blank: [titel]}", "policy.clear_when_blank: titel is not mapped"),
                ("policy: {clear_when_blank: [role]}", "policy.clear_when_blank: role is never cleared"),
                (
                    "  phone: {column: P, owner: qooper}\npolicy: {clear_when_blank: [phone]}",
                    "policy.clear_when_blank: phone is owned by qooper, so no blank cell clears it",
                ),
                ("  phone: {column: P, owner: hr}", "mapping.phone.owner: Input should be 'roster'"),
                (
                    "  termination_date: {column: L, owner: qooper}",
                    "mapping.termination_date.owner: the last day is never written to an account",
                ),
                ("  status: {column: S, owner: qooper}", "mapping.status.owner: unknown key"),
                ("  role: {column: R, values: {Boss: owner}}", "mapping.role.values.Boss: Input should be"),
                (
                    "  role: {column: R, values: {A: mentor, a: mentee}}",
                    "mapping.role.values: two words that",
                ),
                ("  role: {column: R, owner: roster}", "mapping.role.owner: unknown key"),
                (
                    "  role: R\n  custom: {role: Program}",
                    "mapping.custom: role is a standard attribute; map it at the top",
                ),
                ("scope: {column: C, in: [NO, no]}", "scope.in: two words differ only in case"),
                ("scope: {column: C, inn: [NO]}", "scope.inn: unknown key; did you mean in?"),
                ("scope: {in: [NO]}", "scope.column: is required"),
                ("scope: {column: C}", "scope: exactly one of in, not_in and matches is required"),
                ("scope: {column: C, matches: 'D(?!E)'}", "scope.matches: not a regular expression that can"),
                ("policy: {end_by: status}", "policy.end_by: mapping.status is not mapped"),
                ("policy: {end_by: date}", "policy.end_by: mapping.termination_date is not mapped"),
                ("policy: {no_date: [01.01.1900]}", "policy.no_date.0: write a date as in 1900-01-01"),
                ("policy: {placeholder_emails: [' ']}", "policy.placeholder_emails.0: String should match"),
                ("policy: {protected_emails: [ceo]}", "policy.protected_emails.0: String should match"),
                (
                    "  status: {column: S, values: {AKTİF: active, AKTI\u0307F: inactive}}",
                    "mapping.status.values: two words that differ only in case have different meanings",
                ),
                ("  status: {column: S, values: {' ': active}}", "mapping.status.values: a blank word keeps"),
                ("  hire_date: {column: H, format: '%d.%m.'}", "mapping.hire_date.format: it has no year"),
                (
                    "  hire_date: {column: H, format: '%Y-%k'}",
                    "mapping.hire_date.format: %k is not a directive",
                ),
                (
                    "  custom: {x: {column: X, split: ;, options: [Straße, STRASSE]}}",
                    "mapping.custom.x.options: two options differ only in case",
                ),
                (
                    "  custom: {x: {column: X, split: ;, options: ['']}}",
                    "mapping.custom.x.options: an option is",
                ),
                (
                    "  custom: {x: {column: X, split: ;, unknown_option: reject}}",
                    "mapping.custom.x.unknown_option: without `options`, every option is known",
                ),
            ]
        ),
        ("/outgoing/employees.csv", "/a/../b.csv", "feed.path: `..` is not allowed (line 8)"),
        ("/outgoing/employees.csv", "/out*/a.csv", "feed.path: `*`, `?` and `[` are a pattern in the name"),
        ("/outgoing/employees.csv", "/out[1]/a.csv", "feed.path: `*`, `?` and `[` are a pattern in the"),
        ("/outgoing/employees.csv", "/o/a*.csv", "feed.pick: the name in `path` is a pattern, so say which"),
        (CSV, "/o/a.csv\n  pick: newest", "feed.pick: it goes with a pattern"),
        (CSV, "/o/a_{date:%Y%m%d}.csv\n  pick: newest", "feed.pick: it goes with a pattern"),
        (CSV, "/o/a*.csv\n  pick: oldest", "feed.pick: Input should be 'newest'"),
        (CSV, "/o/a*.csv\n  pick: newest\n  coverage: delta", "feed.pick: it skips older files"),
        (CSV, "/o/a[b.csv\n  pick: newest", "feed.path: `[` is never closed"),
        (CSV, "/o/a_{date:%B}*.csv\n  pick: newest", "feed.path: %B can't be parsed from a name"),
        (CSV, "/o/*{date:%Y%m%d}*.csv\n  pick: newest", "feed.path: with a `*` before the date"),
        (
            CSV,
            "/o/a.csv\n  marker: READY",
            "feed.marker: a marker is in the same folder as the file and named after it",
        ),
        (
            CSV,
            "/o/a.csv\n  marker: '../{name}.ok'",
            "feed.marker: a marker is in the same folder as the file",
        ),
        (CSV, "/o/a.csv\n  marker: '{stem}.csv'", "feed.marker: the marker would be the file itself"),
        (
            ".csv",
            ".csv\n  wrapped: rar",
            "feed.wrapped.0: Input should be 'gzip', 'zip' or 'openpgp' (line 9)",
        ),
        (
            ".csv",
            ".csv\n  wrapped: [gzip, gzip]",
            "feed.wrapped: each wrapper may be listed only once (line 9)",
        ),
        (".csv", ".csv\n  wrapped: openpgp", "feed.openpgp: it goes with `openpgp` in `wrapped`"),
        (".csv", ".csv\n  openpgp: {private_key: 'env:A'}", "feed.openpgp: it goes with `openpgp`"),
        ("every: day", "every: day, starts_on: 2026-02-30", "schedule.starts_on: Input should be"),
        ("every: day", "every: day, starts_on: 0001-01-01", "schedule.starts_on: Input should be greater"),
        ("every: day", "every: day, starts_on: 9999-12-31", "schedule.starts_on: Input should be less"),
        ('"05:30"', '"5:30"', "schedule.at: String should match pattern"),
        (
            "timezone: America/New_York",
            "timezone: Europe",
            "schedule.timezone: 'Europe' is not an IANA time zone such as America/New_York (line 3)",
        ),
        ("name: Acme Corporation", "name: A\nowners: [ada@localhost]", "owners.0: an owner is team:NAME or"),
        ("name: Acme Corporation", "name: A\nowners: [ada@x.engineering]", "owners.0: an owner is team:NAME"),
        ("tenant: acme", "tenant: globex", "tenant: must be the name of the file, acme (line 1)"),
        ("tenant: acme", "tenant: Acme!", "tenant: must be the name of the file, acme (line 1)"),
        ("name: Acme Corporation", "name: [Acme]", "name: Input should be a valid string (line 2)"),
        ("name: Acme Corporation", "? [a]\n: b\nname: A", "a key is not text (line 2)"),
        ("name: Acme Corporation", "name: !!python/name:x.y", "name: tags are not used here (line 2)"),
        ("name: Acme Corporation", "name: &a A\nowners: [*a]", "YAML: anchors and aliases are not used"),
        ("name: Acme Corporation", "name: " + "[" * 5_000, "YAML: nested deeper than 20 levels"),
        ("name: Acme Corporation", "name: A\x07", "has a control character (line 2)"),
        ("name: Acme Corporation", "name: Acme\n\tCorporation: x", "YAML: "),
        ("name: Acme Corporation", "name: A: B", "YAML: mapping values are not allowed in this context"),
        ("name: Acme Corporation", "name: A\n--- \nname: B", "YAML: expected a single document"),
    ],
)
def test_a_broken_rule_is_reported_with_its_key_and_line(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    write(tmp_path, acme=changed(old, new))
    found = problems(tmp_path)
    assert found[0].startswith(f"acme.yaml: {expected}")
    assert re.search(r"\(line [0-9]+\)$", found[0])


def test_at16_all_rules_between_keys_are_reported_at_once(tmp_path: Path) -> None:
    text = changed("  employee_id: Employee ID\n", "  manager: Boss\n")
    write(tmp_path, acme=text + "policy: {clear_when_blank: [email, phone, title], end_by: date}\n")
    assert [re.sub(r" \((line|R8).*", "", problem) for problem in problems(tmp_path)] == [
        "acme.yaml: mapping.employee_id: it is the identity, so it must be mapped",
        "acme.yaml: mapping.manager.refers_to: employee_id is not mapped",
        "acme.yaml: policy.clear_when_blank: email is never cleared",
        "acme.yaml: policy.clear_when_blank: phone is not mapped, so no cell of it can be blank",
        "acme.yaml: policy.end_by: mapping.termination_date is not mapped, so nobody would ever end by date",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty"),
        (b"# only a comment\n", "is empty"),
        (b"~\n", "is not a mapping of keys to values"),
        (b"- acme\n", "is not a mapping of keys to values"),
        (b"tenant: acme\nname: \xe9\n", "is not UTF-8 (line 2)"),
        (b"#" * (1024**2 + 1), "has more than 1,048,576 bytes"),
    ],
)
def test_a_file_that_is_not_a_mapping_is_refused(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "acme.yaml").write_bytes(content)
    assert problems(tmp_path) == [f"acme.yaml: {expected}"]


def test_a_file_that_can_not_be_read_is_a_problem_and_not_a_missing_tenant(tmp_path: Path) -> None:
    write(tmp_path, acme=ACME)
    (tmp_path / "globex.yaml").mkdir()
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nothing")
    assert problems(tmp_path) == [
        "globex.yaml: can't be read: Is a directory",
        "gone.yaml: can't be read: No such file or directory",
    ]


# One wrong file


def names(files: TenantFiles) -> tuple[list[str], list[str]]:
    return [tenant.tenant for tenant in files.tenants], [file.tenant for file in files.invalid]


def test_a_wrong_file_takes_down_its_own_tenant_and_nobody_else(tmp_path: Path) -> None:
    write(tmp_path, acme=ACME, broken="tenant: broken\nfeed: [", initech=ACME.replace("acme", "initech"))
    files = load(tmp_path)
    assert names(files) == (["acme", "initech"], ["broken"])
    assert find(files, "acme").tenant == "acme"
    with pytest.raises(TenantFileError) as error:
        find(files, "broken")
    assert error.value.code == "tenant_file_invalid"
    assert error.value.message.splitlines()[0] == "1 problem; the tenant was not loaded."
    assert error.value.message.splitlines()[1].startswith("broken.yaml: YAML: ")


def test_a_file_that_declares_the_tenant_of_another_file_is_wrong_and_the_other_one_is_loaded(
    tmp_path: Path,
) -> None:
    write(tmp_path, aa=ACME, acme=ACME, acme_copy=ACME)
    files = load(tmp_path)
    assert names(files) == (["acme"], ["aa", "acme_copy"])
    assert find(files, "acme").tenant == "acme"
    assert problems(tmp_path) == [
        "aa.yaml: tenant: must be the name of the file, aa (line 1)",
        "acme_copy.yaml: tenant: must be the name of the file, acme_copy (line 1)",
    ]


def test_a_tenant_whose_file_was_renamed_is_refused_with_the_problems_of_that_file(tmp_path: Path) -> None:
    write(tmp_path, acme_new=ACME)
    with pytest.raises(TenantFileError, match="must be the name of the file, acme_new") as error:
        find(load(tmp_path), "acme")
    assert error.value.code == "tenant_file_invalid"


@pytest.mark.parametrize("other", ["acme.yml", "acme.YAML", "acme.Yml"])
def test_of_two_files_with_one_name_neither_is_loaded(tmp_path: Path, other: str) -> None:
    """Nobody knows which of them has the current settings."""
    write(tmp_path, acme=ACME, initech=ACME.replace("acme", "initech"))
    (tmp_path / other).write_text(ACME.replace("employees.csv", "new.csv"))
    assert names(load(tmp_path)) == (["initech"], ["acme"])
    assert problems(tmp_path) == [f"{other}: there is acme.yaml as well; keep one of them, as acme.yaml"]


@pytest.mark.parametrize(
    "stem", ["Acme", "acme corp", "acme-1", "größe", "0acme", "a" * 64, "é\n[x]", "\udcff"]
)
def test_a_file_whose_name_is_no_id_is_wrong_under_an_id_that_no_tenant_can_have(
    tmp_path: Path, stem: str
) -> None:
    write(tmp_path, acme=ACME)
    (tmp_path / f"{stem}.yaml").write_text(ACME.replace("tenant: acme", "tenant: Acme"))
    files = load(tmp_path)
    assert names(files)[0] == ["acme"]
    (wrong,) = files.invalid
    assert re.fullmatch(r"FILE_[A-Za-z0-9_]{0,50}_[0-9a-f]{6}", wrong.tenant)
    assert str(wrong.error).encode()
    assert len(str(wrong.error).splitlines()) == 1 + len(wrong.problems)
    with pytest.raises(TenantFileError, match="tenant_file_invalid"):
        find(files, stem)


def test_every_kind_of_unreadable_file_is_a_problem_of_its_own_tenant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, acme=ACME, empty="", secret=ACME)
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nothing")
    (tmp_path / "latin.yaml").write_bytes(b"tenant: latin\nname: \xe9\n")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **more: Any) -> Any:
        if path.name == "secret.yaml":  # root may read everything
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert names(load(tmp_path))[0] == ["acme"]
    assert problems(tmp_path) == [
        "empty.yaml: is empty",
        "folder.yaml: can't be read: Is a directory",
        "gone.yaml: can't be read: No such file or directory",
        "latin.yaml: is not UTF-8 (line 2)",
        "loop.yaml: can't be read: Too many levels of symbolic links",
        "pipe.yaml: can't be read: Is a pipe",
        "secret.yaml: can't be read: Permission denied",
    ]


def test_every_tenant_is_in_exactly_one_shard_and_a_wrong_file_stays_in_that_of_its_tenant() -> None:
    tenants = tuple(a_tenant(tenant=f"t{n}") for n in range(50))
    shards = [of_shard(TenantFiles(tenants, ()), (number, 5)) for number in range(1, 6)]
    served = [[tenant.tenant for tenant in shard.tenants] for shard in shards]
    assert sorted(name for shard in served for name in shard) == sorted(t.tenant for t in tenants)
    assert all(served)
    assert of_shard(TenantFiles(tenants, ()), (1, 1)).tenants == tenants
    wrong = tuple(InvalidFile(tenant.tenant, frozenset(), ("x",)) for tenant in tenants)
    for number, shard in enumerate(served, 1):
        assert [file.tenant for file in of_shard(TenantFiles((), wrong), (number, 5)).invalid] == shard


def test_an_undeclared_tenant_is_reported_with_similar_names(tmp_path: Path) -> None:
    write(tmp_path, acme=ACME, initech=ACME.replace("acme", "initech"))
    tenants = load(tmp_path)
    assert find(tenants, "initech").tenant == "initech"
    for name, hint in (("Acmee", "Did you mean acme?"), ("zzz", "Known: acme, initech.")):
        with pytest.raises(TenantFileError) as error:
            find(tenants, name)
        assert (error.value.code, error.value.remedy) == ("tenant_unknown", hint)
    with pytest.raises(TenantFileError):
        find(TenantFiles((), ()), "acme")


# Secrets


def test_a_secret_is_read_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_SECRET", " hunter2 \n")
    assert resolve("env:ACME_SECRET", tmp_path) == " hunter2 "


@pytest.mark.parametrize(
    ("content", "secret"),
    [
        (b"hunter2", "hunter2"),
        (b"hunter2\n", "hunter2"),
        (b"hunter2\r\n", "hunter2"),
        (b"hunter2\n\n", "hunter2\n"),
        ("häuser:2".encode(), "häuser:2"),
    ],
)
def test_a_secret_is_read_from_a_file_next_to_the_tenant_files(
    tmp_path: Path, content: bytes, secret: str
) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "acme").write_bytes(content)
    assert resolve("file:keys/acme", tmp_path) == secret
    assert resolve(f"file:{tmp_path / 'keys' / 'acme'}", Path("elsewhere")) == secret


@pytest.mark.parametrize(
    "reference",
    ["env:UNSET", "env:EMPTY", "env:BLANK", "file:none", "file:empty", "file:folder", "file:binary",
     "file:large", "file:bad\0name"],
)  # fmt: skip
def test_an_unusable_secret_is_named_by_its_reference_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    monkeypatch.delenv("UNSET", raising=False)
    monkeypatch.setenv("EMPTY", "")
    monkeypatch.setenv("BLANK", " \n")
    (tmp_path / "empty").write_bytes(b"\n")
    (tmp_path / "binary").write_bytes(b"hunter2\xff")
    (tmp_path / "large").write_bytes(b"hunter2" * 10_000)
    (tmp_path / "folder").mkdir()
    with pytest.raises(TenantFileError) as error:
        resolve(reference, tmp_path)
    assert error.value.code == "secret_missing"
    assert reference in str(error.value)
    assert "hunter2" not in str(error.value)
    assert error.value.__cause__ is None
    assert error.value.__context__ is None or error.value.__suppress_context__


@pytest.mark.parametrize("text", ["hunter2", "hunter2:x", "env:", "file:", ""])
def test_a_text_that_is_not_a_reference_may_be_the_secret_and_is_not_shown(tmp_path: Path, text: str) -> None:
    with pytest.raises(TenantFileError) as error:
        resolve(text, tmp_path)
    assert error.value.code == "secret_missing"
    assert "hunter2" not in str(error.value)


# Exceptions of a connection


@pytest.mark.parametrize("never", ["ssh-rsa", "none", "3des-cbc", "hmac-md5", "diffie-hellman-group1-sha1"])
def test_f18_a_broken_algorithm_can_not_be_excepted_and_the_allowed_ones_are_listed(
    tmp_path: Path, never: str
) -> None:
    old = "  username: qooper\n"
    write(tmp_path, acme=changed(old, f"{old}  allow_weak: [aes128-cbc, {never}]\n"))
    (problem,) = problems(tmp_path)
    assert problem.startswith(
        "acme.yaml: feed.allow_weak.1: Input should be 'diffie-hellman-group-exchange-sha1'"
    )
    assert "'hmac-sha1'" in problem
    write(tmp_path, acme=changed(old, f"{old}  allow_weak: [aes128-cbc, hmac-sha1]\n"))
    (tenant,) = load(tmp_path).tenants
    assert tenant.feed.allow_weak == ("aes128-cbc", "hmac-sha1")


def test_a_login_by_key_and_password_needs_both_references(tmp_path: Path) -> None:
    old = '{type: password, password: "env:ACME_SFTP_PASSWORD"}'
    both = '{type: key_and_password, private_key: "file:key", password: "env:ACME_SFTP_PASSWORD"}'
    write(tmp_path, acme=changed(old, both))
    (tenant,) = load(tmp_path).tenants
    assert tenant.feed.auth.type == "key_and_password"
    write(tmp_path, acme=changed(old, '{type: key_and_password, private_key: "file:key"}'))
    assert problems(tmp_path) == ["acme.yaml: feed.auth.password: is required (line 7)"]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("  employee_id: Employee ID\n", "  employee_id: {column: ID, owner: qooper}\n", "employee_id"),
        ("  email: Work E-mail\n", "  email: {column: E, owner: roster_on_create}\n", "email"),
        (
            "Job Title\n",
            "Job Title\n  custom: {badge: {column: B, owner: qooper}}\nidentity: badge\n",
            "custom.badge",
        ),
    ],
)
def test_at04_what_says_who_somebody_is_belongs_to_the_roster(
    tmp_path: Path, old: str, new: str, name: str
) -> None:
    write(tmp_path, acme=changed(old, new))
    (problem,) = problems(tmp_path)
    attribute = name.rpartition(".")[2]
    expected = f"{attribute} says who somebody is, so it is always owned by the roster"
    assert problem.startswith(f"acme.yaml: mapping.{name}.owner: {expected}")


def test_a_custom_attribute_may_be_called_role_where_no_role_is_mapped(tmp_path: Path) -> None:
    """The name was free before there was a role."""
    write(tmp_path, acme=changed("Job Title\n", "Job Title\n  custom: {role: Program}\n"))
    (tenant,) = load(tmp_path).tenants
    assert tenant.mapping.role is None and "role" in tenant.mapping.custom
