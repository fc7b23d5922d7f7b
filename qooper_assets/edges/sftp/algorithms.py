"""The algorithms that a connection may use, and what to change where there is no common one (F18).

Belongs here: the lists, the weak ones that a tenant file may except (`feed.allow_weak`), and the
message of a mismatch. Does not: the connection (`edges/sftp/connection.py`), or the signature of a login
(`edges/sftp/login.py`).

ssh-rsa (a signature by SHA-1), DSA, `none`, arcfour, DES, MD5 and groups of 1024 bits can't be
excepted. Those that can be are weak, but not known to be broken as SSH uses them; every server of the
last twenty years has one of each kind.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha1
from typing import Any, NamedTuple

from paramiko import Message
from paramiko.kex_gex import KexGexSHA256
from paramiko.kex_group14 import KexGroup14SHA256
from paramiko.ssh_exception import SSHException

HOST_KEY_ALGORITHMS: tuple[str, ...] = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
AEAD_CIPHERS = ("aes128-gcm@openssh.com", "aes256-gcm@openssh.com")
"""They authenticate the data themselves, so no MAC is negotiated in addition (RFC 5647, 5.1)."""


GROUP_BITS_MIN = 2048
NAMES_SHOWN = 30


class ShortGroup(SSHException):
    """The server took a group with fewer bits than we asked for."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        super().__init__()


class GroupExchangeSha256(KexGexSHA256):
    """paramiko asks for a group of 2048 bits, and takes one of 1024."""

    p: int
    transport: Any

    def _parse_kexdh_gex_group(self, m: Message) -> None:
        bits = m.get_mpint().bit_length()
        if bits < GROUP_BITS_MIN:
            raise ShortGroup(bits)
        m.rewind()
        super()._parse_kexdh_gex_group(m)  # type: ignore[misc]


class GroupExchangeSha1(GroupExchangeSha256):
    """RFC 4419, 4.1."""

    name = "diffie-hellman-group-exchange-sha1"
    hash_algo = sha1


class Group14Sha1(KexGroup14SHA256):
    """RFC 4253, 8.2."""

    name = "diffie-hellman-group14-sha1"
    hash_algo = sha1


class Kind(NamedTuple):
    """One choice of a key exchange."""

    name: str
    lists: tuple[str, ...]
    """Names of the server's offers as parsed by paramiko: one list, or one for each direction."""
    setting: str
    """The setting in OpenSSH's sshd_config."""
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    """Algorithms that `feed.allow_weak` may name; offered last."""

    def accepted(self, allow_weak: Sequence[str]) -> tuple[str, ...]:
        return self.strong + tuple(name for name in self.weak if name in allow_weak)


KEY_EXCHANGE = Kind(
    "key exchange",
    ("kex_algo_list",),
    "KexAlgorithms",
    (
        "mlkem768x25519-sha256",
        "curve25519-sha256",
        "curve25519-sha256@libssh.org",
        "ecdh-sha2-nistp256",
        "ecdh-sha2-nistp384",
        "ecdh-sha2-nistp521",
        "diffie-hellman-group16-sha512",
        "diffie-hellman-group-exchange-sha256",
        "diffie-hellman-group14-sha256",
    ),
    (GroupExchangeSha1.name, Group14Sha1.name),
)
HOST_KEY = Kind("host key algorithm", ("server_key_algo_list",), "HostKeyAlgorithms", HOST_KEY_ALGORITHMS)
CIPHER = Kind(
    "cipher",
    ("server_encrypt_algo_list", "client_encrypt_algo_list"),
    "Ciphers",
    (*AEAD_CIPHERS, "aes128-ctr", "aes192-ctr", "aes256-ctr"),
    ("aes256-cbc", "aes192-cbc", "aes128-cbc"),
)
MAC = Kind(
    "MAC",
    ("server_mac_algo_list", "client_mac_algo_list"),
    "MACs",
    (
        "hmac-sha2-256-etm@openssh.com",
        "hmac-sha2-512-etm@openssh.com",
        "hmac-sha2-256",
        "hmac-sha2-512",
    ),
    ("hmac-sha1",),
)
KINDS = (KEY_EXCHANGE, HOST_KEY, CIPHER, MAC)
WEAK = tuple(name for kind in KINDS for name in kind.weak)

