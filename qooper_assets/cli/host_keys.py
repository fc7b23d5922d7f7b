"""`trust`: compare the host keys that a server offers with those that its tenant file pins (F19).

    connect without a credential ─ compare ─ explain how to confirm ─ print the lines for the tenant file

Belongs here: the comparison, and its words. Does not: the connection (`edges/sftp/connection.py`), asking the
person (`cli/inspect.py`). A tenant file is never written: only the customer can say whether a key is theirs,
through another channel than this connection, and a pin is reviewed as any change of the file is.
"""

from collections.abc import Iterator, Sequence

from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.sftp import connection as ssh


class HostKey(Model):
    """One host key: offered, pinned, or both."""

    fingerprint: str
    type: str | None
    bits: int | None
    """Type and bits are known only of an offered key: a fingerprint does not contain them."""
    is_offered: bool
    is_pinned: bool
    is_too_short: bool = False
    """Too short to be used, even if it is pinned (F18)."""

    @property
    def state(self) -> str:
        if self.is_too_short:
            return "too short"
        if not self.is_offered:
            return "not offered"
        return "pinned" if self.is_pinned else "new"


def compare(tenant: Tenant) -> list[HostKey]:
    """List the keys that are offered, then those that are only pinned. No credential is read or sent.

    Raises what `ssh.list_host_keys` raises.
    """
    pinned = tenant.feed.host_keys
    offered = ssh.list_host_keys(tenant.feed)
    found = [
        HostKey(
            fingerprint=key.fingerprint,
            type=key.type,
            bits=key.bits,
            is_offered=True,
            is_pinned=key.fingerprint in pinned,
            is_too_short=key.is_too_short,
        )
        for key in offered
    ]
    names = {key.fingerprint for key in offered}
    return found + [
        HostKey(fingerprint=name, type=None, bits=None, is_offered=False, is_pinned=True)
        for name in pinned
        if name not in names
    ]


def describe(tenant: Tenant, keys: Sequence[HostKey]) -> Iterator[str]:
    """Describe each key in a line. Not in a table: one that is too wide would cut fingerprints off."""
    server = f"{tenant.feed.host}:{tenant.feed.port}"
    yield f"{tenant.name}: host keys of {server} and pins of {tenant.tenant}.yaml:"
    for key in keys:
        kind = f"  {key.type}, {key.bits} bits" if key.type else ""
        yield f"  {key.state:12} {key.fingerprint}{kind}"


def find_new(keys: Sequence[HostKey]) -> list[HostKey]:
    """Find the keys that are offered and not pinned: only the customer can confirm them."""
    return [key for key in keys if key.state == "new"]


def is_changed(keys: Sequence[HostKey]) -> bool:
    """True if keys are pinned, and the server offers none of them."""
    return any(key.is_pinned for key in keys) and not any(key.is_pinned and key.is_offered for key in keys)


def explain_confirmation(keys: Sequence[HostKey]) -> Iterator[str]:
    """Explain what to do before a new key is pinned."""
    if is_changed(keys):
        yield "None of the pinned keys is offered. It may be another server, or an attacker in between."
    yield (
        "Ask the customer to read the fingerprints to you, by phone or by letter and not through this"
        " connection. On the server they are printed by"
    )
    kinds = {str(key.type).removeprefix("ssh-").split("-")[0] for key in find_new(keys)}
    for kind in sorted(kinds):
        yield f"  ssh-keygen -lf /etc/ssh/ssh_host_{kind}_key.pub"
    yield "Compare every character."


def write_lines(keys: Sequence[HostKey]) -> list[str]:
    """Write the lines for `feed`, once the customer has confirmed. Pinned keys stay until the customer has
    stopped using them."""
    kept = [key for key in keys if key.is_pinned and not key.is_too_short]
    written = [*kept, *find_new(keys)]
    return [
        "  host_keys:",
        *(f'    - "{key.fingerprint}"  # {key.type or "not offered now"}' for key in written),
    ]


def explain_next(tenant: Tenant, keys: Sequence[HostKey]) -> Iterator[str]:
    """Explain what follows in a change of keys: the new key is added first, the old one removed last."""
    gone = [key for key in keys if not key.is_offered]
    if find_new(keys) and gone:
        yield (
            "Keep the old fingerprints: the customer may have several servers, and change them one after the"
            f" other. When the change is complete, run `qooper-assets trust {tenant.tenant}` again: it lists"
            " those that can be removed."
        )
    elif gone:
        yield "No longer offered. If the customer says that their change is complete, remove the lines of"
        for key in gone:
            yield f"  {key.fingerprint}"
        yield "If the customer has announced a key but does not use it yet, keep it."
    elif not find_new(keys):
        yield "All keys that the server offers are pinned. There is nothing to change."
