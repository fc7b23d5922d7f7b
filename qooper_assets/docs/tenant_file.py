"""Writes `docs/tenant-file.md` from the models: `python -m qooper_assets.docs.tenant_file`.

Keys, types, limits and defaults come from `core/tenant/`. So does the meaning of a key, where the
field has a docstring; the others have theirs in `MEANINGS`.
"""

import ast
import inspect
import json
import re
import textwrap
import types
import typing
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from qooper_assets.core.tenant.base import Model, SecretReference, Slug
from qooper_assets.core.tenant.feed import HostKeyFingerprint, JsonPointer
from qooper_assets.core.tenant.mapping import Header
from qooper_assets.core.tenant.schedule import TimeZone
from qooper_assets.core.tenant.tenant import Owner, Tenant

PAGE = Path(__file__).parent.parent.parent / "docs" / "tenant-file.md"

MEANINGS = {
    "Tenant.tenant": (
        "The id. It is the name of the file, and stands in every asset key and stored path, so it "
        "never changes."
    ),
    "Tenant.name": "The customer's name, for people to read.",
    "Tenant.paused": (
        "Schedule and sensor start no run, and a missing file is not told. A run that a person starts"
        " still works."
    ),
    "Tenant.schedule": "When the file is due.",
    "Tenant.on_arrival": ("Look at the server every five minutes as well, and run when a new file is there."),
    "Tenant.feed": "Where and how the file arrives.",
    "Tenant.mapping": "Which column of the file holds what.",
    "Tenant.policy": "What is done where the customer has a choice.",
    "Tenant.guardrails": "What one file may do before a person has to look at it.",
    "Tenant.target": "Where the accounts are.",
    "Schedule.every": "How often a file is due.",
    "Schedule.at": "The time of day on the customer's clock, in quotes.",
    "Schedule.timezone": (
        "The customer's time zone. It also decides on which day a first or a last day falls."
    ),
    "Schedule.on": "The weekday of a weekly schedule. It goes with `every: week`, and only with it.",
    "PasswordAuth.type": "We log in by a password.",
    "PasswordAuth.password": (
        "Where the password is. It is read when the connection is made, and stored nowhere."
    ),
    "KeyAuth.type": "We log in by a private key.",
    "KeyAuth.private_key": (
        "Where the key is, in OpenSSH format: ed25519, ECDSA, or RSA of 2048 bits or more. It may be pasted"
        " with `\\n` for its line ends."
    ),
    "KeyAuth.passphrase": "Where its passphrase is, if it is encrypted.",
    "KeyAndPasswordAuth.type": "We log in by a private key, then by a password.",
    "KeyAndPasswordAuth.private_key": "Where the key is, as above.",
    "KeyAndPasswordAuth.passphrase": "Where its passphrase is, if it is encrypted.",
    "KeyAndPasswordAuth.password": "Where the password is.",
    "Limits.size_bytes_max": "The size of the file. Above: blocked, `too_large`.",
    "Limits.rows_max": "How many rows the file may have. Above: blocked, `too_large`.",
    "Limits.columns_max": "How many columns the header may have. Above: blocked, `too_large`.",
    "Limits.record_bytes_max": "The length of one row. A longer row is rejected, `record_too_long`.",
    "Limits.field_chars_max": (
        "The length of one value. A longer value is dropped, and the present one is kept."
    ),
    "Limits.transfer_minutes_max": "How long the transfer may take. Above: failed, `transfer_timeout`.",
    "Limits.age_hours_max": "How old the file may be. Above: blocked, `stale_file`.",
    "Feed.host": "The host name or address of the customer's SFTP server.",
    "Feed.port": "Its port.",
    "Feed.username": "The account we log in with.",
    "Feed.auth": "How we log in.",
    "Feed.host_keys": (
        "The server's fingerprints, asked of the customer by another way. Without a match no password"
        " and no key is sent. List two while the customer changes keys."
    ),
    "Feed.settle_seconds": "How long size and time of the file must stay the same before it is taken.",
    "Feed.format": (
        "The format that was agreed on. What the file really is decides how it is read, with a warning where"
        " the two differ."
    ),
    "Feed.csv": "The shape of the CSV file.",
    "Feed.excel": "Where the roster stands in the Excel workbook.",
    "Feed.coverage": (
        "`full_snapshot`: everybody is in each file, so absence means gone. `delta`: only changes are"
        " sent, and absence means nothing."
    ),
    "Feed.limits": "What a delivery may cost.",
    "Column.column": "The customer's header. Case, spaces, `_` and `-` do not matter.",
    "DateColumn.column": "The customer's header.",
    "DateColumn.format": (
        "How the date is written, in the letters of `strptime`. A date that does not fit is dropped."
    ),
    "StatusColumn.column": "The customer's header. If it is mapped, the column must be there.",
    "StatusColumn.values": (
        "Every word the customer uses, and what it means. Case does not matter. A word that is not "
        "here rejects its row."
    ),
    "ManagerColumn.column": "The customer's header.",
    "CustomColumn.column": "The customer's header.",
    "CustomColumn.split": "What parts the options of a multi-select field. Their order does not matter.",
    "Mapping.email": "The e-mail. Every active person needs one, and no two may share one.",
    "Mapping.employee_id": (
        "The employee id: exact text, so `000123` stays `000123`. Needed where it is the identity."
    ),
    "Mapping.first_name": "The first name.",
    "Mapping.full_name": "First and last name, where they stand in one column.",
    "FullName.column": "The customer's header.",
    "Mapping.last_name": "The last name.",
    "Mapping.title": "The job title.",
    "Mapping.department": "The department.",
    "Mapping.location": "The place of work.",
    "Mapping.phone": "The phone number.",
    "Mapping.hire_date": "The first day. No account is made before it.",
    "Mapping.termination_date": (
        "The last day. The first run after it deactivates the account, whatever the status says."
    ),
    "Mapping.status": "The status word. Without it, everybody in the file is active.",
    "Mapping.manager": "The manager.",
    "Mapping.custom": "Profile fields of the customer's own, each under a name of our choice.",
    "Policy.absent_after_files": (
        "In how many accepted files in a row somebody must be absent before the account is deactivated."
    ),
    "Policy.stale_pct_max": (
        "How many of the accounts to change may have been changed by others since the plan. Above: "
        "nothing is written, `change_set_stale`."
    ),
    "Policy.approval_days_max": (
        "How long a held change set can be approved. The next run's change set takes its place, if "
        "that is sooner."
    ),
    "Guardrails.deactivations_count_floor": (
        "So many deactivations always pass, as far as the percentages go."
    ),
    "Guardrails.deactivations_pct_max": "Deactivations, of the active accounts that are ours.",
    "Guardrails.deactivations_count_max": "Deactivations, whatever the percentage.",
    "Guardrails.deactivations_share_pct_max": (
        "Deactivations at or above this share are held, if there are two or more: the rule for small "
        "customers."
    ),
    "Guardrails.reactivations_count_floor": "So many reactivations always pass.",
    "Guardrails.reactivations_pct_max": "Reactivations, of the active accounts that are ours.",
    "Guardrails.identity_changes_count_floor": "So many changes of e-mail or id always pass.",
    "Guardrails.identity_changes_pct_max": ("Changes of e-mail or id, of the active accounts that are ours."),
    "Guardrails.withheld_count_floor": (
        "So many withheld people always pass. The floor of `name_changes_pct_max`, too."
    ),
    "Guardrails.withheld_pct_max": "Withheld people, of the active accounts that are ours.",
    "Guardrails.creates_count_floor": "So many new accounts always pass, after the first load.",
    "Guardrails.creates_pct_max": (
        "New accounts after the first load, of the active accounts that are ours."
    ),
    "Guardrails.row_drop_count_floor": "So many rows fewer always pass.",
    "Guardrails.row_drop_pct_max": "Rows fewer than the median of the last five accepted files.",
    "Guardrails.rejects_count_floor": "So many rejected rows always pass.",
    "Guardrails.rejects_pct_max": "Rejected rows, of the rows of the file.",
    "Guardrails.deactivations_7_days_pct_max": (
        "Deactivations of seven days together, of the accounts seven days ago. "
        "`deactivations_count_floor` always pass."
    ),
    "Guardrails.name_changes_pct_max": "People whose name changes, of the active accounts that are ours.",
    "Guardrails.fill_rate_drop_pct_max": (
        "How far the share of people with a value may fall, for each attribute."
    ),
    "Guardrails.overlap_pct_min": (
        "How many of our active people must be in the file, once there are twenty. Fewer: it may be "
        "another customer's file."
    ),
    "EmbeddedTarget.type": "The simulated Qooper, a file on our machine. There is no other target yet.",
}

