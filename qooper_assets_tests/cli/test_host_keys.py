"""`qooper-assets trust`: print the lines that pin a server's host keys, and rotate keys (F19)."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import asyncssh
import pytest
import yaml
from click.testing import CliRunner, Result

from qooper_assets.cli import main
from qooper_assets.core.tenant.feed import Feed
from qooper_assets_tests.contract.ssh_servers import ECDSA, ED25519, OTHER_ED25519, SshServer, ssh_server
from qooper_assets_tests.worlds import a_tenant

OLD, NEW, OTHER = ED25519.get_fingerprint(), ECDSA.get_fingerprint(), OTHER_ED25519.get_fingerprint()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    for name in ("QOOPER_HOME", "QOOPER_STATE", "QOOPER_TENANTS", "QOOPER_LEDGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "tenants").mkdir()
    yield tmp_path
    # Nothing but the tenant file, as it was: no ledger, no artifact, and no secret was there to be read.
    assert {path.name for path in tmp_path.iterdir()} == {"tenants"}


def pin(home: Path, port: int, host_keys: Sequence[str]) -> None:
    document = a_tenant().model_dump(mode="json", exclude_defaults=True)
    document["feed"] |= {"port": port, "host_keys": [*host_keys]}
    (home / "tenants" / "acme.yaml").write_text(yaml.safe_dump(document, sort_keys=False))


def trust(home: Path, server: SshServer, pinned: Sequence[str], *options: str, answer: str = "") -> Result:
    pin(home, server.port, pinned)
    before = (home / "tenants" / "acme.yaml").read_bytes()
    result = CliRunner().invoke(main.main, ["trust", "acme", *options], input=answer, catch_exceptions=False)
    assert (home / "tenants" / "acme.yaml").read_bytes() == before
    assert (server.logins_begun, server.passwords) == (0, [])
    return result


def written(result: Result) -> tuple[str, ...]:
    """The fingerprints that the printed lines pin, read as the tenant file reads them."""
    _, _, rest = result.stdout.partition("in acme.yaml:\n")
    lines = [line for line in rest.splitlines() if line.startswith("  ")]
    feed = yaml.safe_load("feed:\n" + "\n".join(lines))["feed"]
    return Feed.model_validate(
        {
            "host": "h",
            "username": "u",
            "path": "/p",
            "auth": {"type": "password", "password": "env:P"},
            **feed,
        }
    ).host_keys


def test_every_host_key_of_a_new_customer_is_shown_and_pinned_once_confirmed_F19(home: Path) -> None:
    with ssh_server(home, host_keys=(ED25519, ECDSA)) as server:
        result = trust(home, server, (), answer="y\n")
    assert result.exit_code == 0, result.output
    for shown in (OLD, NEW, "ssh-ed25519", "ecdsa-sha2-nistp256", "256", "new"):
        assert shown in result.stdout
    for kind in ("ed25519", "ecdsa"):
        assert f"ssh-keygen -lf /etc/ssh/ssh_host_{kind}_key.pub" in result.stdout
    assert "not through this" in result.stdout
    assert written(result) == (OLD, NEW)


@pytest.mark.parametrize("answer", ["n\n", "\n", ""], ids=["no", "enter", "nobody there"])
def test_without_a_yes_no_line_is_printed_F19(home: Path, answer: str) -> None:
    with ssh_server(home) as server:
        result = trust(home, server, (), answer=answer)
    assert result.exit_code == 21
    assert "host_keys:" not in result.stdout and OLD in result.stdout


def test_yes_asks_nobody_F19(home: Path) -> None:
    with ssh_server(home) as server:
        result = trust(home, server, (), "--yes")
    assert result.exit_code == 0 and written(result) == (OLD,)
    assert "confirmed the new keys?" not in result.stdout


def test_a_pinned_key_needs_no_confirmation_F19(home: Path) -> None:
    with ssh_server(home) as server:
        result = trust(home, server, (OLD,))
    assert result.exit_code == 0
    assert "There is nothing to change." in result.stdout and "host_keys:" not in result.stdout


def test_a_change_of_keys_adds_the_new_one_first_and_removes_the_old_one_last_F19(home: Path) -> None:
    with ssh_server(home, host_keys=(ED25519, ECDSA)) as server:  # the new one next to the old one
        added = trust(home, server, (OLD,), "--yes")
    assert written(added) == (OLD, NEW)
    with ssh_server(home, host_keys=(ECDSA,)) as server:  # the server has removed the old one
        over = trust(home, server, written(added))
    assert over.exit_code == 0
    assert "not offered" in over.stdout and "their change is complete, remove" in over.stdout
    assert over.stdout.count(OLD) == 2 and "host_keys:" not in over.stdout
    with ssh_server(home, host_keys=(ECDSA,)) as server:
        assert "There is nothing to change." in trust(home, server, (NEW,)).stdout


def test_an_unannounced_key_change_is_reported_as_a_possible_attack_F19(home: Path) -> None:
    with ssh_server(home, host_keys=(ECDSA,)) as server:
        refused = trust(home, server, (OLD,), answer="n\n")
        confirmed = trust(home, server, (OLD,), answer="y\n")
    assert "attacker in between" in refused.stdout and refused.exit_code == 21
    assert written(confirmed) == (OLD, NEW)
    assert "Keep the old fingerprints" in confirmed.stdout


def test_a_key_that_is_too_short_is_never_pinned_F18(home: Path) -> None:
    short = asyncssh.generate_private_key("ssh-rsa", key_size=1024)
    with ssh_server(home, host_keys=(ED25519, short)) as server:
        result = trust(home, server, (), "--yes")
    assert "too short" in result.stdout and written(result) == (OLD,)


def test_scripts_get_one_document_and_no_question_F19(home: Path) -> None:
    def trust_as_json(*options: str, pinned: Sequence[str] = (OTHER,)) -> tuple[int, Any]:
        result = trust(home, server, pinned, "--json", *options)
        return result.exit_code, json.loads(result.stdout)

    with ssh_server(home) as server:
        code, document = trust_as_json()
        assert (code, document["confirmed"], document["tenant_file"]) == (21, False, [])
        assert [(key["fingerprint"], key["state"]) for key in document["host_keys"]] == [
            (OLD, "new"),
            (OTHER, "not offered"),
        ]
        code, document = trust_as_json("--yes")
        assert (code, document["confirmed"]) == (0, True)
        assert yaml.safe_load("\n".join(document["tenant_file"]))["host_keys"] == [OTHER, OLD]
        assert trust_as_json(pinned=(OLD,))[0] == 0


def test_a_port_without_an_ssh_server_exits_21_with_its_code(home: Path) -> None:
    server = SshServer(home, port=1)
    result = trust(home, server, ())
    assert result.exit_code == 21 and "connection_refused" in result.stderr
    assert "trying 127.0.0.1:" in result.stderr and "once, for up to 15 s" in result.stderr
