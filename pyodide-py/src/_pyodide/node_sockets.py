"""Python's sockets on those of Node.js: what the system calls below them lack, and TLS with Node.js's certificates."""

import os
import socket
from collections.abc import Callable
from typing import Any, NoReturn

from _pyodide.stack_switching import run_sync
from _pyodide.tls_handshake import check_handshake
from _pyodide_core import JsException, can_run_sync

sockets: Any = None
"""The NodeSockets of the runtime, once they are in use."""

# What Linux calls options that emscripten's headers leave out, for programs that set them everywhere.
OPTIONS = {"SO_REUSEADDR": 2, "SO_SNDBUF": 7, "SO_RCVBUF": 8, "SO_KEEPALIVE": 9, "SO_LINGER": 13, "SO_REUSEPORT": 15}
HOW = {"SHUT_RD": 0, "SHUT_WR": 1, "SHUT_RDWR": 2}
# The names of Node.js's methods for options that it has.
METHODS = {
    (socket.IPPROTO_TCP, socket.TCP_NODELAY): "noDelay",
    (socket.SOL_SOCKET, OPTIONS["SO_KEEPALIVE"]): "keepAlive",
}
# Node.js decides about these by itself.
DECIDED = {(socket.SOL_SOCKET, OPTIONS[name]) for name in OPTIONS if name != "SO_KEEPALIVE"}


def install(node_sockets: Any) -> None:
    """Complete the module `socket`, and let asyncio and http.client use it.

    Args:
        node_sockets: The NodeSockets of the runtime.
    """
    global sockets  # noqa: PLW0603 - one interpreter, one set of sockets
    sockets = node_sockets
    for name, number in {**OPTIONS, **HOW}.items():
        if not hasattr(socket, name):
            setattr(socket, name, number)
    methods: Any = socket.socket
    methods.shutdown = shutdown
    methods.setsockopt = _setsockopt(methods.setsockopt)
    socket.getaddrinfo = _getaddrinfo(socket.getaddrinfo)
    socket.gethostbyname = gethostbyname
    from _pyodide import suspending_sockets
    from _pyodide.node_socket_loop import use_sockets

    suspending_sockets.install(node_sockets)
    use_sockets(node_sockets)


def start_tls(sock: socket.socket, server_hostname: str, *, verify: bool = True) -> None:
    """Begin TLS on a connection and wait until it is secure; it is read and written as before.

    Args:
        sock: The connection.
        server_hostname: Whose certificate the server has to show.
        verify: Whether a certificate that Node.js does not trust is refused.

    Raises:
        ConnectionError: the handshake failed.
        TimeoutError: it took longer than the timeout of the socket.
    """
    timeout = sock.gettimeout()
    limit = () if timeout is None else (timeout * 1000,)
    if can_run_sync():
        failure = run_sync(sockets.secure(sock.fileno(), server_hostname, verify, *limit))
    else:
        failure = sockets.secureSync(sock.fileno(), server_hostname, verify, *limit)
    if failure == "late":
        raise TimeoutError(f"The TLS handshake with {server_hostname} took longer than {timeout} s")
    check_handshake(failure, server_hostname)


def shutdown(self: socket.socket, how: int, /) -> None:
    """Send no more, or receive no more, or neither (SHUT_RD, SHUT_WR, SHUT_RDWR).

    Raises:
        OSError: there is no connection.
    """
    if self.fileno() < 0:
        _raise_errno("EBADF")
    try:
        sockets.shutdown(self.fileno(), how)
    except JsException as error:
        raise OSError(error.errno, os.strerror(error.errno)) from None


def _setsockopt(setsockopt_of_libc: Callable[..., None]) -> Callable[..., None]:
    def setsockopt(self: socket.socket, level: int, optname: int, value: Any, *optlen: int) -> None:
        """Set an option; those that Node.js leaves to nobody have no effect.

        Raises:
            OSError: there is no such option here.
        """
        option = (level, optname)
        if option in METHODS:
            sockets.set(self.fileno(), METHODS[option], bool(value))
        elif option in DECIDED:
            if isinstance(value, int):
                sockets.remember(self.fileno(), level, optname, value)
        else:
            setsockopt_of_libc(self, level, optname, value, *optlen)

    return setsockopt


def _getaddrinfo(without_lookup: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    def getaddrinfo(host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0) -> list[Any]:
        """Return the addresses of a host as Node.js finds them.

        Raises:
            socket.gaierror: it finds none.
        """
        addresses = [host] if not host or _is_address(host) else _lookup(host)
        return [info for address in addresses for info in without_lookup(address, port, family, type, proto, flags)]

    return getaddrinfo


def gethostbyname(hostname: str, /) -> str:
    """Return an address of a host.

    Raises:
        socket.gaierror: there is none.
    """
    return hostname if _is_address(hostname) else _lookup(hostname)[0]


def _lookup(host: Any) -> list[str]:
    name = host.decode("idna") if isinstance(host, bytes) else host
    found = sockets.lookup(name)
    if isinstance(found, str):
        raise socket.gaierror(socket.EAI_NONAME, f"Name or service not known: {name} ({found})")
    return list(found)


def _is_address(host: Any) -> bool:
    try:
        socket.inet_aton(host)
    except (OSError, TypeError):
        return False
    return True


def _raise_errno(name: str) -> NoReturn:
    import errno

    number = getattr(errno, name)
    raise OSError(number, os.strerror(number))
