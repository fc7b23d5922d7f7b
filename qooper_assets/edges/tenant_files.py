"""Tenant files: YAML on disk in; validated `Tenant` values, or every problem at once, out.

Belongs here: the folder, the YAML, and the location of a problem in it. Does not: what a key means
(`core/tenant/`) or what a secret is (`edges/secrets.py`).

The YAML is a safe, small subset. Every value is text as written, and the model gives it its type: `on`, `No`,
`0123`, `17:30` and `2026-01-05` are never read as a boolean, an octal number, a count of seconds or a
timestamp. No tags, no anchors, no duplicate keys. No problem repeats a value, because it may be a secret in
the wrong place; it names the line.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from yaml._yaml import CParser
from yaml.composer import Composer
from yaml.resolver import Resolver

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.tenant.tenant import Tenant

FILE_BYTES_MAX = 1024**2
DEPTH_MAX = 20

TEXT, NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
PLAIN_TAGS = {TEXT, NULL, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}

Place = tuple[str | int, ...]
"""The keys and indexes that lead from the top of the file to a value."""


def load(folder: Path) -> tuple[Tenant, ...]:
    """Load every tenant of a folder's `*.yaml` files, in the order of their names; hidden files are ignored.

    Raises `tenant_file_invalid` with one line per problem: `file: key.path: what`.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise TenantFileError(
            "tenant_file_invalid",
            f"the folder of tenant files can't be read: {error.strerror or type(error).__name__}.",
            where=folder.name,
            remedy="Name the folder that holds one YAML file per tenant.",
        ) from None
    tenants: dict[str, Tenant] = {}
    problems: list[str] = []
    for path in paths:
        if path.suffix.lower() not in (".yaml", ".yml"):
            continue
        tenant, found = _load_file(path)
        if tenant is not None and tenant.tenant in tenants:
            found = [*found, f"tenant: {tenant.tenant} is already declared by {tenant.tenant}.yaml"]
        problems += [f"{path.name}: {problem}" for problem in found]
        if tenant is not None and not found:
            tenants[tenant.tenant] = tenant
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
        raise TenantFileError(
            "tenant_file_invalid", "\n".join([f"{count}; no tenant was loaded.", *problems])
        )
    return tuple(tenants.values())


def find(tenants: Sequence[Tenant], name: str) -> Tenant:
    """Find a tenant by name. Raises `tenant_unknown`, which suggests similar names."""
    for tenant in tenants:
        if tenant.tenant == name:
            return tenant
    names = [tenant.tenant for tenant in tenants]
    near = get_close_matches(name.lower(), names, n=3)
    if near:
        remedy = f"Did you mean {' or '.join(near)}?"
    elif names:
        remedy = f"Known: {', '.join(names[:10])}{', …' if len(names) > 10 else ''}."
    else:
        remedy = "There are no tenant files."
    raise TenantFileError("tenant_unknown", f"no tenant file declares {name!r}.", remedy=remedy)


def _load_file(path: Path) -> tuple[Tenant | None, list[str]]:
    """Load one file: the tenant if it is valid, and the problems, each `key.path: what`."""
    if path.suffix != ".yaml":
        return None, [f"tenant files end in .yaml; rename it to {path.stem}.yaml"]
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        return None, [f"can't be read: {error.strerror or type(error).__name__}"]
    if len(content) > FILE_BYTES_MAX:
        return None, [f"has more than {FILE_BYTES_MAX:,} bytes"]
    reading = _Reading()
    data = reading.read(content)
    if not isinstance(data, dict):
        return None, reading.problems or ["is not a mapping of keys to values"]
    problems = list(reading.problems)
    if isinstance(data.get("tenant"), str) and data["tenant"] != path.stem:
        place = reading.line(("tenant",))
        problems.append(f"tenant: must be the name of the file, {path.stem}{place}")
    try:
        return Tenant.model_validate(data), problems
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            # A rule between keys lists its problems on lines of their own.
            for message in one["msg"].splitlines():
                problems.append(_problem(one["loc"], one["type"], message, reading))
        return None, problems


