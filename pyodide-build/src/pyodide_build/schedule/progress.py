"""Tell the user how the build goes on: a line for what was done, and on a terminal a table of what is being done."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from rich.live import Live
    from rich.table import Table

STEP = "== "
LOOK_BACK = 4096


class Progress(Protocol):
    """What is told about a build."""

    def started(self, name: str, log: Path | None) -> None:
        """A recipe is being built; its log is here, or elsewhere."""

    def built(self, name: str, seconds: float) -> None:
        """A recipe was built."""

    def reused(self, name: str) -> None:
        """A recipe's result was there."""

    def failed(self, name: str, problem: str) -> None:
        """A recipe could not be built."""


class Lines:
    """A line when a build begins, and one when it ends.

    Args:
        total: how many recipes there are.
        verbose: whether to name what was there, too.
    """

    def __init__(self, total: int, *, verbose: bool = False) -> None:
        self.total = total
        self.done = 0
        self._verbose = verbose

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def started(self, name: str, log: Path | None) -> None:
        """Say so."""
        self.say(f"{name}: building")

    def built(self, name: str, seconds: float) -> None:
        """Say so."""
        self.done += 1
        self.say(f"{name}: built in {duration(seconds)} ({self.done} of {self.total})")

    def reused(self, name: str) -> None:
        """Say so if everything is to be said."""
        self.done += 1
        if self._verbose:
            self.say(f"{name}: was built before")

    def failed(self, name: str, problem: str) -> None:
        """Say so; the reason comes at the end."""
        self.done += 1
        self.say(f"{name}: FAILED")

    def say(self, line: str) -> None:
        """Write a line."""
        print(line, file=sys.stderr, flush=True)


class LiveTable(Lines):
    """The same lines when builds end, and below them what is being built, since when, and at which step."""

    def __init__(self, total: int, *, verbose: bool = False) -> None:
        super().__init__(total, verbose=verbose)
        self._running: dict[str, tuple[float, Path | None]] = {}
        self._live: Live | None = None

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.live import Live

        self._live = Live(get_renderable=self.table, console=Console(stderr=True), refresh_per_second=2, transient=True)
        self._live.start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._live:
            self._live.stop()

    def started(self, name: str, log: Path | None) -> None:
        """Add a row."""
        self._running[name] = time.monotonic(), log

    def built(self, name: str, seconds: float) -> None:
        """Take the row away."""
        self._running.pop(name, None)
        super().built(name, seconds)

    def reused(self, name: str) -> None:
        """Take the row away, if there was one."""
        self._running.pop(name, None)
        super().reused(name)

    def failed(self, name: str, problem: str) -> None:
        """Take the row away."""
        self._running.pop(name, None)
        super().failed(name, problem)

    def table(self) -> "Table":
        """Return what is shown now."""
        from rich.table import Table

        table = Table(box=None, padding=(0, 2, 0, 0), title=f"{self.done} of {self.total} done", title_justify="left")
        for column in ("building", "since", "step"):
            table.add_column(column, no_wrap=True)
        for name, (began, log) in list(self._running.items()):
            table.add_row(name, duration(time.monotonic() - began), current_step(log) if log else "")
        return table

    def say(self, line: str) -> None:
        """Write a line above the table."""
        if self._live:
            self._live.console.print(line, highlight=False, markup=False)


def current_step(log: Path) -> str:
    """Return the step that a log has got to."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - LOOK_BACK))
            lines = file.read().decode(errors="replace").splitlines()
    except OSError:
        return ""
    steps = [line.removeprefix(STEP) for line in lines if line.startswith(STEP)]
    return steps[-1] if steps else lines[-1].strip()[:60] if lines else ""


def duration(seconds: float) -> str:
    """Return a time as people say it: `7.3 s`, `2 min 05 s`."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"
