"""An OpenPGP message is decrypted with our key, used only if complete and verified, and reveals no secret."""

import os
from pathlib import Path

import pysequoia
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pysequoia.packet import Tag

from qooper_assets.core.errors import DeliveryError, Result, TenantFileError
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.openpgp import OpenPgp
from qooper_assets.edges import secrets
from qooper_assets.readers.wrappers import packets as outer
from qooper_assets.readers.wrappers import reader as wrappers_reader
from qooper_assets_tests.readers.wrappers.openpgp_messages import (
    OCB,
    PASSPHRASE,
    a_key,
    armored,
    encrypted,
    locked,
    old,
    packet,
    packets,
    public,
    subkey,
)
from qooper_assets_tests.readers.wrappers.wrapping import CSV, gzipped, keys, opened, refused, zipped

OURS = keys(armored(a_key()))
REFERENCES = OpenPgp(private_key="env:KEY", passphrase="env:PASSPHRASE", signed_by="file:customer.asc")


def key_id(key: pysequoia.Tsk) -> str:
    return (subkey(key)[0].key_id or "").upper()


def test_a_message_is_opened_binary_or_armored_new_or_old(tmp_path: Path) -> None:
    for message in (
        encrypted(CSV),
        encrypted(CSV, armor=True),
        b"\xef\xbb\xbf\r\n" + encrypted(CSV, armor=True).replace(b"\n", b"\r\n"),
        old(CSV, a_key()),
        packet(10, b"PGP") + old(CSV, a_key()),
        encrypted(CSV, a_key("somebody else"), a_key()),
    ):
        assert opened(message, tmp_path, "openpgp", keys=OURS) == CSV


def test_the_content_of_a_message_is_unwrapped_in_the_declared_order(tmp_path: Path) -> None:
    assert opened(encrypted(gzipped()), tmp_path, "openpgp", "gzip", keys=OURS) == CSV
    assert (
        opened(encrypted(zipped({"x.csv": gzipped()})), tmp_path, "openpgp", "zip", "gzip", keys=OURS) == CSV
    )
    assert opened(gzipped(encrypted(CSV)), tmp_path, "gzip", "openpgp", keys=OURS) == CSV
    assert refused(encrypted(gzipped()), tmp_path, "gzip", "openpgp", keys=OURS).code == "wrapper_differs"


def test_a_message_with_a_hidden_recipient_is_tried(tmp_path: Path) -> None:
    assert opened(old(CSV, a_key(), recipient=bytes(8)), tmp_path, "openpgp", keys=OURS) == CSV
    error = refused(old(CSV, a_key("somebody"), recipient=bytes(8)), tmp_path, "openpgp", keys=OURS)
    assert error.code == "wrapper_damaged"


# Required properties


def test_a_message_for_others_names_their_keys_and_ours(tmp_path: Path) -> None:
    message = encrypted(CSV, a_key("one"), a_key("two"))
    error = refused(message, tmp_path, "openpgp", keys=OURS)
    assert error.code == "openpgp_for_others"
    for named in (a_key("one"), a_key("two"), a_key()):
        assert key_id(named) in error.message
    claimed = old(CSV, a_key("one"), recipient=bytes.fromhex(key_id(a_key())))
    assert refused(claimed, tmp_path, "openpgp", keys=OURS).code == "wrapper_damaged"


def test_a_message_encrypted_by_password_alone_is_identified(tmp_path: Path) -> None:
    message = pysequoia.encrypt(CSV, passwords=["a password"], armor=False)
    error = refused(message, tmp_path, "openpgp", keys=OURS)
    assert (error.code, "with a password" in error.message) == ("openpgp_for_others", True)


def test_a_message_without_integrity_protection_is_refused(tmp_path: Path) -> None:
    """EFAIL: without integrity protection, a message can be changed by someone who can't read it."""
    error = refused(old(CSV, a_key(), is_protected=False), tmp_path, "openpgp", keys=OURS)
    assert error.code == "openpgp_unprotected"
    assert not (tmp_path / "unwrapped" / "1").exists()


def test_a_message_with_its_protection_removed_is_refused(tmp_path: Path) -> None:
    """The data of a protected message is put in a packet type without protection."""
    message = old(CSV, a_key())
    at = message.index(b"\xd2\xff")
    stripped = message[:at] + packet(9, message[at + 7 : -22])
    assert refused(stripped, tmp_path, "openpgp", keys=OURS).code == "openpgp_unprotected"


def test_a_message_in_gnupgs_own_mode_is_named(tmp_path: Path) -> None:
    message = old(CSV, a_key())
    at = message.index(b"\xd2\xff")
    error = refused(
        message[:at] + packet(OCB, b"\1\x09\x02\x10" + bytes(400)), tmp_path, "openpgp", keys=OURS
    )
    assert (error.code, "OCB" in error.message) == ("wrapper_unsupported", True)


