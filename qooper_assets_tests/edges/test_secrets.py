"""Secrets: references, and the files behind them."""

from pathlib import Path

import pytest

from qooper_assets.core.tenant.auth import Auth, KeyAuth, PasswordAuth
from qooper_assets.edges import secrets


@pytest.mark.parametrize(("mode", "is_exposed"), [(0o600, False), (0o640, False), (0o644, True)])
def test_a_private_key_that_every_user_may_read_is_found(tmp_path: Path, mode: int, is_exposed: bool) -> None:
    (tmp_path / "key").write_text("x")
    (tmp_path / "key").chmod(mode)
    auth = KeyAuth(type="key", private_key="file:key")
    assert secrets.find_exposed(auth, tmp_path) == ("file:key" if is_exposed else None)


@pytest.mark.parametrize(
    "auth",
    [
        KeyAuth(type="key", private_key="env:KEY"),
        KeyAuth(type="key", private_key="file:missing"),
        PasswordAuth(type="password", password="file:password"),
    ],
)
def test_other_secrets_are_not_files_of_a_private_key(tmp_path: Path, auth: Auth) -> None:
    (tmp_path / "password").write_text("x")
    assert secrets.find_exposed(auth, tmp_path) is None
