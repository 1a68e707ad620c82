"""An interactive session on a terminal."""

import os
import pty
import select
import subprocess
import sys
import time

import pytest

from pyodide_core.run import command_line

# A terminal sends signals only to the session that it controls.
TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


class Session:
    """The runtime's `python` on a terminal."""

    def __init__(self, environ: dict[str, str], *arguments: str) -> None:
        self.seen = ""
        self._terminal, end = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, *command_line(arguments)],
            stdin=end,
            stdout=end,
            stderr=end,
            env={**environ, "NO_COLOR": "1"},
            start_new_session=True,
        )
        os.close(end)

    def expect(self, text: str) -> None:
        """Read until the text has come."""
        deadline = time.monotonic() + 20
        while text not in self.seen:
            left = max(0, deadline - time.monotonic())
            assert select.select([self._terminal], [], [], left)[0], self.seen
            self.seen += os.read(self._terminal, 4096).decode().replace("\r\n", "\n")
        self.seen = self.seen.partition(text)[2]

    def type(self, text: str) -> None:
        """Type keys."""
        os.write(self._terminal, text.encode())

    def exit_code(self) -> int:
        """Wait for the end."""
        return self._process.wait(timeout=20)

    def close(self) -> None:
        """Hang up."""
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)


@pytest.fixture
def start(python):
    """Start sessions, and end those that a failed test leaves."""
    sessions = []

    def start_session(*arguments: str) -> Session:
        sessions.append(Session(python.environ, *arguments))
        return sessions[-1]

    yield start_session
    for session in sessions:
        session.close()


def test_a_session(start) -> None:
    session = start()
    session.expect('Type "help", "copyright", "credits" or "license" for more information.\n>>> ')
    session.type("6 * 7\n")
    session.expect("42\n>>> ")
    session.type("import sys; [stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)]\n")
    session.expect("[True, True, True]\n>>> ")
    session.type("while True: pass\n\n")
    session.expect("... ")
    time.sleep(0.3)
    session.type("\x03")
    session.expect("KeyboardInterrupt\n>>> ")
    session.type("half a line\x03")
    session.expect("KeyboardInterrupt\n>>> ")
    session.type("exit(4)\n")

    assert 4 == session.exit_code()


def test_the_end_of_input_ends_the_session(start) -> None:
    session = start("-q")
    session.expect(">>> ")
    session.type("\x04")

    assert 0 == session.exit_code()
