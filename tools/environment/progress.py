"""Show on standard error how far a long command is."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SILENCE = 15.0


@contextmanager
def timed_steps() -> Iterator[Callable[[str], None]]:
    """Give a function that prints a step with the time since the start, and repeat the step while it lasts."""
    started = time.monotonic()
    changed = threading.Event()
    finished = threading.Event()
    current = ""

    def report(step: str, mark: str = "") -> None:
        print(f"  {time.monotonic() - started:4.0f} s  {mark}{step}", file=sys.stderr, flush=True)

    def show(step: str) -> None:
        nonlocal current
        current = step
        changed.set()
        report(step)

    def repeat() -> None:
        while not finished.is_set():
            if changed.wait(_SILENCE):
                changed.clear()
            else:
                report(current, "still ")

    watcher = threading.Thread(target=repeat, daemon=True)
    watcher.start()
    try:
        yield show
    finally:
        finished.set()
        changed.set()
        watcher.join()
