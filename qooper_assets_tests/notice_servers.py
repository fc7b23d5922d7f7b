"""Real servers on loopback that take notices: SMTP with TLS (aiosmtpd), and a webhook over https.

Each keeps what it accepted, and can be set to refuse, hang or answer with a status.
"""

import json
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import Message
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


def write_certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1 and its key into one PEM file, which is also its authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "notices")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "notices.pem"
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


def _context(pem: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


@dataclass
class MailServer:
    """An SMTP server. `answer` decides about each recipient: None accepts, a text is the refusal."""

    answer: Callable[[str], str | None] = lambda _: None
    on_accept: Callable[[str], None] = lambda _: None
    """Called with the id of a notice after it is accepted, before the client knows."""
    mails: list[Message] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    def ids(self) -> Counter[str]:
        return Counter(str(mail["X-Qooper-Notice"]) for mail in self.mails)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = self.answer(address)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        self.mails.append(mail)
        self.on_accept(str(mail["X-Qooper-Notice"]))
        return "250 OK"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, how: str, data: Any) -> Any:
        assert isinstance(data, LoginPassword)
        login = (data.login.decode(), data.password.decode())
        self.logins.append(login)
        return AuthResult(success=login == ("qooper", "correct horse"), handled=False)


@contextmanager
def mail_server(
    pem: Path, server: MailServer | None = None, *, tls: str = "starttls"
) -> Iterator[MailServer]:
    """Run an SMTP server: `starttls`, which requires a login, `implicit` TLS, or `none`."""
    server = server or MailServer()
    options: dict[str, Any] = {"hostname": "127.0.0.1", "port": 0}
    if tls == "starttls":
        options |= {"tls_context": _context(pem), "require_starttls": True}
        options |= {"authenticator": server.authenticate, "auth_required": True}
    elif tls == "implicit":
        options |= {"ssl_context": _context(pem)}
    controller = _Controller(server, **options)
    controller.start()
    server.port = controller.bound_port
    try:
        yield server
    finally:
        controller.stop()


class _Controller(Controller):
    """A controller on a free port."""

    @cached_property
    def bound_port(self) -> int:
        return int(self.server.sockets[0].getsockname()[1])  # type: ignore[union-attr]

    def _trigger_server(self) -> None:
        """aiosmtpd connects once to see that it is there; it only knows the port that was asked for."""
        self.port = self.bound_port
        super()._trigger_server()


@dataclass
class HookServer:
    """A webhook. `answer` decides about each request: a status, or a number of seconds to hang."""

    answer: Callable[[], int] = lambda: 200
    on_accept: Callable[[str], None] = lambda _: None
    accepted: list[dict[str, Any]] = field(default_factory=list)
    """The bodies of requests that were answered with 2xx, with their `Idempotency-Key` as `key`."""
    requests: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    """More headers of an answer."""
    drips: bool = False
    """Send the answer a byte at a time, and never finish."""
    port: int = 0

    def ids(self) -> Counter[str]:
        return Counter(body["key"] for body in self.accepted)


@contextmanager
def hook_server(pem: Path, server: HookServer | None = None) -> Iterator[HookServer]:
    """Run a webhook over https."""
    server = server or HookServer()
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.requests += 1
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = server.answer()
            if server.drips:
                while not ended.wait(0.02):
                    self.wfile.write(b"H")
                return
            if status == 0:  # hang
                ended.wait(30)
                return
            if 200 <= status <= 299:
                server.accepted.append({**body, "key": self.headers["Idempotency-Key"]})
                server.on_accept(self.headers["Idempotency-Key"])
            self.send_response(status)
            for name, value in server.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that was killed, or does not trust the certificate, is expected."""

    http = Server(("127.0.0.1", 0), Handler)
    http.socket = _context(pem).wrap_socket(http.socket, server_side=True)
    server.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        ended.set()
        http.shutdown()
        http.server_close()
        thread.join()


def wait_until(is_done: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for another thread or process."""
    until = time.monotonic() + seconds
    while not is_done():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.01)
