"""Messages and keys made by GnuPG, which customers use."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.openpgp import OpenPgp
from qooper_assets.edges import secrets
from qooper_assets.readers.wrappers import reader as wrappers_reader
from qooper_assets_tests.debian.processes import shared_folder
from qooper_assets_tests.readers.wrappers.wrapping import CSV

PASSPHRASE = "eight small ducks"
OURS, CUSTOMER, OTHERS = "us@ours.example", "hr@acme.example", "others@globex.example"


class Gpg(NamedTuple):
    """A keyring of its own, with our key (which has a passphrase), the customer's, and somebody else's."""

    home: Path

    def __call__(self, *arguments: str, given: bytes = b"", passphrase: str = "") -> bytes:
        command = ["gpg", "--batch", "--quiet", "--yes", "--no-tty", "--trust-model", "always",
                   "--pinentry-mode", "loopback", "--passphrase", passphrase, *arguments]  # fmt: skip
        environment = {"GNUPGHOME": str(self.home), "PATH": os.environ["PATH"]}
        ended = subprocess.run(command, input=given, capture_output=True, check=False, env=environment)
        assert ended.returncode == 0, ended.stderr.decode()
        return ended.stdout

    def encrypt(self, *options: str, to: str = OURS, content: bytes = CSV) -> bytes:
        return self("--encrypt", "--recipient", to, *options, given=content, passphrase="of --symmetric")

    def fingerprints(self, who: str) -> list[str]:
        """Return the fingerprints of a key and of each of its subkeys."""
        listed = self("--with-colons", "--fingerprint", "--fingerprint", "--list-keys", who).decode()
        return re.findall(r"^fpr:+([0-9A-F]{40}):", listed, re.MULTILINE)


@pytest.fixture(scope="module")
def gpg() -> Iterator[Gpg]:
    with shared_folder() as folder:
        home = folder / "gnupg"
        home.mkdir(mode=0o700)
        gpg = Gpg(home)
        gpg("--quick-generate-key", OURS, "rsa2048", "sign,cert", "never", passphrase=PASSPHRASE)
        gpg("--quick-add-key", gpg.fingerprints(OURS)[0], "rsa2048", "encr", "never", passphrase=PASSPHRASE)
        gpg("--quick-generate-key", CUSTOMER, "default", "default", "never")
        gpg("--quick-generate-key", OTHERS, "future-default", "default", "never")
        try:
            yield gpg
        finally:
            subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)


def opened(
    gpg: Gpg,
    message: bytes,
    folder: Path,
    *,
    key: bytes = b"",
    signed_by: bytes = b"",
    who: str = OURS,
    passphrase: str = PASSPHRASE,
    limits: Limits | None = None,
) -> bytes:
    """Unwrap in the sandboxed subprocess, as a run does."""
    private = key or gpg("--armor", "--export-secret-keys", who, passphrase=passphrase)
    given = secrets.OpenPgpSecrets(
        OpenPgp(private_key="env:A", passphrase="env:B", signed_by="env:C" if signed_by else None),
        private.decode(),
        passphrase or None,
        signed_by.decode() or None,
    )
    scratch = folder / f"{len(list(folder.iterdir()))}"
    scratch.mkdir()
    (scratch / "raw").write_bytes(message)
    found = wrappers_reader.unwrap(
        scratch / "raw", ["openpgp"], given, limits or Limits(), scratch=scratch, where="/out/roster.csv.gpg"
    )
    return found.path.read_bytes()


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--armor",),
        ("--compress-algo", "none"),
        ("--compress-algo", "zlib"),
        ("--cipher-algo", "AES128"),
        ("--hidden-recipient", OURS),
        ("--recipient", CUSTOMER, "--recipient", OTHERS),
        ("--sign", "--local-user", CUSTOMER),
        ("--sign", "--local-user", CUSTOMER, "--armor", "--comment", "HR export"),
        ("--symmetric",),
        ("--textmode",),
        ("--set-filename", "../../evil.csv"),
    ],
    ids=" ".join,
)
def test_a_message_of_gpg_is_opened(options: tuple[str, ...], gpg: Gpg, tmp_path: Path) -> None:
    assert opened(gpg, gpg.encrypt(*options), tmp_path) == CSV
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize("who", [CUSTOMER, OTHERS])
def test_keys_of_the_default_types_of_gpg_open_messages_for_them(who: str, gpg: Gpg, tmp_path: Path) -> None:
    """RSA and Curve25519."""
    assert opened(gpg, gpg.encrypt(to=who), tmp_path, who=who, passphrase="") == CSV


def test_a_key_without_its_primary_secret_opens_a_message(gpg: Gpg, tmp_path: Path) -> None:
    """The primary secret is kept offline."""
    key = gpg("--armor", "--export-secret-subkeys", OURS, passphrase=PASSPHRASE)
    assert opened(gpg, gpg.encrypt(), tmp_path, key=key) == CSV


def test_a_key_opens_messages_for_its_older_subkey_too(gpg: Gpg, tmp_path: Path) -> None:
    before = gpg.encrypt()
    gpg("--quick-add-key", gpg.fingerprints(OURS)[0], "rsa2048", "encr", "never", passphrase=PASSPHRASE)
    _, *parts = gpg.fingerprints(OURS)
    assert len(parts) == 2
    assert opened(gpg, before, tmp_path) == CSV
    for part in parts:
        assert opened(gpg, gpg.encrypt(to=f"{part}!"), tmp_path) == CSV


def test_a_bare_message_without_mdc_is_refused(gpg: Gpg, tmp_path: Path) -> None:
    message = gpg.encrypt("--rfc2440", "--disable-mdc")
    with pytest.raises(DeliveryError, match="openpgp_unprotected"):
        opened(gpg, message, tmp_path)


def test_a_message_for_others_is_named(gpg: Gpg, tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="openpgp_for_others") as caught:
        opened(gpg, gpg.encrypt(to=OTHERS), tmp_path)
    assert gpg.fingerprints(OTHERS)[-1][-16:] in caught.value.message
    with pytest.raises(DeliveryError, match="with a password"):
        opened(gpg, gpg("--symmetric", given=CSV, passphrase="x"), tmp_path)


@pytest.mark.parametrize("options", [("--sign",), ("--store",), ("--clearsign",)], ids=" ".join)
def test_a_message_that_is_not_encrypted_is_named(options: tuple[str, ...], gpg: Gpg, tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="wrapper_differs"):
        opened(gpg, gpg("--local-user", CUSTOMER, *options, given=CSV), tmp_path)


def test_bzip2_inside_is_named(gpg: Gpg, tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match=r"wrapper_unsupported.*BZip2"):
        opened(gpg, gpg.encrypt("--compress-algo", "bzip2"), tmp_path)


def test_a_signature_of_gpg_is_verified(gpg: Gpg, tmp_path: Path) -> None:
    customer = gpg("--armor", "--export", CUSTOMER)
    plain = ("--compress-algo", "none")
    signed = gpg.encrypt("--sign", "--local-user", CUSTOMER, *plain)
    assert opened(gpg, signed, tmp_path, signed_by=customer) == CSV
    for message in (gpg.encrypt(*plain), gpg.encrypt("--sign", "--local-user", OTHERS, *plain)):
        with pytest.raises(DeliveryError, match="openpgp_signature"):
            opened(gpg, message, tmp_path, signed_by=customer)


def test_a_signature_within_a_compressed_message_is_not_verified_and_refused(
    gpg: Gpg, tmp_path: Path
) -> None:
    customer = gpg("--armor", "--export", CUSTOMER)
    for options in ((), ("--sign", "--local-user", CUSTOMER), ("--sign", "--local-user", OTHERS)):
        with pytest.raises(DeliveryError, match=r"wrapper_unsupported.*compress-algo none"):
            opened(gpg, gpg.encrypt(*options), tmp_path, signed_by=customer)


def test_f20_a_bomb_in_a_message_of_gpg_is_blocked(gpg: Gpg, tmp_path: Path) -> None:
    message = gpg.encrypt("--compress-level", "9", content=bytes(100 << 20))
    assert len(message) < 1 << 20
    with pytest.raises(DeliveryError, match=r"too_large.*200 times"):
        opened(gpg, message, tmp_path)
    assert not list(tmp_path.rglob("1"))


def test_f03_a_large_message_that_was_changed_at_its_end_leaves_nothing(gpg: Gpg, tmp_path: Path) -> None:
    """Sequoia verifies what fits its buffer before writing; the end of a larger message comes last."""
    content = os.urandom(60 << 20)
    message = bytearray(gpg.encrypt("--compress-algo", "none", content=content))
    assert opened(gpg, bytes(message), tmp_path) == content
    message[-1000] ^= 1
    with pytest.raises(DeliveryError, match="wrapper_damaged"):
        opened(gpg, bytes(message), tmp_path)
    assert [path.name for path in (tmp_path / "1").iterdir()] == ["raw"]
