"""The process that evaluates: Node.js, or Node.js driving a browser."""

import select
import signal
import socket
import subprocess
import tempfile
import time
from typing import NoReturn

from harness.errors import EngineCrash, EngineTimeout

START_LIMIT = 60.0


class Driver:
    """A running process: takes lines over a Unix socket, answers each with a line."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self._received = b""
        self._output = tempfile.TemporaryFile()  # noqa: SIM115  # closed by close()
        self._output_read = 0
        with tempfile.TemporaryDirectory() as directory, socket.socket(socket.AF_UNIX) as listener:
            path = f"{directory}/requests"
            listener.bind(path)
            listener.listen()
            self.process = subprocess.Popen(
                [*command, path], stdin=subprocess.PIPE, stdout=self._output, stderr=self._output
            )
            self._socket = self._accept(listener)

    def ask(self, request: bytes, time_limit: float) -> bytes:
        """Send a line and return the line that answers it.

        Raises:
            EngineFailure: the process ended, or was killed at the time limit.
        """
        deadline = time.monotonic() + time_limit
        try:
            self._socket.sendall(request + b"\n")
            while b"\n" not in self._received:
                self._socket.settimeout(max(0.001, deadline - time.monotonic()))
                part = self._socket.recv(1 << 20)
                if not part:
                    self._crashed()
                self._received += part
        except TimeoutError:
            self._too_late(time_limit)
        except ConnectionError:
            self._crashed()
        answer, self._received = self._received.split(b"\n", 1)
        return answer

    def write_input(self, text: str) -> None:
        """Write to the process's standard input."""
        assert self.process.stdin
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()

    def take_output(self) -> str:
        """Return what the process has written to standard output and error since the last call."""
        self._output.seek(self._output_read)
        text = self._output.read()
        self._output_read += len(text)
        return text.decode(errors="replace")

    def close(self) -> None:
        """End the process and what it started."""
        # It takes its browser with it, unless it is stuck itself.
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdin
        self.process.stdin.close()
        self._socket.close()
        self._output.close()

    def _accept(self, listener: socket.socket) -> socket.socket:
        # For close(), should the process not get as far as to connect.
        self._socket = listener
        deadline = time.monotonic() + START_LIMIT
        while not select.select([listener], [], [], 0.1)[0]:
            if self.process.poll() is not None:
                self._crashed()
            if time.monotonic() > deadline:
                self._too_late(START_LIMIT)
        return listener.accept()[0]

    def _too_late(self, time_limit: float) -> NoReturn:
        output = self.take_output()
        self.close()
        raise EngineTimeout(f"{self.name} did not answer within {time_limit} s: it was killed.\n{output}")

    def _crashed(self) -> NoReturn:
        try:
            status: object = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            status = "unknown"
        output = self.take_output()
        self.close()
        raise EngineCrash(f"{self.name} ended with status {status}.\n{output}")