def _problem(place: Place, kind: str, message: str, reading: "_Reading") -> str:
    """Reword one error of pydantic."""
    tagged, place = place, _without_tags(place)
    line = reading.line(place)
    if kind == "extra_forbidden":
        known = _keys_at(tagged[:-1])
        near = get_close_matches(str(place[-1]).lower(), known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
        message = f"unknown key; {hint}"
    elif kind == "union_tag_invalid":
        # Pydantic would echo the value.
        place, message = (*place, "type"), f"must be {message.rpartition('expected tags: ')[2]}"
    elif kind == "missing":
        message = "is required"
    elif kind == "value_error":
        message = message.removeprefix("Value error, ")
        # A rule over several keys names the key it is about: "path: `..` is not allowed".
        if named := re.match(r"([a-z_]+(?:\.[a-z_]+)*): ", message):
            place, message = (*place, *named[1].split(".")), message[named.end() :]
            line = reading.line(place)
    dotted = ".".join(map(str, place))
    return f"{dotted}: {message}{line}" if dotted else f"{message}{line}"


def _keys_at(place: Place) -> list[str]:
    """The keys that the model knows at a place given by pydantic, which includes the tags of unions."""
    return sorted({name for model in _walk(place)[0] for name in model.model_fields})


def _without_tags(place: Place) -> Place:
    return _walk(place)[1]


def _walk(place: Place) -> tuple[list[type[BaseModel]], Place]:
    """Resolve a place given by pydantic to its models and to the place in the file: a step into a union names
    the member by its tag (its `type`), which is not a key."""
    models: list[type[BaseModel]] = [Tenant]
    shown: list[str | int] = []
    is_union = False
    for step in place:
        tagged = [model for model in models if step in get_args(_type_of(model))]
        if is_union and tagged:
            models, is_union = tagged, False
            continue
        shown.append(step)
        fields = [model.model_fields[str(step)] for model in models if str(step) in model.model_fields]
        # A step that is not a field is a key of a dict: stay.
        models = [inner for field in fields for inner in _models(field.annotation)] if fields else models
        is_union = len(models) > 1
    return models, tuple(shown)


def _type_of(model: type[BaseModel]) -> Any:
    field = model.model_fields.get("type")
    return field.annotation if field else None


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


class _Loader(Composer, Resolver, CParser):
    """Everything is text except `null`, `~` and nothing; no aliases, and a limit on depth.

    Parsed by libyaml, which is part of PyYAML's wheels and takes a fifth of the time; composed here.
    """

    yaml_implicit_resolvers = {}  # noqa: RUF012  as the base class declares it
    depth = 0

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        Resolver.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()
        if getattr(event, "anchor", None) is not None:  # An alias has one as well.
            raise yaml.MarkedYAMLError(
                problem="anchors and aliases are not used here", problem_mark=event.start_mark
            )
        if self.depth > DEPTH_MAX:
            raise yaml.MarkedYAMLError(
                problem=f"nested deeper than {DEPTH_MAX} levels", problem_mark=event.start_mark
            )
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


_Loader.add_implicit_resolver(NULL, re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])


class _Reading:
    """One file being read: its problems, and the line of each place."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._lines: dict[Place, int] = {}

    def line(self, place: Place) -> str:
        """Return ` (line 7)` for the place, or for its closest known parent; empty for the whole file."""
        while place and place not in self._lines:
            place = place[:-1]
        return f" (line {self._lines[place]})" if place else ""

    def read(self, content: bytes) -> Any:
        """Parse the file into dicts, lists, texts and None. Collects problems; None if it is not YAML."""
        try:
            text = content.decode("utf-8-sig")
            loader = _Loader(text)
            try:
                node = loader.get_single_node()
            finally:
                loader.dispose()
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.problems.append(f"is not UTF-8 (line {line})")
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self.problems.append(f"has a control character (line {line})")
        except yaml.MarkedYAMLError as error:
            # Not str(error), which shows the line itself; nor the name of a tag, which may be a value.
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            what = ", ".join(filter(None, (error.context, error.problem))).partition(" handle ")[0]
            self.problems.append(f"YAML: {what} (line {line})")
        else:
            if node is None:
                self.problems.append("is empty")
                return None
            return self._plain(node, ())
        return None

    def _plain(self, node: yaml.Node, place: Place) -> Any:
        self._lines.setdefault(place, node.start_mark.line + 1)
        if node.tag not in PLAIN_TAGS:
            self._complain(place, "tags are not used here", node)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*place, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        return None if node.tag == NULL else node.value

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._complain(place, "a key is not text", key)
                continue
            name: str = key.value
            here = (*place, name)
            if name in plain:
                first = self._lines[here]
                self._complain(here, f"duplicate key, first in line {first}", key)
                continue
            self._lines[here] = key.start_mark.line + 1
            plain[name] = self._plain(value, here)
        return plain

    def _complain(self, place: Place, what: str, node: yaml.Node) -> None:
        dotted = ".".join(map(str, place))
        where = f"{dotted}: " if dotted else ""
        self.problems.append(f"{where}{what} (line {node.start_mark.line + 1})")
