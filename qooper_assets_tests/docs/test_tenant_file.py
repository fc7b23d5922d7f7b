"""`docs/tenant-file.md` is what the models say, and its example loads."""

import re
from pathlib import Path

from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.docs.tenant_file import MEANINGS, PAGE, docstrings, document, keys, sections
from qooper_assets.edges.tenant_files import load


def test_the_page_is_what_the_generator_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run: python -m qooper_assets.docs.tenant_file"


def test_every_key_has_a_type_a_default_and_a_meaning() -> None:
    found = [key for section in sections() for key in keys(section.model)]
    assert len(found) > 80
    for key in found:
        assert key.type and key.default, f"{key.model.__name__}.{key.name}"
        assert key.meaning.endswith("."), f"tell in MEANINGS what {key.model.__name__}.{key.name} means"


def test_no_meaning_is_told_twice_or_of_a_key_that_is_gone() -> None:
    untold = {
        f"{section.model.__name__}.{name}"
        for section in sections()
        for name in section.model.model_fields
        if name not in docstrings(section.model)
    }
    assert set(MEANINGS) == untold


def test_every_key_of_the_schema_stands_on_the_page() -> None:
    """Counted another way than the generator does it: by pydantic's own schema."""
    schema = Tenant.model_json_schema()
    names = {name for part in (schema, *schema["$defs"].values()) for name in part.get("properties", {})}
    told = {cell.rpartition(".")[2] for cell in re.findall(r"^\| `([^`]+)` \|", document(), re.MULTILINE)}
    assert told == names


def test_the_example_is_a_complete_tenant_file(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "initech.yaml").write_text(example, encoding="utf-8")
    (tenant,) = load(tmp_path)
    assert tenant.tenant == "initech"
    assert tenant.feed.csv.delimiter == ";"