def test_a_message_that_is_only_signed_is_not_taken_for_an_encrypted_one(tmp_path: Path) -> None:
    message = pysequoia.sign(a_key().signer(), CSV, armor=False)
    error = refused(message, tmp_path, "openpgp", keys=OURS)
    assert (error.code, "not encrypted" in error.message) == ("wrapper_differs", True)


# Damage


@pytest.mark.parametrize("make", [encrypted, lambda content: old(content, a_key())], ids=["new", "old"])
@pytest.mark.parametrize("kept", [1, 20, 100, 0.5, -40, -20, -1])
def test_f03_a_message_that_is_cut_short_is_blocked(make: object, kept: float, tmp_path: Path) -> None:
    content = make(CSV)  # type: ignore[operator]
    size = int(len(content) * kept) if isinstance(kept, float) else kept
    error = refused(content[:size], tmp_path, "openpgp", keys=OURS)
    assert error.code in ({"wrapper_differs"} if kept in {1} else {"wrapper_damaged"})
    assert not (tmp_path / "unwrapped" / "1").exists()


@pytest.mark.parametrize("make", [encrypted, lambda content: old(content, a_key())], ids=["new", "old"])
@pytest.mark.parametrize("garbage", [b"x", bytes(9), b"\xcb\x08b\0\0\0\0\0id", encrypted(b"id\r\n1\r\n")])
def test_f03_data_after_a_message_is_refused(make: object, garbage: bytes, tmp_path: Path) -> None:
    content = make(CSV) + garbage  # type: ignore[operator]
    assert refused(content, tmp_path, "openpgp", keys=OURS).code == "wrapper_damaged"


MESSAGES = {"new": encrypted(CSV), "old": old(CSV, a_key()), "armored": encrypted(CSV, armor=True)}


