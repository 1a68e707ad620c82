"""http.client, and urllib.request and xmlrpc.client on top of it, without sockets: JavaScript makes the requests."""

import socket
import sys
from collections.abc import Callable
from typing import Any

from pyodide.http._fetch_socket import FetchSocket

DEFAULT_TIMEOUT: object = socket._GLOBAL_DEFAULT_TIMEOUT  # type: ignore[attr-defined] # private, and in every signature


def install(client: Any) -> None:
    """Make connections of http.client go through JavaScript, with TLS as the host has it.

    Args:
        client: The module `http.client`.
    """
    if not hasattr(client, "HTTPSConnection"):
        _add_https(client)
    for scheme, connection in ("http", client.HTTPConnection), ("https", client.HTTPSConnection):
        connection.connect = _connect(scheme, connection.connect)


def _connect(scheme: str, connect_socket: Callable[[Any], None]) -> Callable[[Any], None]:
    def connect(self: Any) -> None:
        """Connect to the host and port that were given: JavaScript does, when the request is complete."""
        if self._create_connection is not socket.create_connection or _has_sockets():
            connect_socket(self)  # of Node.js's, or of somebody else's
            return
        if self._tunnel_host:
            raise OSError("JavaScript makes no tunnels: it chooses the proxy, that of the browser or of Node.js")
        sys.audit("http.client.connect", self, self.host, self.port)
        host = f"[{self.host}]" if ":" in self.host else self.host
        is_default = self.timeout is DEFAULT_TIMEOUT
        timeout = socket.getdefaulttimeout() if is_default else self.timeout
        self.sock = FetchSocket(f"{scheme}://{host}:{self.port}", timeout)

    return connect


def _has_sockets() -> bool:
    module = sys.modules.get("_pyodide.node_sockets")
    return module is not None and module.sockets is not None


def _add_https(client: Any) -> None:
    """Define what http.client has only together with the module ssl."""

    class HTTPSConnection(client.HTTPConnection):  # type: ignore[misc]
        """A connection whose TLS, with the certificates to trust, is the host's."""

        default_port = client.HTTPS_PORT

        def __init__(self, host: str, port: int | None = None, *, context: Any = None, **options: Any) -> None:
            super().__init__(host, port, **options)
            self._context = context

        def connect(self) -> None:
            """Connect to the host and port that were given, by sockets of Node.js."""
            from _pyodide.node_sockets import start_tls

            super().connect()
            start_tls(self.sock, self._tunnel_host or self.host)

    HTTPSConnection.__module__ = client.__name__
    HTTPSConnection.__qualname__ = "HTTPSConnection"
    client.HTTPSConnection = HTTPSConnection
    client.__all__.append("HTTPSConnection")
    client._create_https_context = lambda http_version: None
