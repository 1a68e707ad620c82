"""What a TLS handshake of Node.js's came to, for sockets that wait and for the event loop."""


def check_handshake(failure: str | None, server_hostname: str) -> None:
    """Raise ConnectionError if a handshake has failed."""
    if failure is not None:
        raise ConnectionError(f"The TLS handshake with {server_hostname} failed: {failure}")
