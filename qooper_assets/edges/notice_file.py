"""The file of notice settings on disk: YAML in, validated `Channels` out.

Belongs here: reading the file, and the wording of its problems. Does not: the YAML (`edges/tenant_yaml.py`),
or what a key means (`core/notice_channels.py`).
"""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.notice_channels import Channels
from qooper_assets.edges.tenant_yaml import Reading

FILE_BYTES_MAX = 1024**2


def load(path: Path) -> Channels:
    """Load the channels. Raises `TenantFileError` settings_invalid, with one line per problem."""
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise _invalid(path, [f"can't be read: {error.strerror or type(error).__name__}"]) from None
    if len(content) > FILE_BYTES_MAX:
        raise _invalid(path, [f"has more than {FILE_BYTES_MAX:,} bytes"])
    reading = Reading()
    data: Any = reading.read(content)
    if not isinstance(data, dict):
        raise _invalid(path, reading.problems or ["is not a mapping of keys to values"])
    problems = list(reading.problems)
    channels = None
    try:
        channels = Channels.model_validate(data)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            message = "unknown key" if one["type"] == "extra_forbidden" else one["msg"]
            place = ".".join(map(str, one["loc"]))
            message = message.removeprefix("Value error, ") + reading.line(one["loc"])
            problems.append(f"{place}: {message}" if place else message)
    if channels is None or problems:
        raise _invalid(path, problems)
    return channels


def _invalid(path: Path, problems: list[str]) -> TenantFileError:
    return TenantFileError(
        "settings_invalid",
        "no notice is sent.\n" + "\n".join(f"{path.name}: {problem}" for problem in problems),
        where="QOOPER_NOTICES",
        remedy="Notices wait until it is corrected.",
    )