ABOUT = {
    "Tenant": "The top of the file.",
    "Feed": """\
        Nothing is ever written, moved or deleted on the customer's server.

        A dated path is written `/out/employees_{date:%Y%m%d}.csv`. The run of the present day or week
        asks for the date of the run; a run of an earlier partition asks for the partition's own date.

        A pattern has `*`, `?` or `[…]` in the name of the file, never in a folder, and goes with
        `pick: newest`; a `[` itself is written `[[]`. A `{date:…}` beside it is read out of each name
        (`%Y %y %m %d %j %H %M %S`): `/out/employees_{date:%Y%m%d}*.csv` takes the latest date up to today,
        and for an earlier partition what is dated in it. Without one, the file that was modified last
        is taken. The extension fits in any case. Names of uploads (`.part`, `.filepart`, `.tmp`, a dot in
        front, a `~` behind, and the like) and markers are never taken. The other files are recorded as
        superseded. A `delta` feed can't be picked from: each of its files counts.""",
    "PasswordAuth": """\
        A secret is only ever a reference: `env:NAME`, a variable of the environment, or `file:PATH`, a
        file, relative to `QOOPER_HOME`. A secret itself is refused here.""",
    "OpenPgp": """\
        A key is made by `gpg --quick-generate-key "Roster <us@ours.example>" default default 2y`. The
        customer gets `gpg --armor --export us@ours.example`; what `gpg --armor --export-secret-keys
        us@ours.example` prints is the private key. A signature can be verified only where the message is not
        compressed within: `gpg --compress-algo none`.""",
    "Mapping": """\
        A column that is not named here is read into nothing. If the column of an optional attribute is
        missing, the present values are kept. Identity, e-mail and (if mapped) status must be there.""",
    "Policy": """\
        With `adoption: never` such a person is withheld, as `not_adopted`.""",
    "Guardrails": """\
        Where a limit has a `_count_floor` and a `_pct_max`, the larger of the two counts. What to do
        when one is exceeded is in [the runbook](runbook.md#limits-that-hold-a-change-set).""",
}

