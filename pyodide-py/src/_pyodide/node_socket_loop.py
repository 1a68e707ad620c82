"""asyncio's event loop with the sockets of Node.js: connections, servers and TLS."""

import asyncio
import selectors
import socket
import weakref
from asyncio import selector_events
from collections.abc import Callable
from typing import Any

from _pyodide.tls_handshake import check_handshake
from pyodide.ffi import create_proxy
from pyodide.webloop import SOCKET_METHODS, WebLoop


class SocketSelector(selectors._BaseSelectorImpl):
    """What is to be watched, which JavaScript does: it calls the loop, nobody asks here."""

    def __init__(self, watch: Any) -> None:
        super().__init__()
        self._watch = watch

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        key = super().register(fileobj, events, data)
        self._watch.watch(key.fd, events)
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        key = super().unregister(fileobj)
        self._watch.unwatch(key.fd)
        return key

    def modify(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        key = super().modify(fileobj, events, data)
        self._watch.watch(key.fd, events)
        return key

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return nothing: JavaScript tells what is ready when it is."""
        return []


class SocketLoop(WebLoop, selector_events.BaseSelectorEventLoop):
    """A WebLoop that has sockets, as asyncio's own loop for selectors uses them."""

    # What BaseSelectorEventLoop has, and its types do not tell.
    _selector: SocketSelector
    _node_sockets: Any
    _transports: Any
    _process_events: Callable[[Any], None]

    async def create_connection(
        self,
        protocol_factory: Callable[[], Any],
        host: Any = None,
        port: Any = None,
        *,
        ssl: Any = None,
        server_hostname: str | None = None,
        sock: socket.socket | None = None,
        family: int = 0,
        proto: int = 0,
        flags: int = 0,
        local_addr: Any = None,
        **options: Any,
    ) -> Any:
        """Connect to a server; `ssl=True` is TLS as Node.js makes it, a context is one of the module ssl.

        Raises:
            OSError: there is no connection.
        """
        where = {"family": family, "proto": proto, "flags": flags, "local_addr": local_addr}
        create_connection = selector_events.BaseSelectorEventLoop.create_connection
        if ssl is not True:
            return await create_connection(
                self,
                protocol_factory,
                host,
                port,
                ssl=ssl,
                server_hostname=server_hostname,
                sock=sock,
                **where,
                **options,
            )
        if sock is None:
            # Its transport is not wanted: it would begin to read.
            sock = await self._connect(host, port, where)
        name = server_hostname or host
        if not name:
            raise ValueError("You must set server_hostname when using ssl without a host")
        try:
            check_handshake(await self._node_sockets.secure(sock.fileno(), name, True), name)
        except BaseException:
            sock.close()
            raise
        return await create_connection(self, protocol_factory, sock=sock)

    async def _connect(self, host: Any, port: Any, where: dict[str, Any]) -> socket.socket:
        infos = await self.getaddrinfo(
            host, port, family=where["family"], type=socket.SOCK_STREAM, proto=where["proto"], flags=where["flags"]
        )
        failure: OSError | None = None
        for family, kind, proto, _, address in infos:
            sock = socket.socket(family, kind, proto)
            sock.setblocking(False)
            try:
                if where["local_addr"] is not None:
                    sock.bind(where["local_addr"])
                await self.sock_connect(sock, address)
            except OSError as error:
                sock.close()
                failure = error
            except BaseException:
                sock.close()
                raise
            else:
                return sock
        raise failure or OSError(f"{host} has no address")

    def _on_ready(self, fds: Any, events: Any) -> None:
        """Do what waits for these file descriptors, in a turn of its own."""
        keys = self._selector.get_map()
        ready = [(keys[fd], mask) for fd, mask in zip(fds, events, strict=True) if fd in keys]
        self._process_events([(key, mask & key.events) for key, mask in ready])
        self._run_once()


for _name in SOCKET_METHODS - {"create_connection"}:
    setattr(SocketLoop, _name, getattr(selector_events.BaseSelectorEventLoop, _name))


def use_sockets(node_sockets: Any) -> None:
    """Make asyncio's loop one that has sockets.

    Args:
        node_sockets: The NodeSockets of the runtime.
    """
    loop: Any = asyncio.get_event_loop_policy().get_event_loop()
    loop.__class__ = SocketLoop
    loop._node_sockets = node_sockets
    loop._transports = weakref.WeakValueDictionary()
    loop._selector = SocketSelector(node_sockets.createWatch(create_proxy(loop._on_ready)))
