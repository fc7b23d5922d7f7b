"""`docs/tenant-file.md` is generated from the models and complete, and its example loads."""

import re
from pathlib import Path

from qooper_assets.core.tenant import digest
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.docs.tenant_file import INTRODUCTION, PAGE, describe_keys, find_sections, render_page
from qooper_assets.edges.tenant_files import load


def test_the_page_is_what_the_generator_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_page(), "run: python -m qooper_assets.docs.tenant_file"


def test_every_key_has_a_type_a_default_and_a_meaning() -> None:
    found = [key for section in find_sections() for key in describe_keys(section.model)]
    assert len(found) > 80
    for key in found:
        name = f"{key.model.__name__}.{key.name}"
        assert key.type and key.default, name
        assert key.meaning.endswith("."), f"write a docstring below {name}: what the key means"


def test_every_model_has_a_docstring_of_its_own() -> None:
    for section in find_sections():
        assert section.model.__doc__ not in (None, Model.__doc__), section.model.__name__


def test_every_key_of_the_schema_is_on_the_page() -> None:
    """Checked independently of the generator, by pydantic's own schema."""
    schema = Tenant.model_json_schema()
    names = {name for part in (schema, *schema["$defs"].values()) for name in part.get("properties", {})}
    listed = {
        cell.rpartition(".")[2] for cell in re.findall(r"^\| `([^`]+)` \|", render_page(), re.MULTILINE)
    }
    assert listed == names


def test_the_introduction_names_the_keys_that_hold_the_next_change_set() -> None:
    (bullet,) = re.findall(r"^- A change of (.*?) holds the next", INTRODUCTION, re.MULTILINE | re.DOTALL)
    decisive = set(digest.DECISIVE) | digest.DECISIVE["feed"]
    assert set(re.findall(r"`(\w+)`", bullet)) == decisive


def test_the_example_is_a_complete_tenant_file(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "initech.yaml").write_text(example, encoding="utf-8")
    (tenant,) = load(tmp_path).tenants
    assert tenant.tenant == "initech"
    assert tenant.feed.csv.delimiter == ";"