INTRODUCTION = """\
<!-- Made by `python -m qooper_assets.docs.tenant_file`. Edit qooper_assets/core/tenant/. -->

# The tenant file

One YAML file per customer, `tenants/<tenant>.yaml`, named after its `tenant`. `tenants/acme.yaml` is
an example with a comment at every key; copy it for a new customer.

- A key that is not in the file has the default that stands here. A key that is not here is an error.
- All problems of all files are told at once, each with its file, key and line. No value is repeated,
  for it may be a secret in the wrong place. While one file is wrong, no tenant is loaded.
- Every value is text as it is written, and gets its type here. No tags, no anchors, no key twice.
- A secret is a reference (`env:NAME`, `file:PATH`), never the secret itself.
- The file is read when a process starts. After a change, reload the code location in the UI
  (Deployment, then Reload); the command line reads it each time.
- A change of `identity`, `mapping`, `policy`, `guardrails`, or of `format`, `csv` or `coverage` in
  `feed`, holds the next change set (`configuration_changed`). A change of schedule, server, wrapper
  or secret does not.

## A short one that is complete

```yaml
tenant: initech
name: Initech
schedule: {every: week, on: monday, at: "06:00", timezone: America/Chicago}
feed:
  host: sftp.initech.example
  username: qooper
  auth: {type: password, password: "env:INITECH_SFTP_PASSWORD"}
  host_keys: ["SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]
  path: /out/people.csv
  csv: {delimiter: ";"}
identity: email
mapping:
  email: E-Mail
  first_name: First
  last_name: Last
  hire_date: {column: Start, format: "%d.%m.%Y"}
  status: {column: Status, values: {Active: active, Left: inactive}}
  custom:
    languages: {column: Languages, split: ","}
```
"""