TOO_WEAK = re.compile(
    r"sha1\b|md5|-96\b|cbc|arcfour|rc4|des\b|blowfish|cast128|idea|ripemd|umac-64|none|ssh-rsa|ssh-dss|group1-"
)
"""Names of algorithms that are broken or weak, whether `feed.allow_weak` may name them or not. Others that we
don't have, such as chacha20-poly1305@openssh.com or sntrup761x25519-sha512, are not too weak (F27)."""

Offers = Mapping[str, Sequence[str]]
"""A server's offers, by the name of the list."""


class Mismatch(NamedTuple):
    """The message about kinds that have nothing in common, and what to do about it."""

    message: str
    remedy: str


def mismatch(offered: Offers, allow_weak: Sequence[str]) -> Mismatch | None:
    """Describe all kinds that have nothing in common, for one call to the customer; None if all have."""
    lacking, settings, tolerable = [], [], list(allow_weak)
    unsupported: list[str] = []
    can_be_excepted = True
    for kind in KINDS:
        ours = kind.accepted(allow_weak)
        if kind is MAC and needs_no_mac(allow_weak, offered):
            continue
        if has_common(kind, ours, offered):
            continue
        theirs = next(
            offered.get(name, ()) for name in kind.lists if not set(ours) & {*offered.get(name, ())}
        )
        shown = ", ".join(_algorithms(theirs)) or "none"
        lacking.append(f"no common {kind.name}: they offer {shown}; we accept {', '.join(ours)}.")
        settings.append(kind.setting)
        can_be_excepted &= has_common(kind, kind.accepted(WEAK), offered)
        unsupported += [name for name in _algorithms(theirs) if not TOO_WEAK.search(name)]
        tolerable += [name for name in first_common(kind, kind.accepted(WEAK), offered) if name in kind.weak]
    if not lacking:
        return None
    remedy = f"Ask the customer to enable one of ours on their server (OpenSSH: {', '.join(settings)})."
    if can_be_excepted:
        remedy += (
            " Only if they can't, and while you accept the risk, write under feed: "
            f"allow_weak: [{', '.join(dict.fromkeys(tolerable))}]"
        )
    elif unsupported:
        names = ", ".join(dict.fromkeys(unsupported))
        remedy += f" We do not support {names}; feed.allow_weak can't change that."
    else:
        remedy += " Theirs are too weak to be excepted by feed.allow_weak."
    return Mismatch(" ".join(lacking), remedy)


def weak_ones(offered: Offers, allow_weak: Sequence[str]) -> tuple[str, ...]:
    """List the weak algorithms that a connection uses, because the server has nothing better."""
    kinds = (KEY_EXCHANGE, CIPHER) if needs_no_mac(allow_weak, offered) else (KEY_EXCHANGE, CIPHER, MAC)
    used = [name for kind in kinds for name in first_common(kind, kind.accepted(allow_weak), offered)]
    return tuple(name for name in dict.fromkeys(used) if name in WEAK)


def needs_no_mac(allow_weak: Sequence[str], offered: Offers) -> bool:
    chosen = first_common(CIPHER, CIPHER.accepted(allow_weak), offered)
    return bool(chosen) and set(chosen) <= set(AEAD_CIPHERS)


def first_common(kind: Kind, accepted: Sequence[str], offered: Offers) -> list[str]:
    """Choose for each list the first of our algorithms that the server has, too (RFC 4253, 7.1)."""
    chosen = [[name for name in accepted if name in offered.get(theirs, ())][:1] for theirs in kind.lists]
    return [name for names in chosen for name in names]


def has_common(kind: Kind, accepted: Sequence[str], offered: Offers) -> bool:
    return len(first_common(kind, accepted, offered)) == len(kind.lists)


def _algorithms(offered: Sequence[str]) -> list[str]:
    """Filter valid names (RFC 4251, 6) that are algorithms, not extension flags (RFC 8308, 2.1)."""
    names = [name for name in offered if re.fullmatch(r"[!-~]{1,64}", name)]
    return [name for name in names if not name.startswith(("ext-info-", "kex-strict-"))][:NAMES_SHOWN]
