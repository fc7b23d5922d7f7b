"""The key `feed.openpgp`: the keys that decrypt and verify an OpenPGP message.

Belongs here: references to the keys. Does not: opening a message (`readers/wrappers/openpgp.py`).
"""

from qooper_assets.core.tenant.base import Model, SecretReference


class OpenPgp(Model):
    """How an OpenPGP message is opened, and whose it must be."""

    private_key: SecretReference
    """Where our private key is, ASCII-armored as `gpg --armor --export-secret-keys` writes it."""
    passphrase: SecretReference | None = None
    """Where its passphrase is, if it is encrypted."""
    signed_by: SecretReference | None = None
    """Where the customer's public key is. With it, a message without a valid signature by that key is
    refused; without it, signatures are not looked at."""