NAMED: list[tuple[Any, str]] = [
    (Slug, "name (`a-z`, then `a-z`, `0-9`, `_`; 63 at most)"),
    (TimeZone, "name of an IANA time zone"),
    (SecretReference, "`env:NAME` or `file:PATH`"),
    (HostKeyFingerprint, "`SHA256:` and 43 characters"),
    (Header, "text, 1 to 500 characters"),
    (JsonPointer, "JSON Pointer: nothing, or `/` and a key, again and again"),
    (Owner, "e-mail address or `team:NAME`"),
]
"""Aliases of the models that have a name in words. `AttributeName` is a `Slug` in all but name."""

PATTERNS = {
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": "`HH:MM`",
    r"^/": "text that begins with `/`, without `..`",
    r"^[A-Za-z0-9._:-]+$": "text: letters, digits, `.`, `_`, `:`, `-`",
    r"%": "text with `%`",
}

UNITS = {
    "_bytes_max": "bytes",
    "_chars_max": "characters",
    "_minutes_max": "minutes",
    "_hours_max": "hours",
    "_days_max": "days",
    "_mib_max": "MiB",
    "_seconds": "seconds",
    "_files": "files",
    "_pct_max": "%",
    "_pct_min": "%",
    "rows_max": "rows",
    "entries_max": "entries",
    "columns_max": "columns",
}
COUNTED = {
    "row_drop_count_floor": "rows",
    "rejects_count_floor": "rows",
}


class Key(NamedTuple):
    """One key of one model."""

    model: type[Model]
    name: str
    type: str
    default: str
    limits: str
    meaning: str


class Section(NamedTuple):
    """One model, and the dotted paths at which it stands."""

    model: type[Model]
    places: list[str]


def sections() -> list[Section]:
    """Every model below Tenant, in the order of the file."""
    found: dict[type[Model], list[str]] = {}

    def visit(model: type[Model], place: str) -> None:
        found.setdefault(model, []).append(place)
        for name in model.model_fields:
            hint = _hints(model)[name]
            for inner in models_in(hint):
                is_dict = typing.get_origin(_bare(hint)) is dict
                visit(inner, ".".join(filter(None, [place, name, "<name>" if is_dict else ""])))

    visit(Tenant, "")
    return [Section(model, places) for model, places in found.items()]


def keys(model: type[Model]) -> list[Key]:
    hints, told = _hints(model), docstrings(model)
    return [
        Key(
            model,
            name,
            type=_type(hints[name]),
            default=_default(field, hints[name]),
            limits=_limits(name, field, hints[name]),
            meaning=told.get(name) or MEANINGS.get(f"{model.__name__}.{name}", ""),
        )
        for name, field in model.model_fields.items()
    ]


