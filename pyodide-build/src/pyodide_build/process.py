"""Run the programs of a build, keeping all that they print."""

import subprocess
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

from pyodide_build.errors import BackendError

LAST_LINES = 15


class BuildLog:
    """One package's log: a file, and the terminal if the user wants to watch."""

    def __init__(self, package: str, path: Path, *, echo: bool) -> None:
        self.package = package
        self.path = path
        self.echo = echo
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")

    def run(self, step: str, command: Sequence[str], cwd: str | Path | None, environment: Mapping[str, str]) -> None:
        """Run a program to its end.

        Raises:
            BackendError: it failed; shows the last lines of what it printed.
        """
        last: deque[str] = deque(maxlen=LAST_LINES)
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
            ) as process,
        ):
            file.write(f"== {step}: {' '.join(map(str, command))}\n")
            for line in process.stdout or ():
                file.write(line)
                last.append(line.rstrip())
                if self.echo:
                    sys.stderr.write(line)
        if process.returncode:
            raise BackendError(self.package, step, self.path, list(last))
