"""Links in the documents resolve, and the files that they name exist."""

import re
from pathlib import Path

import pytest

from qooper_assets_tests.docs.pages import DOCS, ROOT, prose

NAMED = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md")]
PAGES = [path for path in [*NAMED, *sorted(DOCS.rglob("*.md"))] if path.exists()]
IDS = [str(path.relative_to(ROOT)) for path in PAGES]
FOLDERS = "qooper_assets_tests|qooper_assets|sql|docs|tenants|benchmarks|deploy"


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub makes from a page's headings."""
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", prose(path.read_text(encoding="utf-8")), re.MULTILINE):
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)
        anchor = base = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        number = 0
        while anchor in found:
            number += 1
            anchor = f"{base}-{number}"
        found.add(anchor)
    return found


def links(path: Path) -> list[str]:
    """Return the targets of links and images that are not web addresses."""
    text = re.sub(r"`[^`\n]*`", "", prose(path.read_text(encoding="utf-8")))
    inline = re.findall(r"\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)", text)
    references = re.findall(r"^\[[^]]+\]: +(\S+)", text, re.MULTILINE)
    return [one for one in inline + references if not re.match(r"[a-z][a-z0-9+.-]*:", one)]


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_every_relative_link_leads_to_a_file_and_a_heading(path: Path) -> None:
    for link in links(path):
        place, _, anchor = link.partition("#")
        target = (path.parent / place).resolve() if place else path
        assert target.is_relative_to(ROOT.resolve()), f"{link} points outside the repository"
        assert target.exists(), f"{link} does not resolve"
        if anchor:
            assert anchor in anchors(target), f"{link}: no such heading"


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_every_file_that_is_named_in_a_code_span_exists(path: Path) -> None:
    spans = re.findall(r"`([^`\n]+)`", prose(path.read_text(encoding="utf-8")))
    for span in spans:
        if re.fullmatch(rf"(?:{FOLDERS})/[\w./-]*", span):
            assert (ROOT / span).exists(), f"{span} is not there"


def test_the_pages_are_found() -> None:
    assert {
        "docs/runbook.md",
        "docs/rules.md",
        "docs/tenant-file.md",
        "docs/feed-contract.md",
        "README.md",
    } <= set(IDS)
    assert links(DOCS / "runbook.md")
    assert "approve-or-reject" in anchors(DOCS / "runbook.md")
