"""The key `feed.openpgp`: the keys that decrypt and verify an OpenPGP message.

Belongs here: references to the keys. Does not: opening a message (`readers/wrappers/openpgp.py`).
"""

from qooper_assets.core.tenant.base import Model, SecretReference


class OpenPgp(Model):
    """The keys that decrypt an OpenPGP message and verify its sender.

    Make a key with `gpg --quick-generate-key "Roster <us@ours.example>" default default 2y`. The customer
    gets the output of `gpg --armor --export us@ours.example`. The private key is the output of
    `gpg --armor --export-secret-keys us@ours.example`. A signature can be verified only if the message is
    not compressed inside: `gpg --compress-algo none`.
    """

    private_key: SecretReference
    """Where our private key is, ASCII-armored as `gpg --armor --export-secret-keys` writes it."""
    passphrase: SecretReference | None = None
    """Where the passphrase of the key is, if it is encrypted."""
    signed_by: SecretReference | None = None
    """Where the customer's public key is. With it, a message without a valid signature by that key is
    refused. Without it, signatures are not verified."""
