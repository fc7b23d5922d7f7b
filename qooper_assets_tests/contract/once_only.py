"""A server that lets each file be downloaded once, and moves it away when it is closed (F24)."""

import os
from collections.abc import Callable
from typing import Any

import asyncssh


def moving(happens: Callable[[str, asyncssh.SFTPServer], object]) -> type[asyncssh.SFTPServer]:
    """A server that calls `happens` with the path below its root after each file was closed."""

    class Moving(asyncssh.SFTPServer):
        def close(self, file_obj: Any) -> None:
            path = file_obj.name
            super().close(file_obj)
            happens(os.fsdecode(path), self)

    return Moving


OnceOnly = moving(lambda path, server: os.unlink(path))
