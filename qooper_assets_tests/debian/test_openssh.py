"""Landing from OpenSSH's server, which most customers run."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qooper_assets.cli import connection_test
from qooper_assets.core.errors import DeliveryError, TenantFileError
from qooper_assets.core.feed import Fetched, Found, NotDelivered
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import private_keys
from qooper_assets.edges.sftp import session as sftp
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.debian.openssh import CONTENT, USER, OpenSsh, a_key, an_account, keygen, sshd
from qooper_assets_tests.worlds import World, a_tenant


@pytest.fixture(scope="module")
def account() -> Iterator[str]:
    """An account on this machine for as long as the tests run; gives its password."""
    with an_account() as password:
        yield password


@pytest.fixture(scope="module")
def openssh(account: str) -> Iterator[OpenSsh]:
    with sshd(account) as server:
        yield server


def test_a_file_on_an_openssh_server_lands_byte_for_byte(openssh: OpenSsh, tmp_path: Path) -> None:
    fetched = sftp.fetch(
        openssh.feed, openssh.feed.path, Password(openssh.password), tmp_path / "raw", clock=FakeClock()
    )
    assert isinstance(fetched, Fetched)
    assert (tmp_path / "raw").read_bytes() == CONTENT
    assert fetched.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert fetched.remote_file.size_bytes == len(CONTENT)
    assert fetched.host_key == openssh.feed.host_keys[0]


def test_a_missing_file_is_distinguished_from_an_existing_one(openssh: OpenSsh) -> None:
    path = openssh.feed.path.replace("employees", "nobody")
    found = sftp.stat(openssh.feed, path, Password(openssh.password), clock=FakeClock())
    assert found == NotDelivered(note=f"there is no file {path}.")


def in_folder(openssh: OpenSsh, folder: str, pattern: str) -> tuple[Path, Feed]:
    """Make a folder next to the file, and a feed that picks from it."""
    made = Path(openssh.feed.path).with_name(folder)
    made.mkdir(mode=0o755)
    return made, openssh.feed.model_copy(update={"path": str(made / pattern), "pick": "newest"})


def test_the_newest_of_50_000_files_is_found_among_names_that_are_not_utf8_F13(
    openssh: OpenSsh, tmp_path: Path
) -> None:
    folder, feed = in_folder(openssh, "crowd", "hr_{date:%Y%m%d}*.csv")
    for n in range(49_990):
        os.mknod(folder / f"photo{n}.jpg")
    for name in (
        b"hr_20260302.CSV",
        b"hr_20260301.csv",
        b"hr_20260303.csv.part",
        b"hr_2026\xff.csv",
        b"\xe9",
    ):
        (folder / os.fsdecode(name)).write_bytes(name)
    fetched = sftp.fetch(feed, feed.path, Password(openssh.password), tmp_path / "raw", clock=FakeClock())
    assert isinstance(fetched, Fetched)
    assert (tmp_path / "raw").read_bytes() == b"hr_20260302.CSV"
    assert [(one.reason, one.names) for one in fetched.choice.passed_over] == [
        ("superseded", ("hr_20260301.csv",))
    ]


def test_faults_of_a_folder_have_distinct_errors_F15(openssh: OpenSsh) -> None:
    folder, feed = in_folder(openssh, "odd", "gone*.csv")
    (folder / "gone.csv").symlink_to("nothing.csv")
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
    (folder / "private").mkdir(mode=0o700)
    (folder / "plain.csv").touch()

    def look(pattern: str) -> object:
        try:
            changed = feed.model_copy(update={"path": str(folder / pattern)})
            found = sftp.stat(changed, changed.path, Password(openssh.password), clock=FakeClock())
        except DeliveryError as error:
            return error.code
        return found.note if isinstance(found, NotDelivered) else found

    assert look("gone*.csv") == f"{folder}/gone.csv is a link to a file that does not exist."
    assert "1 not a file (folder.csv)" in str(look("folder*.csv"))
    assert "1 not a file (pipe.csv)" in str(look("pipe*.csv"))
    assert look("private/*.csv") == "permission_denied"
    assert look("plain.csv/*.csv") == look("nowhere/*.csv") == "folder_missing"


def test_f16_openssh_refuses_a_wrong_password_once(openssh: OpenSsh, tmp_path: Path) -> None:
    before = openssh.log.read_text().count("Failed password")
    with pytest.raises(DeliveryError) as refused:
        sftp.fetch(openssh.feed, openssh.feed.path, Password("wrong"), tmp_path / "raw", clock=FakeClock())
    assert refused.value.code == "auth"
    assert openssh.log.read_text().count("Failed password") == before + 1


def test_f19_a_changed_host_key_of_openssh_is_sent_no_credential(openssh: OpenSsh, tmp_path: Path) -> None:
    feed = openssh.feed.model_copy(update={"host_keys": ("SHA256:" + "A" * 43,)})
    tried = openssh.log.read_text().count("password")
    with pytest.raises(DeliveryError) as refused:
        sftp.fetch(feed, feed.path, Password(openssh.password), tmp_path / "raw", clock=FakeClock())
    assert refused.value.code == "host_key_changed"
    assert openssh.log.read_text().count("password") == tried


# Login by key


@pytest.mark.parametrize("passphrase", ["", "tr0ub4dor & 3"], ids=["plain", "encrypted"])
@pytest.mark.parametrize("kind", [("ed25519",), ("ecdsa",), ("rsa", "-b", "2048")], ids=lambda kind: kind[0])
def test_f18_a_key_of_ssh_keygen_logs_in_to_openssh(
    openssh: OpenSsh, tmp_path: Path, kind: tuple[str, ...], passphrase: str
) -> None:
    key, public = a_key(tmp_path, *kind, passphrase=passphrase)
    openssh.authorized_keys.write_text(public)
    fetched = sftp.fetch(openssh.feed, openssh.feed.path, key, tmp_path / "raw", clock=FakeClock())
    assert isinstance(fetched, Fetched) and fetched.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert f"Accepted publickey for {USER}" in openssh.log.read_text()
    assert key.fingerprint in openssh.log.read_text()


def test_f16_openssh_refuses_a_key_it_does_not_know_by_its_fingerprint(
    openssh: OpenSsh, tmp_path: Path
) -> None:
    _, others = a_key(tmp_path, "ecdsa")
    openssh.authorized_keys.write_text(others)
    key, _ = a_key(tmp_path, "ed25519")
    with pytest.raises(DeliveryError) as refused:
        sftp.fetch(openssh.feed, openssh.feed.path, key, tmp_path / "raw", clock=FakeClock())
    assert refused.value.code == "auth"
    assert key.fingerprint in refused.value.message


@pytest.mark.parametrize("algorithm", ["rsa-sha2-256", "rsa-sha2-512"])
def test_f18_openssh_may_take_either_rsa_algorithm_alone(
    account: str, tmp_path: Path, algorithm: str
) -> None:
    key, public = a_key(tmp_path, "rsa")
    with sshd(account, f"PubkeyAcceptedAlgorithms {algorithm}") as server:
        server.authorized_keys.write_text(public)
        seen = sftp.stat(server.feed, server.feed.path, key, clock=FakeClock())
    assert isinstance(seen, Found)


def test_f18_openssh_that_takes_rsa_keys_by_sha1_only_is_refused_by_name(
    account: str, tmp_path: Path
) -> None:
    key, public = a_key(tmp_path, "rsa")
    with sshd(account, "PubkeyAcceptedAlgorithms ssh-rsa") as server:
        server.authorized_keys.write_text(public)
        with pytest.raises(DeliveryError) as refused:
            sftp.stat(server.feed, server.feed.path, key, clock=FakeClock())
        assert refused.value.code == "ssh_rsa_not_supported"
        assert "Accepted publickey" not in server.log.read_text()


def test_openssh_that_wants_a_password_in_addition_to_the_key_is_reported(
    account: str, tmp_path: Path
) -> None:
    key, public = a_key(tmp_path, "ed25519")
    with sshd(account, "AuthenticationMethods publickey,password") as server:
        server.authorized_keys.write_text(public)
        with pytest.raises(DeliveryError) as refused:
            sftp.stat(server.feed, server.feed.path, key, clock=FakeClock())
    assert refused.value.code == "further_factor_wanted"
    assert "is correct, but the server also wants password" in refused.value.message


@pytest.mark.parametrize("passphrase", ["", "secret phrase"], ids=["plain", "encrypted"])
@pytest.mark.parametrize(
    "kind", [("rsa", "-m", "PEM"), ("ecdsa", "-m", "PEM"), ("rsa", "-m", "PKCS8")], ids=str
)
def test_f17_the_command_that_converts_a_pem_key_converts_it(
    tmp_path: Path, kind: tuple[str, ...], passphrase: str
) -> None:
    file = tmp_path / "key"
    keygen("-q", "-t", *kind, "-N", passphrase, "-f", file)
    with pytest.raises(TenantFileError) as refused:
        private_keys.parse(file.read_text(), passphrase or None, where="file:key")
    assert refused.value.code == "key_not_openssh"
    assert "`ssh-keygen -p -f KEY`" in refused.value.remedy
    keygen("-p", "-P", passphrase, "-N", passphrase, "-f", file)
    assert private_keys.parse(file.read_text(), passphrase or None, where="file:key").fingerprint


def test_f17_the_command_that_changes_the_cipher_of_a_key_makes_it_readable(tmp_path: Path) -> None:
    file = tmp_path / "key"
    keygen("-q", "-t", "ed25519", "-Z", "chacha20-poly1305@openssh.com", "-N", "phrase", "-f", file)
    with pytest.raises(TenantFileError) as refused:
        private_keys.parse(file.read_text(), "phrase", where="file:key")
    assert refused.value.code == "key_unreadable"
    keygen("-p", "-P", "phrase", "-N", "phrase", "-Z", "aes256-ctr", "-f", file)
    assert private_keys.parse(file.read_text(), "phrase", where="file:key").fingerprint


def test_o12_every_step_of_test_connection_is_ok_against_openssh(openssh: OpenSsh, tmp_path: Path) -> None:
    key, public = a_key(tmp_path, "ed25519", passphrase="tr0ub4dor & 3")
    openssh.authorized_keys.write_text(public)
    (tmp_path / "passphrase").write_text("tr0ub4dor & 3\n")
    auth = {"type": "key", "private_key": "file:key-ed25519", "passphrase": "file:passphrase"}
    tenant = a_tenant(
        feed=openssh.feed.model_dump() | {"auth": auth},
        mapping={"employee_id": "Employee ID", "email": "E-mail"},
    )
    steps = list(connection_test.examine(World(tmp_path, tenant).runtime, tenant))
    assert [step for step in steps if not step.ok or step.warns] == []
    assert (steps[0].name, steps[-1].name) == ("name", "overlap")
    assert any(key.fingerprint in step.detail for step in steps)
