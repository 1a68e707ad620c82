"""Run the programs of a build, keeping all that they print."""

import os
import shlex
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyodide_build.errors import BackendError

LAST_LINES = 15
TIME_TO_END = 5


class BuildLog:
    """One package's log: a file, and the terminal if the user wants to watch.

    Args:
        package: the name that messages begin with.
        path: the file.
        verbosity: -1 shows nothing, 0 the steps, 1 also what programs print, 2 also their commands.
    """

    def __init__(self, package: str, path: Path, *, verbosity: int = 0) -> None:
        self.package = package
        self.path = path
        self.current_step = "starting"
        self._verbosity = verbosity
        self._last: deque[str] = deque(maxlen=LAST_LINES)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")

    def step(self, name: str) -> None:
        """Begin a step, and tell the user."""
        self.current_step = name
        self._last.clear()
        self._write(f"== {name}\n")
        if self._verbosity >= 0:
            print(f"{self.package}: {name}", file=sys.stderr, flush=True)

    def note(self, text: str) -> None:
        """Keep a remark that only matters when something has failed."""
        self._write(f"{text}\n", shown=self._verbosity > 0)

    def warn(self, text: str) -> None:
        """Keep a remark, and show it."""
        self._write(f"{text}\n", shown=True)

    def failed(self) -> BackendError:
        """Return an error about the current step."""
        return BackendError(self.package, self.current_step, self.path, list(self._last))

    def run(self, command: Sequence[str], cwd: str | Path | None, environment: Mapping[str, str]) -> None:
        """Run a program to its end; if this process is interrupted, end it and all that it has started.

        Raises:
            BackendError: it failed; shows the last lines of what it printed.
        """
        self._write(f"$ {shlex.join(map(str, command))}\n", shown=self._verbosity > 1)
        self._last.clear()
        with (
            self.path.open("a", encoding="utf-8") as file,
            subprocess.Popen(
                command,
                cwd=cwd,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                process_group=0,
            ) as process,
        ):
            try:
                for line in process.stdout or ():
                    file.write(line)
                    self._last.append(line.rstrip())
                    if self._verbosity > 0:
                        sys.stderr.write(line)
                process.wait()
            except BaseException:
                end_group(process)
                raise
        if process.returncode < 0:
            self._write(f"The program was ended by {signal.Signals(-process.returncode).name}.\n")
        if process.returncode:
            raise self.failed()

    def _write(self, text: str, *, shown: bool = False) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(text)
        self._last.extend(text.rstrip().splitlines())
        if shown:
            sys.stderr.write(text)


def end_group(process: subprocess.Popen[str]) -> None:
    """End a process that leads its group, and the others in it: politely, then not."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(TIME_TO_END)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            pass


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """Let the signal that asks a process to end unwind the stack, so that nothing is left behind."""

    def end(number: int, frame: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
