"""Notices meet real servers: what is delivered, and what becomes of every way to fail."""

import json
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from qooper_assets.core.notice_channels import Channels, Email, Webhook
from qooper_assets.core.notices import Kind, Notice
from qooper_assets.edges import notify
from qooper_assets_tests.notice_servers import (
    HookServer,
    MailServer,
    hook_server,
    mail_server,
    write_certificate,
)

NOTICE = Notice(
    notice_id="0123456789abcdef",
    tenant="acme",
    kind=Kind.HELD,
    at=datetime(2026, 3, 2, 12, 0, tzinfo=UTC),
    partition="2026-03-02",
    run_id="run-1",
    code="deactivations",
    counts={"gone": 12_345},
    details=("deactivations: 12,345 people, the limit is 5 <b> & *",),
    remedy="Approve or reject it.",
)
LINK = "https://dagster.example/runs/run-1"


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "smtp_password").write_text("correct horse\n")
    monkeypatch.setattr(notify, "IO_SECONDS_MAX", 0.5)
    monkeypatch.setattr(notify, "SEND_SECONDS_MAX", 2)
    return tmp_path


def an_email(pem: Path, port: int, **changes: Any) -> Email:
    document = {
        "host": "127.0.0.1",
        "port": port,
        "username": "qooper",
        "password": "file:smtp_password",
        "sender": "qooper@vendor.example",
        "default": ["oncall@vendor.example"],
        "ca_file": str(pem),
    }
    return Email.model_validate(document | changes)


def send(email: Email, base: Path, to: str = "owner@acme.example") -> notify.Outcome:
    return notify.send_email(email, to, NOTICE, LINK, base)


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_an_email_is_delivered_over_tls(tls: str, pem: Path, base: Path) -> None:
    with mail_server(pem, tls=tls) as server:
        login = {} if tls == "starttls" else {"username": None, "password": None}
        assert send(an_email(pem, server.port, tls=tls, **login), base) == notify.Outcome()
    (mail,) = server.mails
    assert server.logins == ([("qooper", "correct horse")] if tls == "starttls" else [])
    assert mail["Subject"] == (
        "[qooper] acme: a change set is held and waits for a decision (2026-03-02) [deactivations]"
    )
    assert (mail["To"], mail["Message-ID"]) == ("owner@acme.example", "<0123456789abcdef@vendor.example>")
    text = mail.get_payload(decode=True)
    assert isinstance(text, bytes)
    for part in ("12,345 gone", "the limit is 5", "Approve or reject it.", LINK, "0123456789abcdef"):
        assert part in text.decode()


def test_nothing_is_sent_without_tls_or_to_a_server_that_is_not_trusted(pem: Path, base: Path) -> None:
    with mail_server(pem, tls="none") as server:
        outcome = send(an_email(pem, server.port), base)
    assert (outcome.is_final, outcome.is_channel) == (False, True)
    assert "STARTTLS" in outcome.error
    with mail_server(pem) as trusted:
        outcome = send(an_email(pem, trusted.port, ca_file=None), base)
    assert outcome == notify.Outcome("the server's certificate is not valid for it", is_channel=True)
    assert (server.logins, server.mails, trusted.logins, trusted.mails) == ([], [], [], [])


@pytest.mark.parametrize(
    ("answer", "is_final"),
    [("451 4.7.1 owner@acme.example is greylisted", False), ("550 5.1.1 no owner@acme.example", True)],
)
def test_a_recipient_who_is_greylisted_waits_and_one_who_does_not_exist_is_given_up(
    answer: str, is_final: bool, pem: Path, base: Path
) -> None:
    with mail_server(pem, MailServer(answer=lambda _: answer)) as server:
        outcome = send(an_email(pem, server.port), base)
    assert outcome == notify.Outcome(f"the server answered {answer[:3]} to the recipient", is_final=is_final)


