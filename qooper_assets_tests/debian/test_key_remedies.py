"""The command suggested for each unusable private key really fixes it (F17)."""

import base64
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import asyncssh
import pytest

from qooper_assets.core.errors import TenantFileError
from qooper_assets.edges.sftp import private_keys
from qooper_assets_tests.debian.openssh import keygen

PASSPHRASE = "tr0ub4dor & 3"


def refused(code: str, text: str, passphrase: str | None = None) -> str:
    """Return the remedy."""
    with pytest.raises(TenantFileError) as caught:
        private_keys.parse(text, passphrase, where="file:key")
    assert caught.value.code == code, caught.value
    assert text.splitlines()[-2:][0] not in str(caught.value)
    return caught.value.remedy


def command(remedy: str, key: Path, **words: str) -> list[str]:
    """Return the first command of a remedy, with the name of the file and a person's input filled in."""
    found = re.search(r"`([^`]+)`", remedy)
    assert found, remedy
    typed = [word.replace("KEY", str(key)) for word in found[1].split()]
    return typed + [each for pair in words.items() for each in (f"-{pair[0]}", pair[1])]


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, capture_output=True, text=True, input="", check=False)


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "encrypted"])
@pytest.mark.parametrize("form", ["private", "private-2"], ids=["PuTTY 3", "PuTTY 2"])
def test_f17_a_putty_key_is_converted_by_the_command_that_is_named(
    tmp_path: Path, passphrase: str, form: str
) -> None:
    key, secret = tmp_path / "key", tmp_path / "passphrase"
    secret.write_text(passphrase)
    keygen("-q", "-t", "ed25519", "-N", passphrase, "-f", key)
    version = ["--ppk-param", "version=2"] if form == "private-2" else []
    made = ["puttygen", key, "-O", "private", "-o", f"{key}.ppk", *version, "--old-passphrase", secret]
    subprocess.run([*map(str, made), "--new-passphrase", str(secret)], check=True, capture_output=True)
    key.unlink()
    remedy = refused("key_not_openssh", Path(f"{key}.ppk").read_text(), passphrase or None)
    typed = [*command(remedy, key), "--old-passphrase", str(secret), "--new-passphrase", str(secret)]
    done = run(typed)
    assert done.returncode == 0, done.stderr
    found = private_keys.parse(key.read_text(), passphrase or None, where="file:key")
    assert found.fingerprint in keygen("-lf", f"{key}.pub")


@pytest.mark.parametrize(
    ("kind", "form"),
    [("rsa", "PEM"), ("ecdsa", "PEM"), ("rsa", "PKCS8"), ("ecdsa", "PKCS8")],
    ids=lambda word: word,
)
@pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "encrypted"])
def test_f17_a_pem_key_is_converted_by_the_command_that_is_named(
    tmp_path: Path, kind: str, form: str, passphrase: str
) -> None:
    key = tmp_path / "key"
    keygen("-q", "-t", kind, "-m", form, "-N", passphrase, "-f", key)
    remedy = refused("key_not_openssh", key.read_text(), passphrase or None)
    done = run(command(remedy, key, P=passphrase, N=passphrase))
    assert done.returncode == 0, done.stderr
    assert private_keys.parse(key.read_text(), passphrase or None, where="file:key").fingerprint


@pytest.mark.parametrize(
    ("kind", "form", "code"),
    [
        ("ssh-dss", "openssh", "key_type_not_supported"),
        ("ssh-dss", "pkcs1-pem", "key_not_openssh"),
        ("ssh-rsa", "openssh", "key_type_not_supported"),
    ],
    ids=["DSA", "DSA in PEM", "short RSA"],
)
def test_f17_a_key_that_nobody_should_take_is_replaced_by_the_command_that_is_named(
    tmp_path: Path, kind: str, form: str, code: str
) -> None:
    key, options = tmp_path / "key", {"key_size": 1024} if kind == "ssh-rsa" else {}
    text = asyncssh.generate_private_key(kind, **options).export_private_key(form).decode()
    remedy = refused(code, text)
    done = run(command(remedy, key, N="", C="new"))
    assert done.returncode == 0, done.stderr
    assert private_keys.parse(key.read_text(), None, where="file:key").fingerprint
    assert "KEY.pub" in remedy and Path(f"{key}.pub").exists()


def test_f17_files_that_belong_to_a_key_are_distinguished_from_the_key(tmp_path: Path) -> None:
    key, authority = tmp_path / "key", tmp_path / "authority"
    for file in (key, authority):
        keygen("-q", "-t", "ed25519", "-N", "", "-f", file)
    keygen("-q", "-s", authority, "-I", "me", "-n", "qooper", f"{key}.pub")
    public = Path(f"{key}.pub").read_text()
    for text in (public, keygen("-e", "-f", f"{key}.pub"), keygen("-e", "-m", "PKCS8", "-f", _rsa(tmp_path))):
        assert "without .pub" in refused("key_not_openssh", text)
    assert "the private key itself" in refused("key_not_openssh", Path(f"{key}-cert.pub").read_text())
    again = base64.b64encode(key.read_bytes()).decode()
    remedy = refused("key_not_openssh", again)
    decoded = subprocess.run(command(remedy, key), input=again, capture_output=True, text=True, check=True)
    assert private_keys.parse(decoded.stdout, None, where="file:key").fingerprint in keygen("-lf", key)


def _rsa(folder: Path) -> Path:
    keygen("-q", "-t", "rsa", "-N", "", "-f", folder / "rsa")
    return folder / "rsa.pub"


SPOILED: dict[str, Callable[[list[str]], list[str]]] = {
    "cut off": lambda lines: lines[:3],
    "a line lost": lambda lines: lines[:2] + lines[3:],
    "its end lost": lambda lines: lines[:-1],
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_f17_the_command_that_checks_whether_a_file_is_good_works(
    tmp_path: Path, spoil: Callable[[list[str]], list[str]]
) -> None:
    key = tmp_path / "key"
    keygen("-q", "-t", "ed25519", "-N", "", "-f", key)
    good = key.read_text()
    assert run(["ssh-keygen", "-y", "-f", str(key)]).returncode == 0
    key.write_text("\n".join(spoil(good.splitlines())) + "\n")
    remedy = refused("key_unreadable", key.read_text())
    assert run(command(remedy, key)).returncode != 0


def test_f17_a_wrong_passphrase_is_refused_by_the_command_that_tries_it_too(tmp_path: Path) -> None:
    key = tmp_path / "key"
    keygen("-q", "-t", "ed25519", "-N", PASSPHRASE, "-f", key)
    remedy = refused("key_passphrase_wrong", key.read_text(), "another")
    assert run(command(remedy, key, P="another")).returncode != 0
    assert run(command(remedy, key, P=PASSPHRASE)).returncode == 0
