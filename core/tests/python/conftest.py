"""Processes that run Python in the built runtime."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pyodide_core.run import command_line

READY = "ready\n"


class Python:
    """The runtime's `python`, in a working directory of its own."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self._processes: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str, **options: object) -> subprocess.Popen[str]:
        """Start `python ARGUMENTS` with pipes for what is not given."""
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        process = subprocess.Popen(
            command_line(arguments),
            **{"cwd": self.directory, "env": self.environ, "text": True, **pipes, **options},
        )
        self._processes.append(process)
        return process

    def close(self) -> None:
        """End what still runs."""
        for process in self._processes:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe:
                    with suppress(BrokenPipeError):
                        pipe.close()

    def run(self, *arguments: str, input: str = "") -> subprocess.CompletedProcess[str]:
        """Run `python ARGUMENTS` to its end."""
        process = self.start(*arguments)
        out, err = process.communicate(input, timeout=60)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def interrupt(self, code: str, *, after: float = 0.2) -> subprocess.CompletedProcess[str]:
        """Run code that prints `ready`, and send SIGINT a moment later."""
        process = self.start("-u", "-c", code)
        assert process.stdout.readline() == READY
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        try:
            # not communicate(), which would end the input
            process.wait(timeout=20)
        finally:
            process.kill()
        out, err = process.stdout.read(), process.stderr.read()
        return subprocess.CompletedProcess(code, process.returncode, out, err)


@pytest.fixture
def python(tmp_path: Path) -> Iterator[Python]:
    """Run Python in an empty directory."""
    python = Python(tmp_path)
    yield python
    python.close()


@pytest.fixture
def executable(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a shell script."""

    def write(name: str, script: str) -> Path:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write
