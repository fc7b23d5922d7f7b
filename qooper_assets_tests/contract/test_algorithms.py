"""Which algorithms a connection may use, and how a weak one is allowed by exception: real servers (F18)."""

import logging
from pathlib import Path
from typing import Any, get_args

import asyncssh
import pytest
from asyncssh import kex_dh
from pydantic import ValidationError

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.feed import Fetched
from qooper_assets.core.tenant.feed import WeakAlgorithm
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import algorithms
from qooper_assets.edges.sftp import connection as ssh
from qooper_assets.edges.sftp import session as sftp
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.ssh_servers import (
    ECDSA,
    ED25519,
    PASSWORD,
    SshServer,
    ssh_server,
    tcp_server,
)

pytestmark = pytest.mark.filterwarnings("ignore:Diffie-Hellman over finite fields")  # asyncssh's own
PATH = "/outgoing/employees.csv"
OLD = {
    "kex_algs": ["diffie-hellman-group1-sha1", "diffie-hellman-group14-sha1"],
    "encryption_algs": ["3des-cbc", "aes128-cbc"],
    "mac_algs": ["hmac-md5", "hmac-sha1"],
}
"""The offer of a server of about 2008."""
ITS_WEAK = ("diffie-hellman-group14-sha1", "aes128-cbc", "hmac-sha1")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "server" / "outgoing").mkdir(parents=True)
    (tmp_path / "server" / PATH[1:]).write_bytes(b"Employee ID\n1\n")
    return tmp_path / "server"


def used(server: SshServer, **feed: Any) -> tuple[str, ...]:
    """The weak algorithms of a fetch that succeeds."""
    fetched = sftp.fetch(
        server.feed(**feed), PATH, Password(PASSWORD), server.root / "raw", clock=FakeClock()
    )
    assert isinstance(fetched, Fetched)
    return fetched.weak_algorithms


