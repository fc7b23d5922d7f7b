"""A pasted private key: read if it is intact, otherwise refused with the command that fixes it (F17)."""

import base64
import random
import re
import traceback
from collections.abc import Callable
from pathlib import Path

import asyncssh
import paramiko
import pytest

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.tenant.auth import KeyAndPasswordAuth, KeyAuth, PasswordAuth
from qooper_assets.edges import secrets
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import private_keys
from qooper_assets.edges.sftp.private_keys import BEGIN, END, PrivateKey

PASSPHRASE = "tr0ub4dor & 3"
KEYS = {
    "ed25519": asyncssh.generate_private_key("ssh-ed25519", comment="somebody@example"),
    "ecdsa": asyncssh.generate_private_key("ecdsa-sha2-nistp384"),
    "rsa": asyncssh.generate_private_key("ssh-rsa", key_size=2048),
}
ED25519 = KEYS["ed25519"]
PLAIN = ED25519.export_private_key("openssh").decode()
ENCRYPTED = ED25519.export_private_key("openssh", PASSPHRASE, rounds=50).decode()
SHORT_RSA = asyncssh.generate_private_key("ssh-rsa", key_size=1024)


def parse(text: str, passphrase: str | None = None) -> PrivateKey:
    return private_keys.parse(text, passphrase, where="env:ACME_KEY")


def refusal(code: str, text: str, passphrase: str | None = None) -> TenantFileError:
    """Return the error, after checking that neither it nor its chain contains the key or the passphrase."""
    with pytest.raises(TenantFileError) as caught:
        parse(text, passphrase)
    error = caught.value
    assert error.code == code, error
    assert error.where == "env:ACME_KEY" and error.remedy.endswith(".")
    assert error.__cause__ is None and error.__context__ is None
    frames = traceback.TracebackException.from_exception(error)
    shown = "".join(frames.format()) + repr(error)
    for secret in [passphrase, *re.findall(r"[A-Za-z0-9+/=]{16,}", text)]:
        assert not secret or secret in error.remedy or secret not in shown
    return error


def proves(key: PrivateKey, original: asyncssh.SSHKey) -> bool:
    """True if the original key verifies a signature of this key."""
    signature = key.key.sign_ssh_data(b"challenge", None)
    public = paramiko.PKey.from_type_string(original.algorithm.decode(), original.public_data)
    return public.verify_ssh_sig(b"challenge", paramiko.Message(signature.asbytes()))


# Accepted keys


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_key_in_openssh_format_is_read_with_its_fingerprint(name: str, passphrase: str | None) -> None:
    text = KEYS[name].export_private_key("openssh", passphrase, rounds=50).decode()
    key = parse(text, passphrase)
    assert key.fingerprint == KEYS[name].get_fingerprint()
    assert not key.is_passphrase_needless
    assert proves(key, KEYS[name])


@pytest.mark.parametrize("cipher", ["aes256-ctr", "aes256-cbc", "aes256-gcm@openssh.com"])
def test_a_key_may_be_encrypted_by_any_of_the_usual_ciphers(cipher: str) -> None:
    text = ED25519.export_private_key("openssh", PASSPHRASE, cipher_name=cipher, rounds=50).decode()
    assert proves(parse(text, PASSPHRASE), ED25519)
    refusal("key_passphrase_wrong", text, "another")


def test_an_unneeded_passphrase_is_accepted() -> None:
    key = parse(PLAIN, PASSPHRASE)
    assert key.is_passphrase_needless and proves(key, ED25519)


PASTES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "no last newline": str.rstrip,
    "blank lines around": lambda text: f"\n\n{text}\n\n",
    "backslash n for each newline": lambda text: text.replace("\n", "\\n"),
    "backslash n, escaped once more": lambda text: text.replace("\n", "\\\\n"),
    "backslash r backslash n": lambda text: text.replace("\n", "\\r\\n"),
    "backslash n and newlines": lambda text: text.replace("\n", "\\n\n"),
    "indented": lambda text: text.replace("\n", "\n    "),
    "tabs": lambda text: "\t" + text.replace("\n", "\n\t"),
    "spaces at line ends": lambda text: text.replace("\n", "  \n"),
    "spaces for newlines": lambda text: text.replace("\n", " "),
    "all in one line": lambda text: text.replace("\n", ""),
    "no-break spaces": lambda text: text.replace("\n", "\n\u00a0"),
    "double quotes": lambda text: f'"{text}"',
    "single quotes": lambda text: f"'{text.rstrip()}'",
    "quotes and backslash n": lambda text: '"' + text.replace("\n", "\\n") + '"',
    "byte order mark": lambda text: "\ufeff" + text,
    "a name before it": lambda text: f'ACME_KEY="{text}"',
    "its public half after it": lambda text: text + ED25519.export_public_key().decode(),
}


@pytest.mark.parametrize("paste", PASTES.values(), ids=PASTES)
def test_a_key_is_read_however_it_was_pasted(paste: Callable[[str], str]) -> None:
    assert proves(parse(paste(PLAIN)), ED25519)