def test_a_mail_server_that_refuses_hangs_or_knows_another_password_fails_the_channel(
    pem: Path, base: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        hangs = send(an_email(pem, port), base)
    refuses = send(an_email(pem, port), base)
    with mail_server(pem) as server:
        wrong = send(an_email(pem, server.port, username="other"), base)
        missing = send(an_email(pem, server.port, password="file:not_there"), base)
    assert hangs == notify.Outcome(
        "the server ended the connection, or did not answer in time", is_channel=True
    )
    assert refuses == notify.Outcome("the connection was refused", is_channel=True)
    assert wrong == notify.Outcome("the server refused the login (535)", is_channel=True)
    assert missing == notify.Outcome("secret_missing: file:not_there", is_channel=True)


def a_hook(pem: Path, base: Path, port: int, shape: str = "json", scheme: str = "https") -> Webhook:
    (base / "hook_url").write_text(f"{scheme}://127.0.0.1:{port}/services/T000/secret-token")
    channel = {"name": "ops", "url": "file:hook_url", "format": shape, "ca_file": str(pem)}
    return Channels.model_validate({"webhooks": [channel]}).webhooks[0]


def test_each_format_is_the_json_that_its_receiver_takes_and_has_the_id(pem: Path, base: Path) -> None:
    with hook_server(pem) as server:
        for shape in ("json", "slack", "teams"):
            hook = a_hook(pem, base, server.port, shape)
            assert notify.send_webhook(hook, NOTICE, LINK, base) == notify.Outcome()
    generic, slack, teams = server.accepted
    assert server.ids() == {NOTICE.notice_id: 3}
    assert (generic["id"], generic["kind"], generic["counts"]) == (NOTICE.notice_id, "held", {"gone": 12_345})
    assert set(slack) == {"text", "key"}
    assert "&lt;b&gt; &amp; *" in slack["text"] and f"<{LINK}|" in slack["text"]
    (attachment,) = teams["attachments"]
    assert teams["type"] == "message"
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert attachment["content"]["actions"][0]["url"] == LINK
    for body in server.accepted:
        assert NOTICE.notice_id in json.dumps(body)


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (
            302,
            {"Location": "/elsewhere"},
            ("the server redirects (302), which is not followed", False, True, 0),
        ),
        (500, {}, ("the server answered 500", False, False, 0)),
        (404, {}, ("the server answered 404", False, False, 0)),
        (410, {}, ("the server answered 410", True, False, 0)),
        (429, {"Retry-After": "120"}, ("the server answered 429", False, True, 120)),
        (503, {"Retry-After": "999999"}, ("the server answered 503", False, True, 3_600)),
        (0, {}, ("no answer within 0.5 seconds", False, True, 0)),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_every_answer_but_success_has_its_consequence(
    status: int, headers: dict[str, str], expected: tuple[Any, ...], pem: Path, base: Path
) -> None:
    with hook_server(pem, HookServer(answer=lambda: status, headers=headers)) as server:
        outcome = notify.send_webhook(a_hook(pem, base, server.port), NOTICE, LINK, base)
    assert outcome == notify.Outcome(*expected)
    assert server.requests == 1 and not server.accepted


def test_a_webhook_that_drips_is_left_after_the_limit_of_the_whole_attempt(pem: Path, base: Path) -> None:
    began_at = time.monotonic()
    with hook_server(pem, HookServer(drips=True)) as server:
        outcome = notify.send_webhook(a_hook(pem, base, server.port), NOTICE, LINK, base)
    assert time.monotonic() - began_at < 8
    assert outcome == notify.Outcome("no answer within 2 seconds", is_channel=True)


def test_a_webhook_is_only_called_over_https_at_a_server_that_is_trusted(pem: Path, base: Path) -> None:
    with hook_server(pem) as server:
        plain = notify.send_webhook(a_hook(pem, base, server.port, scheme="http"), NOTICE, LINK, base)
        hook = a_hook(pem, base, server.port).model_copy(update={"ca_file": None})
        unknown = notify.send_webhook(hook, NOTICE, LINK, base)
    gone = notify.send_webhook(a_hook(pem, base, server.port), NOTICE, LINK, base)
    assert server.requests == 0
    assert plain.error == "its URL does not begin with https://"
    for outcome in (plain, unknown, gone):
        assert outcome.is_channel and not outcome.is_final
        assert "secret-token" not in outcome.error
