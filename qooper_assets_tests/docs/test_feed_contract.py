"""The feed contract for customers: every number, code and case on the page is the product's."""

import re
from typing import get_args

from qooper_assets.core.contract import REASONS
from qooper_assets.core.identifiers import CHARS_MAX
from qooper_assets.core.tenant.csv import Delimiter
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.retention import Retention
from qooper_assets.readers.encodings.detect import PAGES
from qooper_assets_tests.docs.pages import ROOT, page, rows, section, sources

CONTRACT = page("feed-contract.md")
FLAT = " ".join(CONTRACT.split())


def test_every_code_of_a_rejected_row_is_documented_and_no_other() -> None:
    listed = FLAT.partition("one of these codes:")[2].partition(" ## ")[0]
    assert sorted(re.findall(r"`(\w+)`", listed)) == sorted(REASONS)


def test_the_limits_are_the_defaults() -> None:
    limits, guardrails = Limits(), Guardrails()
    for documented in (
        (
            f"At most {limits.size_bytes_max // 1024**3} GiB, {limits.rows_max:,} rows, {limits.columns_max} "
            f"columns, {limits.record_bytes_max // 1024**2} MiB a row, {limits.field_chars_max:,} characters"
        ),
        f"not older than {limits.age_hours_max / 24:g} days",
        f"deleted after {Retention().raw_days} days",
        f"hold still for {Feed.model_fields['settle_seconds'].default} seconds",
        f"unique, {CHARS_MAX} characters at most",
        (
            f"leavers above {guardrails.deactivations_pct_max:g} % of the active accounts (and above "
            f"{guardrails.deactivations_count_floor} people) or above {guardrails.deactivations_count_max}"
        ),
        f"new e-mails or ids above {guardrails.identity_changes_pct_max:g} %",
        f"rows fewer by more than {guardrails.row_drop_pct_max:g} %",
        f"rejected rows above {guardrails.rejects_pct_max:g} %",
    ):
        assert documented in FLAT, documented


def test_every_delimiter_that_can_be_agreed_on_is_documented() -> None:
    line = FLAT.partition("**One delimiter**:")[2].partition(" - **")[0]
    documented = {"\t"} | set(re.findall(r"`(.)`", line))
    assert "tab" in line
    assert documented == set(get_args(Delimiter))


def test_every_cited_case_exists() -> None:
    known = "\n".join(
        [
            *sources().values(),
            *(path.read_text(encoding="utf-8") for path in (ROOT / "sql").glob("*.sql")),
            *(path.read_text(encoding="utf-8") for path in (ROOT / "qooper_assets_tests").rglob("*.py")),
            page("behavior.md"),
        ]
    )
    cases = [row[2] for row in rows(section(CONTRACT, "## What happens when something is wrong"))]
    assert len(cases) > 30
    for cell in cases:
        for case in cell.split(", "):
            assert re.search(rf"\b{case}\b", known), case


def test_no_mail_is_sent_to_a_customer_and_nothing_is_deleted_at_the_source() -> None:
    """The page promises it, so a module that does either needs a change of the page. Notices go to our own
    people, and are sent by one module."""
    text = "\n".join(sources().values())
    mailing = re.compile(r"^\s*(?:import|from) (?:smtplib|email)\b", re.MULTILINE)
    assert [path.name for path, module in sources().items() if mailing.search(module)] == ["notify.py"]
    assert not re.search(
        r"_client\.(?:remove|unlink|rename|posix_rename|put|putfo|mkdir|rmdir|chmod|truncate)\(", text
    )
    assert not re.search(r"_client\.open\([^()]*,\s*\"[^\")]*[wa+]", text)


def test_every_encoding_that_can_be_agreed_on_is_documented_and_no_other() -> None:
    documented = set(re.findall(r"`([a-z0-9_-]+)`", section(CONTRACT, "## Encodings")))
    assert documented == set(PAGES)