def refusal(server: SshServer, **feed: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        sftp.stat(server.feed(**feed), PATH, Password(PASSWORD), clock=FakeClock())
    assert server.passwords == []
    assert caught.value.code == "no_common_algorithm"
    return caught.value


def test_allowed_exceptions_are_a_closed_list_without_broken_algorithms_F18() -> None:
    assert set(get_args(WeakAlgorithm)) == set(algorithms.WEAK)
    accepted = [name for kind in algorithms.KINDS for name in kind.accepted(algorithms.WEAK)]
    for never in ("none", "arcfour", "des", "md5", "group1-", "-96", "ssh-rsa", "ssh-dss", "umac-64"):
        assert not [name for name in accepted if never in name], never
    for name in ("ssh-rsa", "none", "3des-cbc", "hmac-md5", "diffie-hellman-group1-sha1", "arcfour256"):
        with pytest.raises(ValidationError):
            SshServer(Path(), port=22).feed(allow_weak=(name,))


def test_an_old_server_is_refused_with_everything_it_lacks_and_both_settings_F18(root: Path) -> None:
    with ssh_server(root, options=OLD) as server:
        error = refusal(server)
    for kind, offered in (("key exchange", "kex_algs"), ("cipher", "encryption_algs"), ("MAC", "mac_algs")):
        assert f"no common {kind}: they offer {', '.join(OLD[offered])}; we accept " in error.message
    assert "(OpenSSH: KexAlgorithms, Ciphers, MACs)" in error.remedy
    assert f"allow_weak: [{', '.join(ITS_WEAK)}]" in error.remedy


def test_the_exceptions_that_the_refusal_names_are_enough_to_connect_and_are_logged_each_time_F18(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with ssh_server(root, options=OLD) as server, caplog.at_level(logging.WARNING):
        for time in (1, 2):
            assert used(server, allow_weak=ITS_WEAK) == ITS_WEAK
            logged = [record.getMessage() for record in caplog.records if record.name == ssh.__name__]
            assert (
                logged
                == [f"127.0.0.1:{server.port} uses {', '.join(ITS_WEAK)}, which feed.allow_weak allows"]
                * time
            )
    with ssh_server(root, options=OLD) as server:
        error = refusal(server, allow_weak=("aes256-cbc", "hmac-sha1"))
    assert "no common MAC" not in error.message and "no common cipher" in error.message
    # Existing exceptions stay in the suggested line.
    assert "allow_weak: [aes256-cbc, hmac-sha1, diffie-hellman-group14-sha1, aes128-cbc]" in error.remedy


@pytest.mark.parametrize(
    ("options", "weak"),
    [
        ({"kex_algs": ["diffie-hellman-group14-sha1"]}, "diffie-hellman-group14-sha1"),
        ({"kex_algs": ["diffie-hellman-group-exchange-sha1"]}, "diffie-hellman-group-exchange-sha1"),
        ({"encryption_algs": ["aes128-cbc"]}, "aes128-cbc"),
        ({"encryption_algs": ["aes192-cbc"]}, "aes192-cbc"),
        ({"encryption_algs": ["aes256-cbc"]}, "aes256-cbc"),
        ({"encryption_algs": ["aes256-ctr"], "mac_algs": ["hmac-sha1"]}, "hmac-sha1"),
    ],
)
def test_each_exception_works_and_is_offered_last_F18(
    root: Path, options: dict[str, list[str]], weak: str
) -> None:
    with ssh_server(root, options=options) as server:
        assert f"allow_weak: [{weak}]" in refusal(server).remedy
        assert used(server, allow_weak=(weak,)) == (weak,)
    with ssh_server(root) as server:  # a server with better algorithms uses none of them
        assert used(server, allow_weak=algorithms.WEAK) == ()


@pytest.mark.parametrize(
    "options",
    [
        {"kex_algs": ["diffie-hellman-group1-sha1"]},
        {"encryption_algs": ["3des-cbc", "arcfour256"]},
        {"encryption_algs": ["aes256-ctr"], "mac_algs": ["hmac-md5"]},
        {**OLD, "mac_algs": ["hmac-md5", "hmac-sha1-96"]},
    ],
)
def test_a_broken_algorithm_is_not_offered_as_an_exception_F18(
    root: Path, options: dict[str, list[str]]
) -> None:
    with ssh_server(root, options=options) as server:
        error = refusal(server, allow_weak=())
        refusal(server, allow_weak=algorithms.WEAK)
    assert "too weak to be excepted" in error.remedy and "allow_weak: [" not in error.remedy


def test_f27_a_strong_cipher_that_we_do_not_have_is_not_called_weak(root: Path) -> None:
    with ssh_server(root, options={"encryption_algs": ["chacha20-poly1305@openssh.com"]}) as server:
        error = refusal(server, allow_weak=())
    assert "We do not support chacha20-poly1305@openssh.com" in error.remedy
    assert "too weak" not in error.remedy and "Ciphers" in error.remedy


@pytest.mark.parametrize(
    ("lists", "name"),
    [
        (algorithms.KEY_EXCHANGE.lists, "sntrup761x25519-sha512@openssh.com"),
        (algorithms.KEY_EXCHANGE.lists, "diffie-hellman-group18-sha512"),
        (algorithms.HOST_KEY.lists, "ssh-ed448"),
        (algorithms.CIPHER.lists, "chacha20-poly1305@openssh.com"),
        (algorithms.MAC.lists, "umac-128-etm@openssh.com"),
    ],
)
def test_f27_too_weak_is_said_only_of_what_is_weak(lists: tuple[str, ...], name: str) -> None:
    offers = {one: kind.strong[-1:] for kind in algorithms.KINDS for one in kind.lists}
    strong = algorithms.mismatch({**offers, **dict.fromkeys(lists, (name,))}, ())
    assert strong is not None and f"We do not support {name}; " in strong.remedy
    assert "weak to be excepted" not in strong.remedy
    weak = algorithms.mismatch({**offers, **dict.fromkeys(lists, ("hmac-md5",))}, ())
    assert weak is not None and "too weak to be excepted" in weak.remedy
    both = algorithms.mismatch({**offers, **dict.fromkeys(lists, ("hmac-md5", name))}, ())
    assert both is not None and f"We do not support {name}; " in both.remedy


@pytest.mark.parametrize("name", [*algorithms.WEAK, "ssh-rsa", "3des-cbc", "arcfour256", "hmac-sha1-96"])
def test_f27_every_weak_algorithm_is_known_as_one(name: str) -> None:
    assert algorithms.TOO_WEAK.search(name)


@pytest.mark.parametrize("name", [name for kind in algorithms.KINDS for name in kind.strong])
def test_f27_no_algorithm_of_ours_is_called_weak(name: str) -> None:
    assert not algorithms.TOO_WEAK.search(name)


def test_no_exception_allows_a_sha1_signature_F18(root: Path) -> None:
    key = asyncssh.generate_private_key("ssh-rsa", key_size=2048)
    key.sig_algorithms = (b"ssh-rsa",)
    with ssh_server(root, host_keys=(key,), options=OLD) as server:
        with pytest.raises(DeliveryError) as caught:
            used(server, allow_weak=algorithms.WEAK)
        assert server.passwords == []
    assert caught.value.code == "ssh_rsa_not_supported"


def test_an_authenticated_cipher_needs_no_mac_in_common(root: Path) -> None:
    options = {"encryption_algs": ["aes256-gcm@openssh.com"], "mac_algs": ["umac-128@openssh.com"]}
    with ssh_server(root, options=options) as server:
        assert used(server) == ()
        assert used(server, allow_weak=("hmac-sha1",)) == ()
    options = {"encryption_algs": ["aes256-ctr"], "mac_algs": ["umac-128@openssh.com"]}
    with ssh_server(root, options=options) as server:
        assert "no common MAC: they offer umac-128@openssh.com" in refusal(server).message


@pytest.mark.parametrize(
    "exchange", ["diffie-hellman-group-exchange-sha256", "diffie-hellman-group-exchange-sha1"]
)
def test_a_group_with_fewer_bits_than_we_asked_for_is_refused_F18(
    root: Path, monkeypatch: pytest.MonkeyPatch, exchange: str
) -> None:
    short = (kex_dh._group1_g, kex_dh._group1_p)
    monkeypatch.setattr(kex_dh, "_dh_gex_groups", [(1024, *short)])
    with ssh_server(root, options={"kex_algs": [exchange]}) as server:
        error = refusal(server, allow_weak=algorithms.WEAK)
    assert "a group of 1024 bits for the key exchange; the minimum is 2048" in error.message


def test_an_ssh_1_server_is_reported_with_its_version() -> None:
    with tcp_server(b"SSH-1.5-OpenSSH_2.1\r\n") as port, pytest.raises(DeliveryError) as caught:
        ssh.list_host_keys(SshServer(Path(), port=port).feed())
    assert caught.value.code == "no_common_algorithm"
    assert "they speak SSH-1.5-OpenSSH_2.1" in caught.value.message


def test_a_servers_list_is_quoted_without_entries_that_are_not_names(root: Path) -> None:
    offers = {"kex_algo_list": ["ext-info-s", "kex-strict-s-v00@openssh.com", "\x1b[2Jold", "a" * 65, "old"]}
    found = algorithms.mismatch(offers, ())
    assert found is not None
    assert "no common key exchange: they offer old; we accept" in found.message
    long = {"kex_algo_list": [f"kex{n}" for n in range(1000)]}
    found = algorithms.mismatch(long, ())
    assert found is not None and len(found.message) < 2_000


# Every host key


def test_all_host_keys_of_a_server_are_found_and_no_credential_is_sent(root: Path) -> None:
    rsa = asyncssh.generate_private_key("ssh-rsa", key_size=2048)
    with ssh_server(root, host_keys=(ED25519, ECDSA, rsa)) as server:
        found = ssh.list_host_keys(server.feed(host_keys=()))
        assert (server.connections, server.logins_begun) == (3, 0)
    assert [(key.type, key.bits, key.fingerprint) for key in found] == [
        ("ssh-ed25519", 256, ED25519.get_fingerprint()),
        ("ecdsa-sha2-nistp256", 256, ECDSA.get_fingerprint()),
        ("ssh-rsa", 2048, rsa.get_fingerprint()),
    ]