def docstrings(model: type[Model]) -> dict[str, str]:
    """The strings that stand below the fields of a model, each on one line."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(body, ast.ClassDef)
    told = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            told[field.target.id] = " ".join(str(after.value.value).split())
    return told


def models_in(hint: Any) -> list[type[Model]]:
    if isinstance(hint, type) and issubclass(hint, Model):
        return [hint]
    return [model for part in typing.get_args(hint) for model in models_in(part)]


def _hints(model: type[Model]) -> dict[str, Any]:
    return typing.get_type_hints(model, include_extras=True)


def _bare(hint: Any) -> Any:
    return typing.get_args(hint)[0] if typing.get_origin(hint) is typing.Annotated else hint


def _type(hint: Any) -> str:
    """A type in words."""
    for alias, name in NAMED:
        if hint == alias:
            return name
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        for constraint in inner[1:]:
            if isinstance(constraint, StringConstraints) and isinstance(constraint.pattern, str):
                return PATTERNS[constraint.pattern]
        return _type(inner[0])
    if origin is Literal:
        return " or ".join(f"`{_written(value)}`" for value in inner)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_type(one) for one in inner if one is not type(None))
    if origin is tuple:
        return f"list of: {_type(inner[0])}"
    if origin is dict:
        return f"names, each with: {_type(inner[1])}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " or ".join(f"`{member.value}`" for member in hint)
    if isinstance(hint, type) and issubclass(hint, Model):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {
        str: "text", int: "whole number", float: "number", bool: "`true` or `false`",
        date: "date, `YYYY-MM-DD`",
    }[hint]  # fmt: skip


def _written(value: Any) -> str:
    """A value as it stands in a tenant file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        is_plain = re.fullmatch(r"[A-Za-z0-9_-]+", value)
        return value if is_plain else json.dumps(value, ensure_ascii=False).replace("|", r"\|")
    if isinstance(value, tuple):
        return f"[{', '.join(_written(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(one)}' for key, one in value.items())}}}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _default(field: FieldInfo, hint: Any) -> str:
    if field.is_required():
        return "**required**"
    value = field.default
    assert value is not PydanticUndefined
    if value is None:
        return "none"
    if models_in(hint) and not isinstance(value, dict):
        return "its defaults"
    return f"`{_written(value)}`"


def _limits(name: str, field: FieldInfo, hint: Any) -> str:
    unit = COUNTED.get(name) or next((u for suffix, u in UNITS.items() if name.endswith(suffix)), "")
    if name.endswith(("_count_floor", "_count_max")) and not unit:
        unit = "people"
    found = {
        bound: getattr(constraint, bound)
        for constraint in _constraints(field, hint)
        for bound in ("gt", "ge", "le", "min_length", "max_length")
        if getattr(constraint, bound, None) is not None
    }
    parts = [unit] if unit else []
    if "ge" in found and "le" in found:
        parts.append(f"{found['ge']} to {found['le']}")
    elif "gt" in found and "le" in found:
        parts.append(f"above {found['gt']}, up to {found['le']}")
    elif "ge" in found:
        parts.append(f"{found['ge']} or more")
    if models_in(hint):
        pass
    elif "min_length" in found and "max_length" in found:
        parts.append(f"{found['min_length']} to {found['max_length']} characters")
    elif "min_length" in found:
        parts.append("not empty")
    return ", ".join(parts)


def _constraints(field: FieldInfo, hint: Any) -> Iterator[Any]:
    if any(hint == alias for alias, _ in NAMED):
        return  # its name in words tells the limits
    yield from field.metadata
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        for inner in typing.get_args(hint):
            if not models_in(inner):
                yield from getattr(inner, "__metadata__", ())


def _title(section: Section) -> str:
    # GitHub makes the anchor of the heading, so it is the model's name and nothing else.
    return section.model.__name__


def _section(section: Section) -> Iterator[str]:
    yield f"## {_title(section)}"
    places = [place for place in section.places if place]
    if places:
        yield "At " + ", ".join(f"`{place}`" for place in places) + "."
    told = inspect.getdoc(section.model) or ""
    if told and told != inspect.getdoc(Model):
        yield told
    if about := ABOUT.get(section.model.__name__):
        yield textwrap.dedent(f"        {about}" if "\n" in about else about).strip()
    prefix = "" if not places else f"{places[0]}." if len(places) == 1 else "…."
    rows = ["| key | type | default | unit and limits | meaning |", "|---|---|---|---|---|"]
    for key in keys(section.model):
        name = f"{prefix}{key.name}"
        rows.append(f"| `{name}` | {key.type} | {key.default} | {key.limits} | {key.meaning} |")
    yield "\n".join(rows)


def document() -> str:
    parts = [INTRODUCTION.strip()]
    for section in sections():
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
