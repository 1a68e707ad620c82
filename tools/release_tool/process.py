"""Run other programs."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from release_tool.errors import CommandFailedError


def run(
    what: str,
    command: list[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    text: str | None = None,
    umask: int = -1,
) -> str:
    """Run a program to its end and return what it wrote to standard output.

    Args:
        what: The step that it is part of, for the error.
        command: The program and its arguments.
        folder: Where it runs.
        environment: Variables beside those of this process.
        text: What it reads from standard input; otherwise that is empty.
        umask: What may not be done with the files that it makes; -1: as for this process.

    Raises:
        CommandFailedError: it failed.
    """
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **(environment or {})},
        text=True,
        capture_output=True,
        input=text or "",
        umask=umask,
    )
    if done.returncode:
        raise CommandFailedError(what, command, done.stdout + done.stderr)
    return done.stdout
