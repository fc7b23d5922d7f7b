"""No change of state is lost, and each is delivered at most twice, whatever fails and whoever is killed.

QOOPER_NOTICE_CHANGES sets how many changes of state there are; `.ci/run` takes the default.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import sqlalchemy as sa
import yaml

from qooper_assets.edges.ledger import tables
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.notice_servers import (
    HookServer,
    MailServer,
    hook_server,
    mail_server,
    write_certificate,
)

CHANGES = int(os.environ.get("QOOPER_NOTICE_CHANGES", "30"))
KILLS = 2 if CHANGES < 100 else 6
FAILING = 0.3


def write_channels(folder: Path, pem: Path, mail_port: int, hook_port: int) -> None:
    (folder / "smtp_password").write_text("correct horse")
    (folder / "hook_url").write_text(f"https://127.0.0.1:{hook_port}/secret")
    document = {
        "link": "https://dagster.example",
        "email": {
            "host": "127.0.0.1",
            "port": mail_port,
            "username": "qooper",
            "password": "file:smtp_password",
            "sender": "qooper@vendor.example",
            "default": ["oncall@vendor.example"],
            "ca_file": str(pem),
        },
        "webhooks": [{"name": "ops", "url": "file:hook_url", "format": "json", "ca_file": str(pem)}],
    }
    (folder / "notices.yaml").write_text(yaml.safe_dump(document))


def test_no_notice_is_lost_and_none_arrives_more_than_twice(tmp_path: Path) -> None:
    """Both servers fail 30 % of the time. The sender is killed when a server has accepted a notice and the
    sender does not know yet, which is the only moment at which it can be delivered again. (No notice can be
    delivered exactly once, so one whose sender is killed there twice would arrive three times.)"""
    chance, lock = random.Random(7), threading.Lock()
    accepted = [0]
    kill_from = [CHANGES * 3 * (n + 1) // (KILLS + 1) for n in range(KILLS)]
    killed: list[str] = []
    running: list[subprocess.Popen[bytes]] = []

    def fails() -> bool:
        with lock:
            return chance.random() < FAILING

    def kill_in_time(notice_id: str) -> None:
        accepted[0] += 1
        is_time = len(killed) < KILLS and accepted[0] >= kill_from[len(killed)]
        if is_time and notice_id not in killed:
            killed.append(notice_id)
            running[-1].send_signal(signal.SIGKILL)
            running[-1].wait()

    pem = write_certificate(tmp_path)
    mails = MailServer(answer=lambda _: "451 4.7.1 later" if fails() else None, on_accept=kill_in_time)
    hooks = HookServer(answer=lambda: 500 if fails() else 200, on_accept=kill_in_time)
    with mail_server(pem, mails), hook_server(pem, hooks):
        write_channels(tmp_path, pem, mails.port, hooks.port)
        for attempt in range(KILLS + 1):
            command = [sys.executable, "-m", "qooper_assets_tests.e2e.notifying_until_killed"]
            running.append(subprocess.Popen([*command, str(tmp_path), str(CHANGES), str(attempt * 40_000)]))
            running[-1].wait(timeout=300)
    assert [process.returncode for process in running] == [-signal.SIGKILL] * KILLS + [0]
    ledger = Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite'}", FakeClock())
    with ledger.database.reading() as db:
        known = set(db.scalars(sa.select(tables.notices.c.notice_id)))
        assert db.scalar(sa.select(sa.func.count()).select_from(tables.receipts)) == CHANGES
        assert db.scalar(sa.select(sa.func.max(tables.outbox.c.attempts))) > 1
    ledger.close()
    assert len(known) == CHANGES
    received = {
        to: [str(mail["X-Qooper-Notice"]) for mail in mails.mails if mail["To"] == to]
        for to in ("owner@vendor.example", "oncall@vendor.example")
    } | {"hook": [body["key"] for body in hooks.accepted]}
    again = 0
    for ids in received.values():
        assert set(ids) == known
        assert max(ids.count(each) for each in known) <= 2
        again += len(ids) - len(known)
    assert again == KILLS  # nothing else is delivered again
    assert {mail["To"] for mail in mails.mails} == set(received) - {"hook"}
