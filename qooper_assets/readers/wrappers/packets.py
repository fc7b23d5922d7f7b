"""Parses the first packets of an OpenPGP file: its kind and recipients (RFC 9580, section 4).

Nothing is decrypted, and nothing here is authenticated: it serves to refuse a message, never to accept one.

Belongs here: the outermost headers, armored or not. Does not: keys, or decryption (`openpgp.py`).
"""

import base64
import binascii
import re
from typing import NamedTuple

HEAD_BYTES = 65_536
"""How much of a file is parsed: enough for some hundred recipients."""
PKESK, SIGNATURE, SKESK, ONE_PASS, COMPRESSED, SED, MARKER = 1, 2, 3, 4, 8, 9, 10
LITERAL, SEIPD, OCB, PADDING = 11, 18, 20, 21
LEADING = (PKESK, SKESK, MARKER, PADDING)
"""Packets that may precede the one with the content."""
VERSIONS = {
    PKESK: b"\3\6",
    SKESK: b"\4\5\6",
    ONE_PASS: b"\3\6",
    COMPRESSED: b"\1\2\3",
    SEIPD: b"\1\2",
    OCB: b"\1",
    MARKER: b"P",
}
"""First bytes of the body of a message's first packet, mostly a version; no text has them there."""
ARMOR = re.compile(rb"-----BEGIN PGP ([A-Z ,0-9/]{1,60}?)-----")
BODY = re.compile(rb"-----BEGIN PGP MESSAGE-----[^\n]*\n(?:[A-Za-z]+: [^\n]*\n)*\s*([A-Za-z0-9+/\s]*)")
ANONYMOUS = "0" * 16


class Message(NamedTuple):
    """Contents of the outermost packets of a message, not authenticated."""

    recipients: tuple[str, ...]
    """Ids of the keys that it is encrypted for, sixteen hex digits each; ANONYMOUS for a hidden one."""
    content: int | None
    """The tag of the packet with the content; None if the file ends before it."""


def armored(head: bytes) -> str | None:
    """The kind of an armored file, such as MESSAGE or PUBLIC KEY BLOCK; None if it is not armored."""
    found = ARMOR.match(head.removeprefix(b"\xef\xbb\xbf").lstrip())
    return found[1].decode() if found else None


def message(head: bytes) -> Message | None:
    """Parse the first bytes of a file; None if it is not an OpenPGP message."""
    kind = armored(head)
    if kind is not None:
        found = BODY.search(head)
        if kind != "MESSAGE" or found is None:
            return None
        text = re.sub(rb"\s", b"", found[1])
        try:
            head = base64.b64decode(text[: len(text) // 4 * 4], validate=True)
        except binascii.Error:
            return None
    tag, body, _ = _packet(head)
    if tag not in VERSIONS or not body or body[0] not in VERSIONS[tag]:
        return None
    recipients: list[str] = []
    at = 0
    while at < len(head):
        tag, body, size = _packet(head[at:])
        if tag not in LEADING:
            return Message(tuple(recipients), tag)
        if tag == PKESK:
            recipients.append(_recipient(body))
        at += size
    return Message(tuple(recipients), None)


def _packet(data: bytes) -> tuple[int | None, bytes, int]:
    """Tag, available body and total length of the first packet (4.2)."""
    if len(data) < 2 or not data[0] & 0x80:
        return None, b"", len(data) or 1
    first, rest = data[0], data[1:]
    if first & 0x40:
        tag, (octets, length) = first & 0x3F, _new_length(rest)
    else:
        tag, octets = first >> 2 & 0x0F, (1, 2, 4, 0)[first & 3]
        length = int.from_bytes(rest[:octets], "big") if octets else len(rest)
    return tag, rest[octets : octets + length], 1 + octets + length


def _new_length(rest: bytes) -> tuple[int, int]:
    """The number of octets of a length, and the length; all available bytes for a partial body."""
    if rest[0] < 192:
        return 1, rest[0]
    if rest[0] < 224:
        return 2, int.from_bytes(rest[:2], "big") - (192 << 8) + 192
    return (5, int.from_bytes(rest[1:5], "big")) if rest[0] == 255 else (1, len(rest))


def _recipient(body: bytes) -> str:
    """The key id in a packet with an encrypted session key (RFC 9580, 5.1): version 3 or 6."""
    if body[:1] == b"\3":
        return body[1:9].hex().upper()
    version, fingerprint = body[2:3], body[3 : 2 + body[1]] if len(body) > 1 else b""
    if not fingerprint:
        return ANONYMOUS
    return (fingerprint[:8] if version == b"\6" else fingerprint[-8:]).hex().upper()
