"""What people write for a server, a fingerprint or a path, and what to write instead.

Belongs here: the usual mistakes in `feed.host`, `feed.host_keys` and `feed.path`, in words. Does not: the
exact syntax (`core/tenant/feed.py`), or connecting. No message repeats the value, which may be a secret in
the wrong place.
"""

import re
from typing import Any

FINGERPRINT_CHARS = 43
"""SHA-256 in base64, without padding."""
_HOW_TO_LIST = "`qooper-assets trust TENANT` prints the fingerprints of their server"


def check_host(value: Any) -> Any:
    """Raise ValueError for what is more than a host name or address."""
    if not isinstance(value, str):
        return value
    if "://" in value:
        raise ValueError("write only the name of the host, without sftp:// or the like; the rest goes to"
                         " `port`, `username` and `path`")  # fmt: skip
    if "@" in value:
        raise ValueError("write only the name of the host; the name of the account goes to `username`")
    if "/" in value or "\\" in value:
        raise ValueError("write only the name of the host; the folder goes to `path`")
    if re.fullmatch(r"\[.*\](:[0-9]*)?", value):
        raise ValueError("write an IPv6 address without brackets; a port goes to `port`")
    if value.count(":") == 1:
        raise ValueError("write only the name of the host; the number after the colon goes to `port`")
    if value and not value.isascii():
        raise ValueError("write the name in ASCII, as in xn--bcher-kva.example")
    if value and re.search(r"[^A-Za-z0-9._:-]", value):
        raise ValueError("a host name has letters, digits, dots and hyphens only, and no blanks")
    return value


def check_fingerprint(value: Any) -> Any:
    """Raise ValueError for another fingerprint, or another form of it, than `SHA256:…`."""
    if not isinstance(value, str) or re.fullmatch(r"SHA256:[A-Za-z0-9+/]{43}", value):
        return value
    found = value.strip()
    if re.search(r"(?:^| )(ssh-|ecdsa-|sk-)|^AAAA|-----BEGIN", found):
        raise ValueError("this is a key, not its fingerprint; `ssh-keygen -lf FILE` prints the fingerprint,"
                         " SHA256:…")  # fmt: skip
    if re.match(r"MD5:|(?:[0-9A-Fa-f]{2}:){15}[0-9A-Fa-f]{2}$", found):
        raise ValueError(f"MD5 fingerprints are not accepted; write the one that begins with SHA256:."
                         f" {_HOW_TO_LIST}")  # fmt: skip
    if re.fullmatch(r"(?:SHA256:)?(?:[0-9A-Fa-f]{2}:?){32}", found):
        raise ValueError(f"this fingerprint is in hexadecimal; write it as ssh-keygen does, in base64."
                         f" {_HOW_TO_LIST}")  # fmt: skip
    if re.search(r"SHA256:[A-Za-z0-9+/]{43}=*(?:\s|$)", found):
        if found.endswith("="):
            raise ValueError("write the fingerprint without the `=` at its end")
        raise ValueError("write only the part that begins with SHA256:, up to the next blank")
    if re.fullmatch(r"[A-Za-z0-9+/]{43}=?", found):
        raise ValueError("put SHA256: before the fingerprint")
    if found.upper().startswith("SHA256:"):
        count = len(found) - len("SHA256:")
        raise ValueError(
            f"a fingerprint is SHA256: (in capitals) and {FINGERPRINT_CHARS} letters, digits, + or /; this"
            f" one has {count} characters after the colon"
        )
    raise ValueError(f"a fingerprint is SHA256: and {FINGERPRINT_CHARS} characters. {_HOW_TO_LIST}")


def check_path(value: Any) -> Any:
    """Raise ValueError for what is not an absolute path on the server."""
    if not isinstance(value, str) or value.startswith("/"):
        return value
    if "://" in value:
        raise ValueError("write only the path on the server, from the first / after the host")
    if "\\" in value:
        raise ValueError("write the path with / as SFTP does, also for a Windows server: /folder/file.csv")
    raise ValueError("a path begins with /, as this account sees the server: /folder/file.csv")
