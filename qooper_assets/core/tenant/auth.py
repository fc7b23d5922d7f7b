"""The key `feed.auth`: how we log in to the customer's server.

Belongs here: the ways to log in, with references to their secrets. Does not: a secret, or how one is resolved
(`edges/secrets.py`).
"""

from typing import Annotated, Literal

from pydantic import Field

from qooper_assets.core.tenant.base import Model, SecretReference


class PasswordAuth(Model):
    type: Literal["password"]
    password: SecretReference


class KeyAuth(Model):
    """Login by a private key in OpenSSH format; RSA keys sign by rsa-sha2-256 or -512 only (F17, F18)."""

    type: Literal["key"]
    private_key: SecretReference
    passphrase: SecretReference | None = None


class KeyAndPasswordAuth(Model):
    """Login by a private key and then a password, where the server wants both. The password is sent only
    once the server has taken the key and asks for more."""

    type: Literal["key_and_password"]
    private_key: SecretReference
    passphrase: SecretReference | None = None
    password: SecretReference


Auth = Annotated[PasswordAuth | KeyAuth | KeyAndPasswordAuth, Field(discriminator="type")]
