"""Every problem of the file of notice settings is reported at once, with its place, and no value."""

from pathlib import Path

import pytest

from qooper_assets.core.errors import TenantFileError
from qooper_assets.edges import notice_file

HOOK = "{name: ops, url: 'env:HOOK', format: slack}"
EMAIL = "host: h, sender: q@v.example, default: [a@v.example]"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["is empty"]),
        ("- a", ["is not a mapping"]),
        ("link: https://d.example", ["give `email`, `webhooks` or both"]),
        (f"webhooks: [{HOOK}, {HOOK}]", ["each webhook has a name of its own"]),
        ("webhooks: [{name: email, url: 'env:H', format: json}]", ["none is `email`"]),
        (
            "webhooks: [{name: ops, url: 'https://h/s3cret', format: fax}]",
            ["webhooks.0.url: a secret is a reference", "webhooks.0.format: "],
        ),
        (f"link: dagster\nwebhooks: [{HOOK}]", ["link: this is an address such as https://", "(line 1)"]),
        (
            "email: {host: a b, port: 0, tls: none, sender: s3cret, passwrd: x}",
            ["email.host: ", "email.port: ", "email.tls: ", "email.sender: ", "email.passwrd: unknown key",
             "email.default: Field required"],
        ),
        (f"email: {{{EMAIL}, username: q}}", ["email: `username` and `password` go together"]),
        (f"email: {{{EMAIL}, password: s3cret}}", ["email.password: a secret is a reference"]),
    ],
)  # fmt: skip
def test_a_problem_is_reported_with_its_place(text: str, problems: list[str], tmp_path: Path) -> None:
    (tmp_path / "notices.yaml").write_text(text)
    with pytest.raises(TenantFileError) as invalid:
        notice_file.load(tmp_path / "notices.yaml")
    assert (invalid.value.code, invalid.value.where) == ("settings_invalid", "QOOPER_NOTICES")
    for problem in problems:
        assert problem in invalid.value.message
    assert "s3cret" not in str(invalid.value)


def test_a_file_that_is_named_and_missing_or_too_large_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(TenantFileError, match=r"notices\.yaml: can't be read: No such file"):
        notice_file.load(tmp_path / "notices.yaml")
    (tmp_path / "notices.yaml").write_bytes(b"#" * (notice_file.FILE_BYTES_MAX + 1))
    with pytest.raises(TenantFileError, match="more than 1,048,576 bytes"):
        notice_file.load(tmp_path / "notices.yaml")
