"""A TCP proxy that does one thing to one connection at one byte: cuts, resets, stalls or corrupts.

Faults do not depend on timing: each is triggered by its byte, however busy the machine is.
"""

import socket
import struct
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Direction = Literal["from server", "to server"]
Action = Literal["cut", "reset", "stall", "corrupt"]
NEWKEYS = 21


class Fault(NamedTuple):
    action: Action
    direction: Direction
    at: int
    """The first byte that is not passed unchanged, counted from 0."""


@dataclass
class Proxy:
    port: int
    fault: Fault | None = None
    """Applied to the first connection only."""
    passed: dict[tuple[int, Direction], bytearray] = field(default_factory=lambda: defaultdict(bytearray))
    """The bytes that went through, by number of the connection."""
    connections: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def serve(self, listener: socket.socket, server_port: int) -> None:
        pumps, sockets = [], []
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", server_port))
                sockets += [client, server]
                number, self.connections = self.connections, self.connections + 1
                for direction, source, sink in (
                    ("to server", client, server),
                    ("from server", server, client),
                ):
                    pump = threading.Thread(target=self._pump, args=(number, direction, source, sink))
                    pump.start()
                    pumps.append(pump)
        _shut(*sockets)
        for pump in pumps:
            pump.join()
        for one in sockets:
            one.close()

    def _pump(self, number: int, direction: Direction, source: socket.socket, sink: socket.socket) -> None:
        passed = self.passed[number, direction]
        fault = self.fault if number == 0 and self.fault and self.fault.direction == direction else None
        with suppress(OSError):
            while data := source.recv(65_536):
                keep = fault.at - len(passed) if fault else len(data)
                if fault is None or keep >= len(data):
                    sink.sendall(data)
                elif fault.action == "corrupt":
                    sink.sendall(data[:keep] + bytes([data[keep] ^ 1]) + data[keep + 1 :])
                    fault = None
                else:
                    sink.sendall(data[:keep])
                    self._end(fault.action, source, sink)
                    return
                passed += data
        _shut(source, sink)

    def _end(self, action: Action, source: socket.socket, sink: socket.socket) -> None:
        if action == "stall":
            self._over.wait()
        if action != "reset":
            _shut(source, sink)
            return
        for one in (source, sink):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            one.shutdown(socket.SHUT_RD)  # wakes the other pump without notifying the peer
            one.close()


def _shut(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@contextmanager
def meddling(server_port: int, fault: Fault | None = None) -> Iterator[Proxy]:
    """Run a proxy in front of the server at this port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        proxy = Proxy(listener.getsockname()[1], fault)
        thread = threading.Thread(target=proxy.serve, args=(listener, server_port))
        thread.start()
        try:
            yield proxy
        finally:
            proxy._over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            assert not thread.is_alive()


class Marks(NamedTuple):
    """Offset of a byte within each phase of a connection, in one direction."""

    greeting: int
    key_exchange: int
    """Within the first packet: what each side offers."""
    host_key: int
    """Within the last packet of the exchange; the server's has its host key and signature."""
    login: int
    """Within the first encrypted packet, after its length."""
    last_of_login: int
    session: int
    """Within the first packet after the login."""
    transfer: int


def marks_of(stream: bytes) -> Marks:
    """Parse the stream of a connection that ended with the login (RFC 4253, 4.2 and 6)."""
    starts = [stream.index(b"\n") + 1]
    kind = 0
    while kind != NEWKEYS:
        at = starts[-1]
        size, _, kind = struct.unpack(">IBB", stream[at : at + 6])
        starts.append(at + 4 + size)
    return Marks(
        greeting=3,
        key_exchange=starts[0] + 10,
        host_key=starts[-3] + 30,
        login=starts[-1] + 6,
        last_of_login=len(stream) - 2,
        session=len(stream) + 6,
        transfer=len(stream) + 100_000,
    )


def timers_left() -> list[threading.Timer]:
    """Timers still pending although their connection is closed. A cancelled timer needs a moment to end."""
    found = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    for timer in found:
        timer.join(2)
    return [timer for timer in found if timer.is_alive()]
