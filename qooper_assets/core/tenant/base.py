"""What the models of all keys share: the frozen `Model`, and the types that several keys use.

Belongs here: a type that two modules of this package need. Does not: a key of the file; each has a module of
its own, named after it.
"""

import re
from typing import Annotated, Protocol

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


class Model(BaseModel):
    """Frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Protocol):
    """Whatever has a tenant's id: a tenant, or a file that could not be loaded as one."""

    @property
    def tenant(self) -> str: ...


def _secret_reference(reference: str) -> str:
    if not re.fullmatch(r"env:[A-Za-z_][A-Za-z0-9_]*|file:.+", reference):
        # The value itself is not echoed: it may be the secret.
        raise ValueError("a secret is a reference, env:NAME or file:PATH, never the secret itself")
    return reference


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
AttributeName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
SecretReference = Annotated[str, AfterValidator(_secret_reference)]
Percent = Annotated[float, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0)]
