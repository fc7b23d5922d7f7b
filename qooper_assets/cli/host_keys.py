"""`trust`: the host keys that a server offers beside those that its tenant file pins (F19).

    connect without a credential ─ compare ─ say how to confirm ─ the lines for the tenant file

Belongs here: the comparison, and its words. Does not: the connection (`edges/sftp/connection.py`), asking the
person (`cli/main.py`). It never writes a tenant file: whether a key is the customer's is known only by asking
the customer, not by the same way, and what is pinned is reviewed as any change of the file is.
"""

from collections.abc import Iterator, Sequence

from qooper_assets.core.tenant import Model, Tenant
from qooper_assets.edges.sftp import connection as ssh


class HostKey(Model):
    """One host key: offered, pinned, or both."""

    fingerprint: str
    type: str | None
    bits: int | None
    """Both are known only of a key that is offered: a fingerprint does not tell them."""
    is_offered: bool
    is_pinned: bool
    is_too_short: bool = False
    """It can't be used, even if it is pinned (F18)."""

    @property
    def state(self) -> str:
        if self.is_too_short:
            return "too short"
        if not self.is_offered:
            return "not offered"
        return "pinned" if self.is_pinned else "new"


def compare(tenant: Tenant) -> list[HostKey]:
    """Those that are offered, then those that are only pinned. No credential is read or sent.

    Raises what `ssh.host_keys` raises.
    """
    pinned = tenant.feed.host_keys
    offered = ssh.host_keys(tenant.feed)
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
    """One line for each key; half a fingerprint would be none, so it is no table that may be too wide."""
    yield f"{tenant.name}: {tenant.feed.host}:{tenant.feed.port} offers, and {tenant.tenant}.yaml pins:"
    for key in keys:
        kind = f"  {key.type}, {key.bits} bits" if key.type else ""
        yield f"  {key.state:12} {key.fingerprint}{kind}"


def find_new(keys: Sequence[HostKey]) -> list[HostKey]:
    """The keys that only the customer can vouch for."""
    return [key for key in keys if key.state == "new"]


def is_changed(keys: Sequence[HostKey]) -> bool:
    """Something is pinned, and the server has nothing of it."""
    return any(key.is_pinned for key in keys) and not any(key.is_pinned and key.is_offered for key in keys)


def explain_confirmation(keys: Sequence[HostKey]) -> Iterator[str]:
    """What to do before anything is pinned."""
    if is_changed(keys):
        yield "None of the pinned keys is offered. It may be another server, or somebody in between."
    yield (
        "Ask the customer, by telephone or a letter and not by this connection, to read the fingerprints to"
        " you. On the server they are printed by"
    )
    kinds = {str(key.type).removeprefix("ssh-").split("-")[0] for key in find_new(keys)}
    for kind in sorted(kinds):
        yield f"  ssh-keygen -lf /etc/ssh/ssh_host_{kind}_key.pub"
    yield "Compare every character."


def write_lines(keys: Sequence[HostKey]) -> list[str]:
    """What to write under `feed` once the customer has confirmed: the pinned ones stay until the customer
    has stopped using them."""
    kept = [key for key in keys if key.is_pinned and not key.is_too_short]
    written = [*kept, *find_new(keys)]
    return [
        "  host_keys:",
        *(f'    - "{key.fingerprint}"  # {key.type or "not offered at present"}' for key in written),
    ]


def explain_next(tenant: Tenant, keys: Sequence[HostKey]) -> Iterator[str]:
    """How a change of keys goes on. The new one is added first, and the old one removed last."""
    gone = [key for key in keys if not key.is_offered]
    if find_new(keys) and gone:
        yield (
            "The old fingerprints stay, for a customer may have more than one server, and changes them one"
            f" after the other. When the change is over, run `qooper-assets trust {tenant.tenant}` again: it"
            " names those that can go."
        )
    elif gone:
        yield "Not offered any more. If the customer says that their change is over, remove the lines of"
        for key in gone:
            yield f"  {key.fingerprint}"
        yield "If they have announced a key that they don't use yet, leave it."
    elif not find_new(keys):
        yield "Every key that the server offers is pinned. There is nothing to change."
