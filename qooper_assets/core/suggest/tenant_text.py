"""Writes a proposal as a tenant file: YAML, with the reason of each choice as a comment.

What nobody has answered is a marked line, `# ASK: …`, and a value that does no harm: a host that does not
exist, a column that is not read. The file begins paused.

Belongs here: the text. Does not: storing it (`cli/new.py`), or whether it loads (`edges/tenant_files.py`).
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping

from qooper_assets.core.suggest.answers import Answers, Connection
from qooper_assets.core.suggest.dates import ISO
from qooper_assets.core.suggest.proposal import Chosen, Proposal, Question, listed
from qooper_assets.core.tenant.mapping import Mapping as ColumnMapping
from qooper_assets.core.tenant.schedule import Every

WIDTH = 110
INDENT = "  "
HOST_UNKNOWN = "sftp.invalid"
"""A host that never exists (RFC 2606)."""
USERNAME_UNKNOWN = "unknown"
PATHS_UNKNOWN = {"csv": "/unknown.csv", "excel": "/unknown.xlsx", "json": "/unknown.json"}
NOT_ANSWERED = "not answered yet"
"""The header of a required column that is not known: no file has it, so each is blocked."""
PLAIN = re.compile(r"[^\W\d_][\w ()/.+-]*[\w).]|[^\W\d_]")
"""Texts that YAML reads as they are, without quotes."""
NOT_TEXT = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "none"])
ACTIONS = {"active": "keeps the account", "inactive": "is deactivated"}


def tenant_text(
    tenant: str, proposal: Proposal, feed: Mapping[str, object], answers: Answers, source: str
) -> str:
    """Write the tenant file of a proposal. `feed` has the keys of `feed` that the sample determines, `source`
    is the name of the file or files that it comes from."""
    connection = answers.connection
    lines = [
        *_comment(f"Proposed by `qooper-assets new` from {source}.", ""),
        *_comment(
            "Each choice has its reason. `ASK` marks what is open: answer it, or have it answered. Then test"
            " the connection, rehearse, and set `paused: false`. docs/tenant-file.md explains the keys.",
            "",
        ),
        *(line for note in proposal.notes for line in _comment(note, "")),
        "",
        f"tenant: {tenant}",
        f"name: {scalar(connection.name or tenant)}{_ask(connection.name, 'the name of the customer')}",
        "paused: true  # no automatic runs until everything is answered and tested",
        *_owners(connection),
        "",
        *_schedule(connection),
        "",
        *_feed(tenant, connection, feed),
        "",
        *_identity(proposal, connection),
        "",
        *_mapping(proposal),
        "",
        "target: {type: embedded}  # a simulated Qooper in a file; nothing leaves this machine",
        "",
    ]
    return "\n".join(lines)


def scalar(text: str) -> str:
    """A text as a YAML scalar: plain where that is safe, otherwise in double quotes with escapes."""
    if PLAIN.fullmatch(text) and text.isprintable() and text.lower() not in NOT_TEXT and "  " not in text:
        return text
    return _escape(json.dumps(text, ensure_ascii=False))


def _escape(text: str) -> str:
    """Escape the letters that YAML or a terminal does not show, as YAML does it in double quotes."""
    return "".join(
        each if each.isprintable() else f"\\U{ord(each):08x}" if ord(each) > 0xFFFF else f"\\u{ord(each):04x}"
        for each in text
    )


def _comment(text: str, indent: str) -> Iterator[str]:
    """A comment of one or more lines. Whatever is in the text, it stays a comment."""
    for line in textwrap.wrap(_escape(text), WIDTH - len(indent) - 2, break_long_words=True):
        yield f"{indent}# {line}"


def _ask(answer: object, what: str) -> str:
    return "" if answer else f"  # ASK: {what}"


def _owners(connection: Connection) -> Iterator[str]:
    if connection.owners:
        yield f"owners: [{', '.join(map(scalar, connection.owners))}]"


def _schedule(connection: Connection) -> Iterator[str]:
    every = connection.every or Every.DAY
    yield "schedule:"
    yield f"  every: {every}{_ask(connection.every, 'daily or weekly')}"
    if every is Every.WEEK:
        yield f"  on: {connection.on}"
    yield f'  at: "{connection.at or "05:30"}"{_ask(connection.at, "when the file is ready")}'
    yield f"  timezone: {scalar(connection.timezone or 'UTC')}{_ask(connection.timezone, 'their time zone')}"


def _feed(tenant: str, connection: Connection, feed: Mapping[str, object]) -> Iterator[str]:
    host, path = connection.host or HOST_UNKNOWN, connection.path
    form = str(feed.get("format", connection.format or "csv"))
    yield "feed:"
    yield f"  host: {scalar(host)}{_ask(connection.host, 'the host name of their SFTP server')}"
    if connection.port:
        yield f"  port: {connection.port}"
    username = connection.username or USERNAME_UNKNOWN
    yield f"  username: {scalar(username)}{_ask(connection.username, 'the account we log in with')}"
    yield from _auth(tenant, connection)
    if connection.host_keys:
        yield f"  host_keys: [{', '.join(map(scalar, connection.host_keys))}]"
    else:
        yield f"  host_keys: []  # ASK: the fingerprint; `qooper-assets trust {tenant}` prints what they have"
    yield f"  path: {scalar(path or PATHS_UNKNOWN[form])}{_ask(path, 'the exact path of the file')}"
    yield f"  format: {form}"
    coverage = connection.coverage or "full_snapshot"
    yield f"  coverage: {coverage}{_ask(connection.coverage, 'does each file list everybody?')}"
    for key in ("csv", "excel"):
        declared = feed.get(key)
        if isinstance(declared, dict):
            yield f"  {key}:"
            for name, value in declared.items():
                yield f"    {name}: {scalar(value) if isinstance(value, str) else value}"
    if feed.get("records"):
        yield f"  records: {scalar(str(feed['records']))}"


def _auth(tenant: str, connection: Connection) -> Iterator[str]:
    """References to secrets that are handed over by another way."""
    asked = _ask(connection.auth, "password or key; never the secret itself, only where it is")
    yield "  auth:"
    yield f"    type: {connection.auth or 'password'}{asked}"
    if connection.auth != "key":
        yield f'    password: "file:secrets/{tenant}_sftp_password"'
    if connection.auth in ("key", "key_and_password"):
        yield f'    private_key: "file:secrets/{tenant}_sftp_key"'


def _identity(proposal: Proposal, connection: Connection) -> Iterator[str]:
    yield from _comment(
        "What identifies a person over the years. It must be what the customer's single sign-on sends.", ""
    )
    asked = _ask(connection.identity, "do they agree?")
    yield f"identity: {proposal.identity}{asked}"


# The mapping


def _mapping(proposal: Proposal) -> Iterator[str]:
    yield "mapping:"
    standard = [name for name in ColumnMapping.model_fields if name != "custom"]
    for name in standard:
        chosen = proposal.chosen.get(name)
        if chosen:
            yield from _column(chosen, INDENT)
        elif name in ("email", proposal.identity):
            yield f"{INDENT}{name}: {scalar(NOT_ANSWERED)}  # ASK: no file is read before"
        for question in proposal.questions:
            if question.attribute == name:
                yield from _question(question, is_read=chosen is not None)
    custom = [one for name, one in proposal.chosen.items() if name not in standard]
    if custom:
        yield f"{INDENT}custom:"
        for one in custom:
            yield from _column(one, INDENT * 2)
    yield from _left_out(proposal)


def _column(chosen: Chosen, indent: str) -> Iterator[str]:
    yield from _comment(f"{_capitalized('; '.join(chosen.reasons))}." if chosen.reasons else "", indent)
    details = {key: value for key, value in chosen.details.items() if value is not None}
    if details.get("format") == ISO:
        del details["format"]
    if not details:
        yield f"{indent}{chosen.attribute}: {scalar(chosen.header)}"
        return
    yield f"{indent}{chosen.attribute}:"
    yield f"{indent}  column: {scalar(chosen.header)}"
    for key, value in details.items():
        if isinstance(value, Mapping):
            yield f"{indent}  {key}:"
            for word, meaning in value.items():
                yield f"{indent}    {scalar(word)}: {meaning}"
        else:
            yield f"{indent}  {key}: {scalar(str(value))}"


def _question(question: Question, *, is_read: bool) -> Iterator[str]:
    """A question, and the line to be completed if the attribute is not read yet."""
    yield from _comment(f"ASK: {question.text} {question.meanwhile}", INDENT)
    if not is_read:
        header = question.header or (question.options[0] if question.options else "")
        yield f"{INDENT}# {question.attribute}: {scalar(header)}"


def _left_out(proposal: Proposal) -> Iterator[str]:
    if proposal.sensitive:
        yield from _comment(f"Never read, because they look sensitive: {listed(proposal.sensitive)}.", INDENT)
    unmapped = proposal.unmapped.items()
    known = [f"{header!r} ({what})" if what else repr(header) for header, what in unmapped]
    if known:
        yield from _comment(
            f"Not mapped, so they are not read: {', '.join(known)}. A profile field of the customer's own"
            " would be mapped under `custom`.",
            INDENT,
        )


def _capitalized(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def relabel(proposal: Proposal, labels: Mapping[str, str]) -> Mapping[str, Chosen]:
    """The chosen columns under the names of the second header row, which is the one that is read."""
    return {
        name: Chosen(one.attribute, labels.get(one.header, one.header), one.reasons, one.details)
        for name, one in proposal.chosen.items()
    }
