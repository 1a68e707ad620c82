"""A TCP server that does what the first line of a connection asks for."""

import socket
import socketserver
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 20.0


class Handler(socketserver.StreamRequestHandler):
    """Behave as asked."""

    server: "TcpServer"
    timeout = PATIENCE

    def handle(self) -> None:
        """Read the first line and do what it says."""
        match self.rfile.readline().split():
            case [b"echo"]:
                while line := self.rfile.readline():
                    self.wfile.write(line)
            case [b"count"]:
                self.server.counted.append(len(self.rfile.read()))
                self.server.has_counted.set()
            case [b"send", count]:
                self.wfile.write(bytes(int(count)))
            case [b"reset"]:
                # Closed without lingering, a connection is reset.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            case [b"silent"]:
                self.rfile.read()

    def finish(self) -> None:
        """Close without complaint, whatever the client did."""
        with suppress(OSError):
            super().finish()


class TcpServer(socketserver.ThreadingTCPServer):
    """Knows what `count` has counted."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.port = self.server_address[1]
        self.counted: list[int] = []
        self.has_counted = threading.Event()

    def forget(self) -> None:
        """Start anew with the next test."""
        self.counted.clear()
        self.has_counted.clear()

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Close at once: the base would say a proper goodbye before."""
        self.close_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hung up."""


@contextmanager
def serving[S: socketserver.BaseServer](server: S) -> Iterator[S]:
    """Serve from threads while the block runs."""
    with server:
        thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Return a certificate of localhost that vouches for itself, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "2"]
    subprocess.run([*command, *names, "-out", certificate, "-keyout", key], check=True, capture_output=True)
    return certificate, key