@pytest.mark.parametrize("name", MESSAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_f03_a_damaged_message_gives_the_same_bytes_or_is_blocked(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(MESSAGES[name])
    if data.draw(st.booleans(), "cut"):
        del content[data.draw(st.integers(1, len(content) - 1)) :]
    else:
        for _ in range(data.draw(st.integers(1, 3))):
            content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    folder = tmp_path_factory.mktemp("damaged")
    try:
        found = opened(bytes(content), folder, "openpgp", keys=OURS)
    except DeliveryError as error:
        assert error.result is Result.BLOCKED
        assert not (folder / "unwrapped" / "1").exists(), "no partial message is left"
    else:
        assert found == CSV


@settings(max_examples=500, deadline=None)
@given(
    head=st.binary(max_size=60),
    first=st.sampled_from([b"", b"\xc1", b"\x85", b"\xd2", b"\xc3", b"\xa3", b"-----"]),
)
def test_no_first_bytes_break_the_detection_of_messages(first: bytes, head: bytes) -> None:
    found = outer.message(first + head)
    assert found is None or all(len(one) <= 16 for one in found.recipients)
    outer.armored(first + head)


def test_f20_a_bomb_in_a_message_is_blocked_and_not_written(tmp_path: Path) -> None:
    """In the subprocess, whose files can't grow beyond the limit."""
    (tmp_path / "raw").write_bytes(encrypted(CSV))
    given = secrets.OpenPgpSecrets(REFERENCES, armored(a_key()), None, None)
    with pytest.raises(DeliveryError) as caught:
        wrappers_reader.unwrap(
            tmp_path / "raw", ["openpgp"], given, Limits(inflated_bytes_max=len(CSV) - 1),
            scratch=tmp_path, where="/x.pgp",
        )  # fmt: skip
    assert caught.value.code == "too_large"
    assert not (tmp_path / "unwrapped").exists()
    found = wrappers_reader.unwrap(
        tmp_path / "raw", ["openpgp"], given, Limits(inflated_bytes_max=len(CSV)), scratch=tmp_path, where=""
    )
    assert found.path.read_bytes() == CSV


# Signatures


def test_signatures_are_not_checked_unless_a_signer_is_configured(tmp_path: Path) -> None:
    message = encrypted(CSV, signer=a_key("customer"))
    assert opened(message, tmp_path, "openpgp", keys=OURS) == CSV
    wanted = keys(armored(a_key()), None, public(a_key("customer")))
    assert opened(message, tmp_path, "openpgp", keys=wanted) == CSV


@pytest.mark.parametrize("signer", [None, "somebody else"])
def test_a_message_that_the_signer_did_not_sign_is_refused(signer: str | None, tmp_path: Path) -> None:
    message = encrypted(CSV, signer=a_key(signer) if signer else None)
    wanted = keys(armored(a_key()), None, public(a_key("customer")))
    assert refused(message, tmp_path, "openpgp", keys=wanted).code == "openpgp_signature"
    assert not (tmp_path / "unwrapped" / "1").exists()


# Keys


def test_a_passphrase_opens_the_key(tmp_path: Path) -> None:
    for message in (encrypted(CSV), old(CSV, a_key())):
        assert opened(message, tmp_path, "openpgp", keys=keys(locked(a_key()), PASSPHRASE)) == CSV
    assert opened(encrypted(CSV), tmp_path, "openpgp", keys=keys(armored(a_key()), "needless")) == CSV


@pytest.mark.parametrize("pasted", [r"\n", r"\r\n", "\r\n"])
def test_a_key_may_be_pasted_with_its_line_ends_escaped(pasted: str, tmp_path: Path) -> None:
    text = armored(a_key()).replace("\n", pasted)
    assert opened(encrypted(CSV), tmp_path, "openpgp", keys=keys(text)) == CSV


BAD_KEYS = {
    "no passphrase": (keys(locked(a_key())), "key_passphrase_missing", "private_key"),
    "wrong passphrase": (keys(locked(a_key()), "eight small dogs"), "key_passphrase_wrong", "passphrase"),
    "public half": (keys(public(a_key())), "key_unreadable", "private_key"),
    "not a key": (keys("Zebulon's secret"), "key_unreadable", "private_key"),
    "cut off": (keys(armored(a_key())[:1500]), "key_unreadable", "private_key"),
    "garbage inside": (
        keys("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nZebulon\n"),
        "key_unreadable",
        "private_key",
    ),
    "no signer": (keys(armored(a_key()), None, "Zebulon"), "key_unreadable", "signed_by"),
}


@pytest.mark.parametrize("name", BAD_KEYS)
def test_an_unusable_key_is_ours_to_fix_and_is_not_shown(name: str, tmp_path: Path) -> None:
    bad, code, field = BAD_KEYS[name]
    error = refused(encrypted(CSV), tmp_path, "openpgp", keys=bad)
    assert isinstance(error, TenantFileError)
    assert (error.code, error.where) == (code, field)
    assert "ebulon" not in str(error) and "eight" not in str(error)


def test_a_key_with_only_a_signing_subkey_is_reported(tmp_path: Path) -> None:
    """A subkey that is expired, revoked, or bound by SHA-1 alone is treated the same."""
    (signs,) = {part.key_id for part in packets(a_key()) if part.tag == Tag.SecretSubkey} - {
        subkey(a_key())[0].key_id
    }
    claimed = old(CSV, a_key(), recipient=bytes.fromhex(signs or ""))
    error = refused(claimed, tmp_path, "openpgp", keys=OURS)
    assert (error.code, "only signs" in error.message) == ("key_type_not_supported", True)


def test_a_fault_of_a_key_is_reported_by_its_reference(tmp_path: Path) -> None:
    """In the subprocess: the key and the passphrase go in, and neither comes out."""
    (tmp_path / "raw").write_bytes(encrypted(CSV))
    given = secrets.OpenPgpSecrets(REFERENCES, locked(a_key()), "eight small dogs", None)
    with pytest.raises(TenantFileError) as caught:
        wrappers_reader.unwrap(
            tmp_path / "raw", ["openpgp"], given, Limits(), scratch=tmp_path, where="/x.pgp"
        )
    assert (caught.value.code, caught.value.where) == ("key_passphrase_wrong", "env:PASSPHRASE")
    assert (
        "eight" not in str(vars(caught.value)) and "eight" not in repr(given) and "BEGIN" not in repr(given)
    )


def test_the_secrets_are_read_from_their_references(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "customer.asc").write_text(public(a_key("customer")))
    monkeypatch.setenv("KEY", armored(a_key()))
    monkeypatch.setenv("PASSPHRASE", PASSPHRASE)
    found = secrets.openpgp(REFERENCES, tmp_path)
    assert found.private_key + "\n" == armored(a_key())
    assert (found.passphrase, (found.signed_by or "")[:14]) == (PASSPHRASE, "-----BEGIN PGP")
    monkeypatch.delenv("PASSPHRASE")
    with pytest.raises(TenantFileError, match=r"secret_missing. env:PASSPHRASE"):
        secrets.openpgp(REFERENCES, tmp_path)


def test_no_secret_is_in_the_command_line_or_the_environment_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}
    real = wrappers_reader.sandbox_parent.subprocess.run

    def watch(command: list[str], **given: object) -> object:
        seen.update(given, command=command)
        return real(command, **given)  # type: ignore[call-overload]

    monkeypatch.setattr(wrappers_reader.sandbox_parent.subprocess, "run", watch)
    (tmp_path / "raw").write_bytes(encrypted(CSV))
    given = secrets.OpenPgpSecrets(REFERENCES, locked(a_key()), PASSPHRASE, None)
    wrappers_reader.unwrap(tmp_path / "raw", ["openpgp"], given, Limits(), scratch=tmp_path, where="/x.pgp")
    outside = str({key: value for key, value in seen.items() if key != "input"})
    assert PASSPHRASE not in outside and "BEGIN PGP" not in outside
    assert PASSPHRASE in str(seen["input"]), "the test sees the arguments"
    assert set(os.listdir(tmp_path)) == {"raw", "unwrapped"}
