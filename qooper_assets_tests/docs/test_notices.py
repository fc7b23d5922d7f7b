"""The runbook's section about notices has every kind and every key, and its example is valid."""

import re
from pathlib import Path

from pydantic import BaseModel

from qooper_assets.core.notice_channels import Channels, Email, Webhook
from qooper_assets.core.notice_texts import WORDS
from qooper_assets.core.notices import GRACE_HOURS, Kind
from qooper_assets.edges import notice_file
from qooper_assets.stages.notifying import GIVEN_UP_HOURS
from qooper_assets_tests.docs.pages import first_codes, page, section

SECTION = section(page("runbook.md"), "## Notices")


def test_every_kind_of_notice_and_every_key_has_a_row() -> None:
    models: dict[str, type[BaseModel]] = {"": Channels, "email.": Email, "webhooks.": Webhook}
    keys = [f"{prefix}{name}" for prefix, model in models.items() for name in model.model_fields]
    assert sorted(first_codes(SECTION)) == sorted([*keys, *(kind.value for kind in Kind)])
    assert set(WORDS) == set(Kind)
    assert (GRACE_HOURS, GIVEN_UP_HOURS) == (6, 72)  # in words on the page


def test_the_example_is_valid(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(.*?)```", SECTION, re.DOTALL)
    assert found
    (tmp_path / "notices.yaml").write_text(found[1])
    channels = notice_file.load(tmp_path / "notices.yaml")
    assert channels.email and channels.email.port_used == 587 and channels.webhook("oncall_channel")
