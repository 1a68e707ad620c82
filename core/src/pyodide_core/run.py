"""Run Python's command line in the runtime under Node.js."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

from pyodide_core.artefacts import COMMAND_LINE_RUNNER, find_dist
from pyodide_core.node import find_node


def command_line(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return what to execute for `python ARGUMENTS`; NODEFLAGS go to Node.js."""
    flags = shlex.split(environ.get("NODEFLAGS", ""))
    runner = find_dist(environ) / COMMAND_LINE_RUNNER
    return [str(find_node(environ)), *flags, str(runner), *arguments]


def replace_process(arguments: Sequence[str]) -> NoReturn:
    """Become `python ARGUMENTS`, so that signals and exit codes are those of the runtime."""
    command = command_line(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    # Windows has no exec that keeps the console; Ctrl-C reaches the child by itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.run(command).returncode)
