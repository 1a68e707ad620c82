"""Run the build's child processes, their output into a log file."""

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from interpreter_build.errors import CommandFailedError

TAIL_LINES = 30


class Runner:
    """Runs commands one after another and appends what they print to one log.

    They see only the environment given here, since anything else of the user's could change the result.
    """

    def __init__(self, log: Path, environment: Mapping[str, str], lock: int) -> None:
        self.log = log
        self._environment = environment
        self._lock = lock
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("")

    def __call__(
        self,
        command: Sequence[str | Path],
        *,
        cwd: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Run `command` in `cwd`; a failure carries the end of its output."""
        words = [str(word) for word in command]
        with self.log.open("a") as log:
            log.write(f"\n+ cd {cwd} && {shlex.join(words)}\n")
            log.flush()
            start = log.tell()
            code = subprocess.run(
                words,
                cwd=cwd,
                env={**self._environment, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=(self._lock,),
                check=False,
            ).returncode
        if code:
            with self.log.open(errors="replace") as log:
                log.seek(start)
                tail = "".join(log.readlines()[-TAIL_LINES:]).rstrip()
            raise CommandFailedError(words, code, self.log, tail)