def test_an_encrypted_key_is_read_however_it_was_pasted() -> None:
    assert proves(parse(PASTES["quotes and backslash n"](ENCRYPTED), PASSPHRASE), ED25519)


# Refused keys


def certificate() -> str:
    cert = asyncssh.generate_private_key("ssh-ed25519").generate_user_certificate(ED25519, "me")
    return cert.export_certificate().decode()


def exported(key: str, form: str, passphrase: str | None = None) -> str:
    return KEYS[key].export_private_key(form, passphrase).decode()


PUTTY = """PuTTY-User-Key-File-3: ssh-ed25519
Encryption: none
Comment: ed25519-key-20260302
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIHrYmxWjH7PBX1Fj1wNTXkFKJrfBGCqpJYQqDkDA
"""
FOREIGN = {
    "PKCS#1": (lambda: exported("rsa", "pkcs1-pem"), "PEM", "`ssh-keygen -p -f KEY`"),
    "PKCS#1, encrypted": (lambda: exported("rsa", "pkcs1-pem", PASSPHRASE), "PEM", "`ssh-keygen -p -f KEY`"),
    "PKCS#1 of ECDSA": (lambda: exported("ecdsa", "pkcs1-pem"), "PEM", "`ssh-keygen -p -f KEY`"),
    "PKCS#8": (lambda: exported("rsa", "pkcs8-pem"), "PEM", "`ssh-keygen -p -f KEY`"),
    "PKCS#8, encrypted": (lambda: exported("rsa", "pkcs8-pem", PASSPHRASE), "PEM", "`ssh-keygen -p -f KEY`"),
    "PEM in quotes": (lambda: f"'{exported('rsa', 'pkcs8-pem')}'", "PEM", "`ssh-keygen -p -f KEY`"),
    "DSA": (lambda: "-----BEGIN DSA PRIVATE KEY-----\nMIIB\n", "DSA", "`ssh-keygen -t ed25519 -f KEY`"),
    "PuTTY": (lambda: PUTTY, ".ppk", "`puttygen KEY.ppk -O private-openssh-new -o KEY`"),
    "public half": (lambda: ED25519.export_public_key().decode(), "public half", "without .pub"),
    "public half, RFC 4716": (lambda: ED25519.export_public_key("rfc4716").decode(), "public half", ".pub"),
    "public half, PEM": (lambda: ED25519.export_public_key("pkcs8-pem").decode(), "public half", ".pub"),
    "certificate": (certificate, "certificate", "the private key itself"),
    "X.509": (lambda: "-----BEGIN CERTIFICATE-----\nMIIB\n", "certificate", "the private key itself"),
    "base64 again": (lambda: base64.b64encode(PLAIN.encode()).decode(), "base64", "`base64 -d`"),
    "a path": (lambda: "/home/somebody/.ssh/id_ed25519", BEGIN, "content of the key's file"),
    "a password": (lambda: "correct horse battery", BEGIN, "content of the key's file"),
}


@pytest.mark.parametrize(("make", "named", "remedy"), FOREIGN.values(), ids=FOREIGN)
def test_text_that_is_not_an_openssh_private_key_is_identified_with_a_fix(
    make: Callable[[], str], named: str, remedy: str
) -> None:
    text = make()
    for pasted in (text, "\ufeff" + text, text.replace("\n", "\\n")):
        error = refusal("key_not_openssh", pasted, PASSPHRASE)
        assert named in error.message and "OpenSSH format" in error.message
        assert remedy in error.remedy


def test_an_encrypted_key_without_a_passphrase_is_named_by_its_fingerprint() -> None:
    error = refusal("key_passphrase_missing", ENCRYPTED)
    assert ED25519.get_fingerprint() in error.message
    assert "feed.auth" in error.remedy


@pytest.mark.parametrize("wrong", [PASSPHRASE.upper(), PASSPHRASE + " ", "ä", "\udce4"])
def test_a_wrong_passphrase_is_named_and_neither_it_nor_the_key_is_shown(wrong: str) -> None:
    error = refusal("key_passphrase_wrong", ENCRYPTED, wrong)
    assert ED25519.get_fingerprint() in error.message
    assert "`ssh-keygen -y -f KEY`" in error.remedy


def test_a_short_rsa_key_is_refused_before_its_passphrase_is_asked_for_F18() -> None:
    text = SHORT_RSA.export_private_key("openssh", PASSPHRASE, rounds=50).decode()
    error = refusal("key_type_not_supported", text)
    assert "1024 bits, the least is 2048" in error.message
    assert "`ssh-keygen -t ed25519 -f KEY`" in error.remedy


@pytest.mark.parametrize("kind", ["ssh-dss", "sk-ssh-ed25519@openssh.com", "ssh-ed448", "ssh-ed25519\x1b[2J"])
def test_a_type_that_is_not_accepted_is_named(kind: str) -> None:
    """The type is in the public part, so a file of any type is easily made."""
    inner = len(kind).to_bytes(4) + kind.encode() + b"\0\0\0\4blob"
    parts = [b"none", b"none", b"", None, inner, b"\0" * 64]
    packed = b"".join(b"\0\0\0\1" if p is None else len(p).to_bytes(4) + p for p in parts)
    body = base64.b64encode(private_keys.MAGIC + packed).decode()
    error = refusal("key_type_not_supported", f"{BEGIN}\n{body}\n{END}\n")
    assert f"its type is {kind if kind.isprintable() else 'unknown'}." in error.message


