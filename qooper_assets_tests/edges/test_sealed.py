"""O05: a sealed file opens completely, under its own name and with its own key, or not at all."""

import base64
import io
import os
import struct
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.core.errors import StateError, TenantFileError
from qooper_assets.edges import sealed, secrets
from qooper_assets.edges.sealed import CHUNK_BYTES, HEADER_BYTES, TAG_BYTES, SealingKey

NAME = "acme/2026-03-02/run-1/roster/roster.parquet"


def a_key(filled_with: int = 7) -> SealingKey:
    return SealingKey.parse(base64.b64encode(bytes([filled_with]) * 32).decode(), where="env:KEY")


def sealed_by(key: SealingKey, content: bytes, name: str = NAME) -> bytes:
    out = io.BytesIO()
    sealed.seal(io.BytesIO(content), out, key, name)
    return out.getvalue()


def opened(content: bytes, *keys: SealingKey, name: str = NAME) -> bytes:
    out = io.BytesIO()
    sealed.unseal(io.BytesIO(content), out, keys or (a_key(),), name)
    return out.getvalue()


def refused(content: bytes, *keys: SealingKey, name: str = NAME) -> StateError:
    with pytest.raises(StateError) as caught:
        opened(content, *keys, name=name)
    assert caught.value.where == name
    return caught.value


SIZES = [0, 1, 15, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 5]


@pytest.mark.parametrize("size", SIZES)
def test_sealed_content_can_be_opened_again(size: int) -> None:
    content = os.urandom(size)
    found = sealed_by(a_key(), content)
    assert opened(found) == content
    chunks = max(1, -(-size // CHUNK_BYTES))
    assert len(found) == HEADER_BYTES + size + chunks * TAG_BYTES
    assert size < 16 or content[:16] not in found


def test_the_format_is_the_documented_one() -> None:
    """Opened by independent code, so that files stored today can be opened in ten years."""
    content = os.urandom(CHUNK_BYTES + 10)
    found = sealed_by(a_key(), content)
    assert found[:8] == b"QSEALED\x01" and found[8:16] == a_key().id
    info = b"qooper-assets sealed file 1: content"
    key = HKDF(SHA256(), 32, found[16:48], info).derive(bytes([7]) * 32)
    bound_to = found[:48] + NAME.encode()
    first, second = found[48 : 48 + CHUNK_BYTES + 16], found[48 + CHUNK_BYTES + 16 :]
    plain = AESGCM(key).decrypt(bytes(12), first, bound_to)
    plain += AESGCM(key).decrypt(struct.pack(">QHBB", 0, 0, 1, 1), second, bound_to)
    assert plain == content


def test_two_files_of_the_same_content_have_nothing_in_common() -> None:
    one, other = (sealed_by(a_key(), b"Zebulon" * 100)[48:] for _ in range(2))
    assert one[:32] != other[:32]


@settings(max_examples=300, deadline=None)
@given(data=st.data(), size=st.sampled_from([0, 1, 100, 5000]))
def test_a_file_that_is_changed_or_cut_is_refused(data: st.DataObject, size: int) -> None:
    found = bytearray(sealed_by(a_key(), bytes(size)))
    if data.draw(st.booleans(), "cut"):
        del found[data.draw(st.integers(0, len(found) - 1)) :]
    else:
        found[data.draw(st.integers(0, len(found) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert refused(bytes(found)).code in {"artifact_damaged", "artifact_key_missing"}


def parts() -> tuple[bytes, list[bytes]]:
    """Return a file of three whole chunks."""
    found, size = sealed_by(a_key(), os.urandom(3 * CHUNK_BYTES)), CHUNK_BYTES + TAG_BYTES
    return found[:HEADER_BYTES], [found[at : at + size] for at in range(HEADER_BYTES, len(found), size)]


@pytest.mark.parametrize(
    "order", [[0], [0, 1], [], [1, 2], [0, 2], [1, 0, 2], [0, 2, 1], [0, 1, 1, 2], [0, 1, 2, 2], [2]], ids=str
)
def test_chunks_that_are_left_out_moved_or_added_are_refused(order: list[int]) -> None:
    head, chunks = parts()
    assert len(opened(head + b"".join(chunks))) == 3 * CHUNK_BYTES
    assert refused(head + b"".join(chunks[n] for n in order)).code == "artifact_damaged"


def test_trailing_data_and_a_chunk_of_another_file_are_refused() -> None:
    head, chunks = parts()
    for extra in (b"x", bytes(TAG_BYTES), sealed_by(a_key(), b"")):
        assert refused(head + b"".join(chunks) + extra).code == "artifact_damaged"
    _, others = parts()
    assert refused(head + b"".join([chunks[0], others[1], chunks[2]])).code == "artifact_damaged"


@pytest.mark.parametrize(
    "name",
    [
        NAME.replace("acme", "globex"),
        NAME.replace("run-1", "run-2"),
        NAME.replace("roster.parquet", "rejects.parquet"),
        NAME[:-1],
        f"{NAME}x",
    ],
)
def test_o07_a_file_in_the_place_of_another_is_refused(name: str) -> None:
    assert refused(sealed_by(a_key(), b"people"), name=name).code == "artifact_damaged"


def test_o08_any_key_opens_and_a_missing_key_is_named() -> None:
    old, new = a_key(1), a_key(2)
    found = sealed_by(old, b"people")
    assert opened(found, new, old) == b"people"
    error = refused(found, new)
    assert error.code == "artifact_key_missing"
    assert old.id.hex() in error.message


def test_a_file_of_a_later_version_is_recognized_as_sealed_and_not_opened() -> None:
    found = sealed_by(a_key(), b"people").replace(b"QSEALED\x01", b"QSEALED\x02")
    assert sealed.is_sealed(found)
    assert "later version" in refused(found).message


@pytest.mark.parametrize("head", [b"", b"PAR1", b"PK\x03\x04", b"{", b"QSEALE", b"Employee ID,E-mail"])
def test_other_files_are_not_taken_for_sealed_ones(head: bytes) -> None:
    assert not sealed.is_sealed(head)


@pytest.mark.parametrize("text", ["Zebulon", "", base64.b64encode(bytes(31)).decode(), "=" * 44, "é" * 44])
def test_an_invalid_key_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(
        TenantFileError, match=r"settings_invalid. file:artifacts\.key: .*32 random bytes"
    ) as caught:
        SealingKey.parse(text, where="file:artifacts.key")
    assert not text or text not in str(vars(caught.value))


def test_a_key_is_read_from_its_reference_and_has_no_secret_in_its_repr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = base64.b64encode(bytes(range(32))).decode()
    (tmp_path / "artifacts.key").write_text(f"{text}\n")
    monkeypatch.setenv("OLD_KEY", f"{text[:20]}\n{text[20:]}")
    first, second = secrets.sealing_keys(["file:artifacts.key", "env:OLD_KEY"], tmp_path)
    assert first == second and first.secret == bytes(range(32))
    assert "\\x01\\x02" not in repr(first) and "secret" not in repr(first)
