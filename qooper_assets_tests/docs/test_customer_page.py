"""The page for a customer's HR: complete, valid, self-contained, and harmless whatever is in a header."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from qooper_assets.core.feed_contract.contract import describe_contract
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.docs.customer_page import LABELS, OURS, render_page
from qooper_assets_tests.core.feed_contract.tenants import FEED, TENANTS
from qooper_assets_tests.core.feed_contract.test_examples import SHIPPED
from qooper_assets_tests.docs.test_runbook import breach_codes
from qooper_assets_tests.worlds import a_tenant

EVERY_TENANT = pytest.mark.parametrize(
    "tenant", [*TENANTS.values(), *SHIPPED.values()], ids=[*TENANTS, *SHIPPED]
)
VOID = {"meta", "br", "wbr"}
TAGS = set(
    "html head meta title style body header main section h1 h2 h3 p br dl dt dd table caption thead tbody tr"
    " th td ul li div span pre bdi strong a".split()
)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }}{% raw %}",
    "first\nsecond\r\nthird",
    "</bdi></td></table><h1>Gone</h1>",
    "\u202egnp.exe\u200b",
    "&lt;b&gt; &amp; <!-- --> ]]>",
    "\x00\x1b[2J\x07",
    "שם משפחה",
    "A" * 490,
]  # fmt: skip


def a_page(tenant: Tenant) -> str:
    return render_page(tenant, describe_contract(tenant), date(2026, 11, 30))


class Parsed(HTMLParser):
    """A page, parsed strictly: every element is closed in order, and its text is kept."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.parts: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.parts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


def hostile(text: str) -> Tenant:
    """A tenant with the text wherever the tenant file takes one from a customer."""
    mapping: dict[str, Any] = {
        "employee_id": f"1{text}",
        "email": f"2{text}",
        "status": {"column": f"3{text}", "values": {f"4{text}": "active", f"5{text}": "inactive"}},
        "custom": {"skills": {"column": f"6{text}", "split": ";", "options": [f"7{text}"]}},
    }
    feed = FEED | {"path": "/out/<b>&.csv", "csv": {"trailer": {"begins": f"T{text}"[:100]}}}
    return a_tenant(
        name=f"8{text}", mapping=mapping, feed=feed, scope={"column": f"9{text}", "not_in": [f"0{text}"]}
    )


# Complete


@EVERY_TENANT
def test_the_page_has_every_column_word_and_clause(tenant: Tenant) -> None:
    contract, text = describe_contract(tenant), Parsed(a_page(tenant)).text
    for column in contract.columns:
        assert column.column in text and column.meaning in text
        assert all(word.word in text and word.explanation in text for word in column.words)
    for clause in contract.file:
        assert clause.text in text, clause.topic
    for limit in contract.limits:
        assert (limit.sentence in text) == (limit.code not in OURS), limit.code
    assert "As of 30 November 2026" in text


@EVERY_TENANT
def test_every_clause_has_a_label(tenant: Tenant) -> None:
    assert {clause.topic for clause in describe_contract(tenant).file} <= set(LABELS)


def test_the_limits_that_are_left_out_exist() -> None:
    assert breach_codes() >= OURS


def test_a_case_or_a_code_is_not_on_the_page() -> None:
    for tenant in TENANTS.values():
        text = Parsed(a_page(tenant)).text
        assert not re.search(r"\((?:R|AT|[A-Z])\d+[,)]", text)
        assert "feed." not in text and "policy." not in text


def test_the_owners_who_have_an_address_are_named() -> None:
    page = a_page(a_tenant(owners=["team:onboarding", "dana@ours.example"]))
    assert '<a href="mailto:dana@ours.example">dana@ours.example</a>' in page
    assert "onboarding" not in page
    assert "mailto:" not in a_page(a_tenant(owners=["team:onboarding"]))


def test_a_delta_feed_is_not_told_to_send_everybody() -> None:
    text = Parsed(a_page(TENANTS["changes only"])).text
    assert "everybody in every file" not in text and "Never send a part of the file" not in text
    assert "Whoever is not in a file stays as they are." in text


# Harmless


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_header_contains_is_shown_as_text(text: str) -> None:
    tenant = hostile(text) if text.strip() else a_tenant()
    page = a_page(tenant)
    parsed = Parsed(page)
    assert parsed.tags <= TAGS
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
    assert all(each.isprintable() or each == "\n" for each in page)
    if text.isprintable():
        shown = " ".join(text.split())
        assert all(f"{number}{shown}" in parsed.text for number in "12345679")
    assert "<b>&.csv" in parsed.text


@EVERY_TENANT
def test_nothing_is_loaded_from_anywhere(tenant: Tenant) -> None:
    page = a_page(tenant)
    attributes = dict(Parsed(page).attributes)
    assert "default-src 'none'" in str(attributes["content"])
    assert not {"src", "srcset", "action", "background"} & set(attributes)
    assert "url(" not in page and "@import" not in page and "http:" not in page and "https:" not in page


def test_neither_a_secret_nor_our_user_name_is_on_the_page() -> None:
    auth = {"type": "key", "private_key": "file:keys/theirs", "passphrase": "env:THEIR_PASSPHRASE"}
    key = "SHA256:" + "k" * 43
    tenant = a_tenant(feed=FEED | {"username": "svc_reader", "auth": auth, "host_keys": [key]})
    page = a_page(tenant)
    for hidden in ("svc_reader", "keys/theirs", "THEIR_PASSPHRASE", key):
        assert hidden not in page


@EVERY_TENANT
def test_the_page_is_parsed_as_it_was_written(tenant: Tenant) -> None:
    page = a_page(tenant)
    parsed = Parsed(page)
    assert page.startswith("<!DOCTYPE html>\n")
    assert parsed.tags <= TAGS
    assert ("lang", "en") in parsed.attributes and ("charset", "utf-8") in parsed.attributes
