"""A real browser: headless Chromium, driven over the W3C WebDriver protocol by Debian's ChromeDriver."""

import base64
import json
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qooper_assets_tests.debian.processes import answers, free_port, running

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1500,1000",
]  # fmt: skip


class Browser:
    """One tab."""

    def __init__(self, driver: str, profile: str) -> None:
        self._driver = driver
        options = {"binary": "/usr/bin/chromium", "args": [*FLAGS, f"--user-data-dir={profile}"]}
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        self._session = "/session/" + self._ask("POST", "/session", wanted)["sessionId"]

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(self._driver + path, data, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def read(self, url: str, *expected: str, seconds_max: float = 60) -> str:
        """Open a page and return its text as soon as it contains everything expected."""
        self._ask("POST", f"{self._session}/url", {"url": url})
        deadline, text = time.monotonic() + seconds_max, ""
        while time.monotonic() < deadline:
            script = {"script": "return document.body.innerText", "args": []}
            text = self._ask("POST", f"{self._session}/execute/sync", script) or ""
            if all(words in text for words in expected):
                return str(text)
            time.sleep(0.2)
        missing = [words for words in expected if words not in text]
        raise AssertionError(f"{url} does not show {missing}, but:\n{text[:3000]}")

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._ask("GET", f"{self._session}/screenshot")))

    def close(self) -> None:
        self._ask("DELETE", self._session)


@contextmanager
def browser(log: Path) -> Iterator[Browser]:
    port = free_port()
    with (
        tempfile.TemporaryDirectory(prefix="qooper-browser-") as profile,
        running(["/usr/bin/chromedriver", f"--port={port}"], log, is_ready=lambda: answers(port)),
    ):
        opened = Browser(f"http://127.0.0.1:{port}", profile)
        try:
            yield opened
        finally:
            opened.close()
