"""Calls of sockets that suspend where they can instead of blocking, so that JavaScript's event loop goes on."""

import errno
import os
import socket
from collections.abc import Callable
from typing import Any

from _pyodide.stack_switching import run_sync
from _pyodide_core import can_run_sync

# The other side may run on the same event loop: a part that fits into the system's buffers is sent, then it has a turn.
PART = 1 << 16

READERS = ("_accept", "recv", "recv_into", "recvfrom", "recvfrom_into")


def install(node_sockets: Any) -> None:
    """Replace the methods of sockets that wait.

    Args:
        node_sockets: The NodeSockets of the runtime.
    """
    methods: Any = socket.socket
    for name in READERS:
        setattr(methods, name, _reading(node_sockets, getattr(methods, name)))
    methods.connect = _connect(node_sockets, methods.connect, methods.connect_ex)
    methods.send = _send(node_sockets, methods.send)
    methods.sendall = _sendall(node_sockets, methods.sendall)


def can_suspend(sock: socket.socket) -> bool:
    """Tell whether a call of a socket is to wait by suspending."""
    return sock.gettimeout() != 0 and sock.fileno() >= 0 and can_run_sync()


def wait(node_sockets: Any, sock: socket.socket, what: str) -> None:
    """Wait until a socket is ready.

    Raises:
        TimeoutError: it took longer than the timeout of the socket.
    """
    timeout = sock.gettimeout()
    limit = () if timeout is None else (timeout * 1000,)
    promise = node_sockets.whenReady(sock.fileno(), what, *limit)
    if promise is not None and not run_sync(promise):
        raise TimeoutError("timed out")


def _reading(node_sockets: Any, method: Callable[..., Any]) -> Callable[..., Any]:
    def read(self: socket.socket, *args: Any, **options: Any) -> Any:
        flags = args[-1] if len(args) > 1 else 0
        if can_suspend(self) and not flags & socket.MSG_DONTWAIT:
            wait(node_sockets, self, "read")
        return method(self, *args, **options)

    read.__name__, read.__doc__ = method.__name__, method.__doc__
    return read


def _connect(node_sockets: Any, connect: Callable[..., None], connect_ex: Callable[..., int]) -> Callable[..., None]:
    def connect_suspending(self: socket.socket, address: Any, /) -> None:
        """Connect to an address.

        Raises:
            OSError: there is no connection.
        """
        if not can_suspend(self):
            connect(self, address)
            return
        timeout = self.gettimeout()
        self.setblocking(False)
        try:
            failure = connect_ex(self, address)
        finally:
            self.settimeout(timeout)
        if failure == errno.EINPROGRESS:
            wait(node_sockets, self, "connect")
            failure = self.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if failure:
            raise OSError(failure, os.strerror(failure))

    connect_suspending.__name__ = "connect"
    return connect_suspending


def _send(node_sockets: Any, method: Callable[..., int]) -> Callable[..., int]:
    def send(self: socket.socket, data: Any, flags: int = 0, /) -> int:
        """Send what fits, and return how many bytes that were.

        Raises:
            OSError: there is no connection.
        """
        if can_suspend(self) and not flags & socket.MSG_DONTWAIT:
            wait(node_sockets, self, "write")
            count = method(self, memoryview(data).cast("B")[:PART], flags | socket.MSG_DONTWAIT)
            wait(node_sockets, self, "flush")
            return count
        return method(self, data, flags)

    return send


def _sendall(node_sockets: Any, method: Callable[..., None]) -> Callable[..., None]:
    def sendall(self: socket.socket, data: Any, flags: int = 0, /) -> None:
        """Send everything.

        Raises:
            OSError: there is no connection.
        """
        if not can_suspend(self):
            method(self, data, flags)
            return
        view = memoryview(data).cast("B")
        while view:
            view = view[self.send(view, flags) :]

    return sendall
