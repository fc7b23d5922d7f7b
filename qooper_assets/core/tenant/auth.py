"""The key `feed.auth`: how we log in to the customer's server.

Belongs here: the ways to log in, with references to their secrets. Does not: a secret, or how one is resolved
(`edges/secrets.py`).
"""

from typing import Annotated, Literal

from pydantic import Field

from qooper_assets.core.tenant.base import Model, SecretReference


class PasswordAuth(Model):
    """Login with a password.

    A secret is only ever a reference: `env:NAME`, an environment variable, or `file:PATH`, a file relative
    to `QOOPER_HOME`. The secret itself is refused here.
    """

    type: Literal["password"]
    """Log in with a password."""
    password: SecretReference
    """Where the password is. It is read when the connection is made, and never stored."""


class KeyAuth(Model):
    """Login with a private key. RSA keys sign with rsa-sha2-256 or rsa-sha2-512 only (F17, F18)."""

    type: Literal["key"]
    """Log in with a private key."""
    private_key: SecretReference
    """Where the key is, in OpenSSH format: ed25519, ECDSA, or RSA of 2048 bits or more. Its line ends may be
    written as `\\n`."""
    passphrase: SecretReference | None = None
    """Where the passphrase of the key is, if it is encrypted."""


class KeyAndPasswordAuth(Model):
    """Login with a private key and then a password, where the server requires both.

    The password is sent only after the server has accepted the key and asks for more.
    """

    type: Literal["key_and_password"]
    """Log in with a private key, then with a password."""
    private_key: SecretReference
    """Where the key is, in the same format as for `type: key`."""
    passphrase: SecretReference | None = None
    """Where the passphrase of the key is, if it is encrypted."""
    password: SecretReference
    """Where the password is."""


Auth = Annotated[PasswordAuth | KeyAuth | KeyAndPasswordAuth, Field(discriminator="type")]
