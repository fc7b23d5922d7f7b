"""Sends one notice over one channel: by SMTP with TLS, or to a webhook over https.

Belongs here: the two protocols, their time limits, and what an error of them means. Does not: what is sent
(`core/notice_texts.py`), or when (`stages/notifying.py`). No outcome contains an address, a URL or a text of
the server: the URL is a secret, and servers repeat addresses.
"""

import queue
import smtplib
import ssl
import threading
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.core.notice_channels import Email, Webhook
from qooper_assets.core.notice_texts import email_text, title, webhook_body
from qooper_assets.core.notices import Notice
from qooper_assets.edges import secrets

IO_SECONDS_MAX = 10
"""Each connection, answer and line."""
SEND_SECONDS_MAX = 20
"""The whole of one attempt, however slowly a server goes on answering."""
RETRY_AFTER_SECONDS_MAX = 3_600
GONE = 410


class Outcome(NamedTuple):
    """How one attempt ended."""

    error: str = ""
    """Blank: it was delivered."""
    is_final: bool = False
    """Another attempt would fail as well: this recipient is refused for good."""
    is_channel: bool = False
    """The whole channel fails, not only this recipient or this message."""
    retry_after_seconds: int = 0
    """How long the server asks to wait."""


def send_email(email: Email, recipient: str, notice: Notice, link: str, base: Path) -> Outcome:
    """Send a notice to one address. `base` is the folder of `file:` secrets."""
    return _in_time(lambda: _send_email(email, recipient, notice, link, base))


def send_webhook(webhook: Webhook, notice: Notice, link: str, base: Path) -> Outcome:
    """Post a notice to a webhook; a redirect is not followed."""
    return _in_time(lambda: _send_webhook(webhook, notice, link, base))


def _in_time(send: Callable[[], Outcome]) -> Outcome:
    """Send in a thread, and stop waiting for it after `SEND_SECONDS_MAX`: a server that sends a byte now and
    then meets every limit of a socket. The thread ends with its connection."""
    outcomes: queue.Queue[Outcome] = queue.Queue()

    def run() -> None:
        try:
            outcomes.put(send())
        except QooperAssetsError as error:  # a secret is missing
            outcomes.put(Outcome(f"{error.code}: {error.where}", is_channel=True))
        except Exception as error:  # noqa: BLE001  whatever it is, the notice waits
            outcomes.put(Outcome(f"an error that we did not foresee ({type(error).__name__})"))

    threading.Thread(target=run, daemon=True).start()
    try:
        return outcomes.get(timeout=SEND_SECONDS_MAX)
    except queue.Empty:
        return Outcome(f"no answer within {SEND_SECONDS_MAX} seconds", is_channel=True)


def _trust(ca_file: str | None, base: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(base / ca_file) if ca_file else None)


# E-mail


def _message(email: Email, recipient: str, notice: Notice, link: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = f"[qooper] {title(notice)}"
    message["From"] = email.sender
    message["To"] = recipient
    message["Date"] = format_datetime(notice.at)
    # The same for each attempt: a receiver recognizes a repeat by it.
    message["Message-ID"] = f"<{notice.notice_id}@{email.sender.rpartition('@')[2]}>"
    message["X-Qooper-Notice"] = notice.notice_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(email_text(notice, link))
    return message


def _send_email(email: Email, recipient: str, notice: Notice, link: str, base: Path) -> Outcome:
    message = _message(email, recipient, notice, link)
    server: smtplib.SMTP | None = None
    try:
        password = secrets.resolve(email.password, base) if email.password else None
        context = _trust(email.ca_file, base)
        if email.tls == "implicit":
            server = smtplib.SMTP_SSL(email.host, email.port_used, timeout=IO_SECONDS_MAX, context=context)
        else:
            server = smtplib.SMTP(email.host, email.port_used, timeout=IO_SECONDS_MAX)
            server.starttls(context=context)  # raises if the server does not offer it
        if email.username and password:
            server.login(email.username, password)
        server.send_message(message)
        return Outcome()
    except smtplib.SMTPRecipientsRefused as error:
        code = max((code for code, _ in error.recipients.values()), default=0)
        return Outcome(f"the server answered {code} to the recipient", is_final=500 <= code <= 599)
    except smtplib.SMTPDataError as error:
        code = error.smtp_code
        return Outcome(f"the server answered {code} to the message", is_final=500 <= code <= 599)
    except smtplib.SMTPAuthenticationError as error:
        return Outcome(f"the server refused the login ({error.smtp_code})", is_channel=True)
    except smtplib.SMTPNotSupportedError:
        return Outcome("the server does not offer STARTTLS, or no login", is_channel=True)
    except smtplib.SMTPResponseException as error:  # also a sender that is refused
        return Outcome(f"the server answered {error.smtp_code}", is_channel=True)
    except smtplib.SMTPException:
        return Outcome("the server ended the connection, or did not answer in time", is_channel=True)
    except OSError as error:
        return Outcome(_network_error(error), is_channel=True)
    finally:
        if server is not None:
            server.close()


def _network_error(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "the server's certificate is not valid for it"
    if isinstance(error, ssl.SSLError):
        return "TLS failed"
    if isinstance(error, TimeoutError):
        return f"no answer within {IO_SECONDS_MAX} seconds"
    if isinstance(error, ConnectionRefusedError):
        return "the connection was refused"
    return f"no connection ({type(error).__name__})"


# Webhooks


def _send_webhook(webhook: Webhook, notice: Notice, link: str, base: Path) -> Outcome:
    import requests

    url = secrets.resolve(webhook.url, base).strip()
    if not url.startswith("https://"):
        return Outcome("its URL does not begin with https://", is_channel=True)
    body = webhook_body(notice, link, webhook.format)
    headers = {"Idempotency-Key": notice.notice_id, "User-Agent": "qooper-assets"}
    try:
        with (
            requests.Session() as session,
            session.post(
                url,
                json=body,
                headers=headers,
                timeout=IO_SECONDS_MAX,
                allow_redirects=False,
                stream=True,  # the answer's body is of no interest, and may have any size
                verify=str(base / webhook.ca_file) if webhook.ca_file else True,
            ) as response,
        ):
            return _judge(response.status_code, response.headers)
    except requests.exceptions.SSLError:
        return Outcome("TLS failed, or the certificate is not valid for the server", is_channel=True)
    except requests.exceptions.Timeout:
        return Outcome(f"no answer within {IO_SECONDS_MAX} seconds", is_channel=True)
    except requests.exceptions.ConnectionError:
        return Outcome("no connection, or it was lost", is_channel=True)
    except requests.exceptions.RequestException as error:
        return Outcome(f"no request can be made of its URL ({type(error).__name__})", is_channel=True)


def _judge(status: int, headers: Mapping[str, Any]) -> Outcome:
    if 200 <= status <= 299:
        return Outcome()
    if 300 <= status <= 399:
        return Outcome(f"the server redirects ({status}), which is not followed", is_channel=True)
    asked = str(headers.get("Retry-After", ""))
    seconds = min(int(asked), RETRY_AFTER_SECONDS_MAX) if asked.isascii() and asked.isdigit() else 0
    return Outcome(
        f"the server answered {status}",
        is_final=status == GONE,
        is_channel=status == 429 or seconds > 0,
        retry_after_seconds=seconds,
    )
