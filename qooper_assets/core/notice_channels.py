"""The file of notice settings: over which channels notices are sent.

Belongs here: the keys of the file, each meaning the docstring of its field, and the rules between them. Does
not: reading the file (`edges/notice_file.py`), or sending (`edges/notify.py`).
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from qooper_assets.core.tenant.base import Model, SecretReference, Slug

EMAIL = "email"
"""The name of the channel for e-mail."""


def _address(text: str) -> str:
    if len(text) > 254 or not re.fullmatch(
        r"[A-Za-z0-9_][A-Za-z0-9._%+-]*@[A-Za-z0-9.-]+\.[A-Za-z]{2,24}", text
    ):
        raise ValueError("this is an ASCII e-mail address and nothing else")
    return text


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>|?#]+", text):
        raise ValueError("this is an address such as https://dagster.example.com, without a query")
    return text


Address = Annotated[str, AfterValidator(_address)]


class Email(Model):
    """The mail server. Without TLS nothing is sent."""

    host: Annotated[str, StringConstraints(min_length=1, pattern=r"^\S+$")]
    """The SMTP server."""
    tls: Literal["starttls", "implicit"] = "starttls"
    """`starttls` on a plain connection, or `implicit`: TLS from the first byte."""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """587 with starttls, 465 with implicit TLS by default."""
    username: str | None = None
    """The login, if the server wants one."""
    password: SecretReference | None = None
    """Its password: `env:NAME` or `file:PATH`."""
    sender: Address
    """The address in From."""
    default: Annotated[tuple[Address, ...], Field(min_length=1)]
    """Who gets every tenant's notices, besides the tenant's own `owners`."""
    ca_file: str | None = None
    """A PEM file with the certificate authority of the server, if it is not a public one."""

    @model_validator(mode="after")
    def _login_is_complete(self) -> "Email":
        if (self.username is None) != (self.password is None):
            raise ValueError("`username` and `password` go together")
        return self

    @property
    def port_used(self) -> int:
        return self.port or (465 if self.tls == "implicit" else 587)


class Webhook(Model):
    """An address that is sent each notice as JSON."""

    name: Slug
    """By which `notify` reports about it."""
    url: SecretReference
    """A reference to its https URL: whoever knows the URL can post there, so it is a secret."""
    format: Literal["slack", "teams", "json"]
    """`slack`: an incoming webhook. `teams`: a workflow "when a Teams webhook request is received". `json`:
    all fields of the notice."""
    ca_file: str | None = None
    """A PEM file with the certificate authority of the server, if it is not a public one."""


class Channels(Model):
    """All channels of an installation."""

    link: Annotated[str, AfterValidator(_web_address)] | None = None
    """The address of Dagster's web server, to which notices link."""
    email: Email | None = None
    webhooks: tuple[Webhook, ...] = ()

    @model_validator(mode="after")
    def _has_named_channels(self) -> "Channels":
        names = [webhook.name for webhook in self.webhooks]
        if len({EMAIL, *names}) <= len(names):
            raise ValueError(f"each webhook has a name of its own, and none is `{EMAIL}`")
        if not self.email and not names:
            raise ValueError("give `email`, `webhooks` or both; without a channel, remove the file")
        return self

    def webhook(self, name: str) -> Webhook | None:
        return next((webhook for webhook in self.webhooks if webhook.name == name), None)
