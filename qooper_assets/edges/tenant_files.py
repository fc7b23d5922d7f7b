"""Tenant files: YAML on disk in; validated `Tenant` values, and the files that are not valid, out.

A wrong file takes down its own tenant and nobody else. It is a value like a tenant, so that whoever lists
tenants has to decide what to do about it.

Belongs here: the folder, which file is which tenant's, and the location of a problem in it. Does not: the
YAML (`edges/tenant_yaml.py`), what a key means (`core/tenant/`) or what a secret is (`edges/secrets.py`).
"""

import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.tenant.base import Named, Slug
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.core.words import printable
from qooper_assets.edges.tenant_yaml import Place, Reading

FILE_BYTES_MAX = 1024**2

SLUG: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass(frozen=True)
class InvalidFile:
    """A tenant file that is not valid, so that its tenant is not loaded."""

    tenant: str
    """The id of the tenant by the name of the file. If that is no id, one that no tenant can have."""
    names: frozenset[str]
    """What a person may call this tenant: the name of the file, and the id that it declares."""
    problems: tuple[str, ...]
    """Each `file: key.path: what`."""

    @property
    def error(self) -> TenantFileError:
        """`tenant_file_invalid`, with one line per problem."""
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems):,} problems"
        return TenantFileError(
            "tenant_file_invalid", "\n".join([f"{count}; the tenant was not loaded.", *self.problems])
        )


@dataclass(frozen=True)
class TenantFiles:
    """The tenant files of a folder, both in the order of their names."""

    tenants: tuple[Tenant, ...]
    invalid: tuple[InvalidFile, ...]


def load(folder: Path) -> TenantFiles:
    """Load a folder's `*.yaml` files; hidden files are ignored.

    Raises `tenant_file_invalid` if the folder itself can't be read.
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
    of_stem: dict[str, list[Path]] = {}
    for path in paths:
        if path.suffix.lower() in (".yaml", ".yml"):
            of_stem.setdefault(path.stem, []).append(path)
    loaded = [_load_tenant(stem, files) for stem, files in of_stem.items()]
    return TenantFiles(
        tuple(each for each in loaded if isinstance(each, Tenant)),
        tuple(each for each in loaded if isinstance(each, InvalidFile)),
    )


def of_shard(files: TenantFiles, shard: tuple[int, int]) -> TenantFiles:
    """Select what a shard serves. A new tenant never moves another one to a different shard, and an invalid
    file stays in the shard of its tenant."""
    number, of = shard

    def is_served(each: Named) -> bool:
        return int(sha256(each.tenant.encode()).hexdigest(), 16) % of == number - 1

    return TenantFiles(
        tuple(tenant for tenant in files.tenants if is_served(tenant)),
        tuple(file for file in files.invalid if is_served(file)),
    )


def find(files: TenantFiles, name: str) -> Tenant:
    """Find a tenant by name.

    Raises `tenant_file_invalid` if its file is not valid, and `tenant_unknown`, which suggests similar names.
    """
    for tenant in files.tenants:
        if tenant.tenant == name:
            return tenant
    if invalid := find_invalid(files, name):
        raise invalid.error
    known: list[Named] = [*files.tenants, *files.invalid]
    names = sorted(each.tenant for each in known)
    near = get_close_matches(name.lower(), names, n=3)
    if near:
        remedy = f"Did you mean {' or '.join(near)}?"
    elif names:
        remedy = f"Known: {', '.join(names[:10])}{', …' if len(names) > 10 else ''}."
    else:
        remedy = "There are no tenant files."
    raise TenantFileError("tenant_unknown", f"no tenant file declares {name!r}.", remedy=remedy)


def load_draft(path: Path, name: str) -> Tenant:
    """Load the file of a tenant under any name of a file, wherever it is. Raises `tenant_file_invalid`."""
    tenant, declared, problems = _load_file(path, stem=name)
    if tenant is not None and not problems:
        return tenant
    names = frozenset({name, declared} if declared else {name})
    shown = tuple(f"{printable(path.name)}: {problem}" for problem in problems)
    raise InvalidFile(name, names, shown).error


def find_invalid(files: TenantFiles, name: str) -> InvalidFile | None:
    """Find the invalid file of a tenant; None if the name is that of a valid one, or of none at all."""
    if any(tenant.tenant == name for tenant in files.tenants):
        return None
    return next((each for each in files.invalid if name == each.tenant or name in each.names), None)


def _load_tenant(stem: str, paths: Sequence[Path]) -> Tenant | InvalidFile:
    """Load the tenant that a file is named after. Two files with the same name, such as `acme.yaml` and
    `acme.yml`, are no tenant: the older settings may be in either."""
    names, problems = {stem}, []
    tenant = None
    for path in paths:
        tenant, declared, found = _load_file(path)
        names |= {declared} if declared else set()
        problems += [f"{printable(path.name)}: {problem}" for problem in found]
    if tenant is not None and not problems:
        return tenant
    return InvalidFile(_id_of(stem), frozenset(names), tuple(problems))


def _id_of(stem: str) -> str:
    """The id of a tenant by the name of its file. One that is no id becomes a name that Dagster accepts; its
    capitals are in no id."""
    try:
        return SLUG.validate_python(stem)
    except ValidationError:
        digest = sha256(stem.encode(errors="surrogateescape")).hexdigest()[:6]
        return "FILE_" + re.sub(r"[^A-Za-z0-9]+", "_", stem)[:50].strip("_") + f"_{digest}"


def _load_file(path: Path, stem: str | None = None) -> tuple[Tenant | None, str | None, list[str]]:
    """Load one file: the tenant if it is valid, the id that it declares, and the problems, each
    `key.path: what`. It declares the name of the file as its id, or `stem` if that is given."""
    if path.suffix != ".yaml":
        right = printable(f"{path.stem}.yaml")
        if os.path.lexists(path.with_suffix(".yaml")):
            return None, None, [f"there is {right} as well; keep one of them, as {right}"]
        return None, None, [f"tenant files end in .yaml; rename it to {right}"]
    try:
        if stat.S_ISFIFO(path.stat().st_mode):  # Opening it would wait for a writer.
            return None, None, ["can't be read: Is a pipe"]
        with path.open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        return None, None, [f"can't be read: {error.strerror or type(error).__name__}"]
    if len(content) > FILE_BYTES_MAX:
        return None, None, [f"has more than {FILE_BYTES_MAX:,} bytes"]
    reading = Reading()
    data = reading.read(content)
    if not isinstance(data, dict):
        return None, None, reading.problems or ["is not a mapping of keys to values"]
    problems = list(reading.problems)
    declared = data["tenant"] if isinstance(data.get("tenant"), str) else None
    if declared is not None and declared != (stem or path.stem):
        place = reading.line(("tenant",))
        wanted = (
            f"{stem}, the tenant of this command" if stem else f"the name of the file, {printable(path.stem)}"
        )
        problems.append(f"tenant: must be {wanted}{place}")
    try:
        return Tenant.model_validate(data), declared, problems
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            # A rule between keys lists its problems on lines of their own.
            for message in one["msg"].splitlines():
                problems.append(_problem(one["loc"], one["type"], message, reading))
        return None, declared, problems


def _problem(place: Place, kind: str, message: str, reading: Reading) -> str:
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
    fields = [field for model in _walk(place)[0] for field in model.model_fields.items()]
    return sorted({field.alias or name for name, field in fields})


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