def test_an_unsupported_cipher_is_distinguished_from_a_wrong_passphrase() -> None:
    cipher = "chacha20-poly1305@openssh.com"
    text = ED25519.export_private_key("openssh", PASSPHRASE, cipher_name=cipher, rounds=50).decode()
    assert "`ssh-keygen -p -Z aes256-ctr -f KEY`" in refusal("key_unreadable", text, PASSPHRASE).remedy


@pytest.mark.parametrize("lines", [1, 2, 4, -1])
def test_a_truncated_key_is_unreadable(lines: int) -> None:
    for text, passphrase in ((PLAIN, None), (ENCRYPTED, PASSPHRASE)):
        cut = "\n".join(text.splitlines()[:lines])
        refusal("key_unreadable", cut, passphrase)
        if lines > 0:
            refusal("key_unreadable", f"{cut}\n{END}\n", passphrase)


@pytest.mark.parametrize("name", KEYS)
def test_a_key_with_one_changed_character_is_never_taken_for_a_good_one(name: str) -> None:
    """paramiko accepts some, and raises arbitrary errors for others."""
    text = KEYS[name].export_private_key("openssh").decode()
    middle = range(text.index("\n") + 1, text.rindex("=" if "=" in text else "\n-"))
    seeded = random.Random(f"{name} 17")
    for place in seeded.sample([i for i in middle if text[i].isalnum()], 60):
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        try:
            key = parse(changed)
        except TenantFileError as error:
            assert error.code in {"key_unreadable", "key_type_not_supported", "key_passphrase_missing"}, error
        else:  # the comment, the padding, or something that a good key does not need was hit
            assert proves(key, KEYS[name]), place


@pytest.mark.parametrize("changed", [BEGIN + "\n" + END, BEGIN + "\nnone\n" + END, BEGIN + "\nä\n" + END])
def test_an_invalid_body_is_unreadable(changed: str) -> None:
    refusal("key_unreadable", changed)


# Reading credentials by reference


def test_a_credential_is_made_of_the_references_of_the_tenant_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text(ENCRYPTED, encoding="utf-8-sig", newline="\r\n")
    monkeypatch.setenv("ACME_PASSPHRASE", PASSPHRASE)
    auth = KeyAuth(type="key", private_key="file:key", passphrase="env:ACME_PASSPHRASE")
    key = secrets.credential(auth, tmp_path)
    assert isinstance(key, PrivateKey) and key.fingerprint == ED25519.get_fingerprint()
    monkeypatch.setenv("ACME_PASSWORD", "correct horse")
    by_password = PasswordAuth(type="password", password="env:ACME_PASSWORD")
    assert secrets.credential(by_password, tmp_path) == Password("correct horse")
    assert secrets.key_of(Password("correct horse")) is None and secrets.password_of(key) is None


def test_a_credential_of_two_parts_is_made_of_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, secret in (("KEY", ENCRYPTED), ("PASSPHRASE", PASSPHRASE), ("PASSWORD", "correct horse")):
        monkeypatch.setenv(f"ACME_{name}", secret)
    auth = KeyAndPasswordAuth(
        type="key_and_password",
        private_key="env:ACME_KEY",
        passphrase="env:ACME_PASSPHRASE",
        password="env:ACME_PASSWORD",
    )
    both = secrets.credential(auth, tmp_path)
    key = secrets.key_of(both)
    assert key is not None and key.fingerprint == ED25519.get_fingerprint()
    assert secrets.password_of(both) == "correct horse"
    assert "correct horse" not in repr(both)
    monkeypatch.delenv("ACME_PASSWORD")
    with pytest.raises(TenantFileError) as caught:
        secrets.credential(auth, tmp_path)
    assert (caught.value.code, caught.value.where) == ("secret_missing", "env:ACME_PASSWORD")


@pytest.mark.parametrize("missing", ["private_key", "passphrase"])
def test_a_missing_part_of_a_credential_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setenv("ACME_KEY", ENCRYPTED)
    monkeypatch.setenv("ACME_PASSPHRASE", PASSPHRASE)
    references = {"private_key": "env:ACME_KEY", "passphrase": "env:ACME_PASSPHRASE"}
    with pytest.raises(TenantFileError) as caught:
        secrets.credential(KeyAuth(type="key", **{**references, missing: "env:NOT_SET"}), tmp_path)
    assert (caught.value.code, caught.value.where) == ("secret_missing", "env:NOT_SET")


def test_neither_a_password_nor_a_key_is_shown_by_its_repr() -> None:
    assert repr(Password("correct horse")) == "Password()"
    key = parse(ENCRYPTED, PASSPHRASE)
    assert repr(key).startswith("PrivateKey(fingerprint='SHA256:") and "PKey" not in repr(key)
