"""What people write for a server, a fingerprint or a path, and the words that say what to write instead."""

import pytest

from qooper_assets.core.tenant import written

BASE64 = "uNiVztksCsDhcc0u9e8BgrJXVGDvWZUSBGGEcFFqHCk"


@pytest.mark.parametrize(
    ("host", "message"),
    [
        ("localhost:2222", "goes to `port`"),
        ("sftp://files.acme.example", "without sftp://"),
        ("qooper@files.acme.example", "goes to `username`"),
        ("files.acme.example/out", "goes to `path`"),
        ("[2001:db8::1]:22", "without brackets"),
        ("bücher.example", "in ASCII"),
        ("files acme.example", "no blanks"),
    ],
)
def test_a_host_that_is_more_than_a_name_is_explained(host: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        written.check_host(host)
    assert host not in str(caught.value)


@pytest.mark.parametrize("host", ["files.acme.example", "10.0.0.1", "2001:db8::1", "::1", "a_b", "", None, 5])
def test_a_host_is_left_to_its_type(host: object) -> None:
    assert written.check_host(host) == host


@pytest.mark.parametrize(
    ("fingerprint", "message"),
    [
        (f"SHA256:{BASE64}=", "without the `=`"),
        (BASE64, "put SHA256: before"),
        (f"256 SHA256:{BASE64} files.acme.example (ED25519)", "only the part that begins with SHA256:"),
        ("MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", "MD5 fingerprints are not accepted"),
        ("16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", "MD5 fingerprints are not accepted"),
        ("SHA256:" + "ab" * 32, "in hexadecimal"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA", "a key, not its fingerprint"),
        ("files.acme.example ssh-ed25519 AAAAC3Nz", "a key, not its fingerprint"),
        (f"SHA256:{BASE64[:-1]}", "has 42 characters"),
        (f"sha256:{BASE64}", "in capitals"),
        ("trust me", "SHA256: and 43 characters"),
    ],
)
def test_a_fingerprint_in_another_form_is_explained(fingerprint: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        written.check_fingerprint(fingerprint)
    assert fingerprint not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("sftp://files.acme.example/out/a.csv", "only the path on the server"),
        ("C:\\out\\a.csv", "with / as SFTP does"),
        ("out/a.csv", "begins with /"),
    ],
)
def test_a_path_that_is_not_absolute_is_explained(path: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        written.check_path(path)
