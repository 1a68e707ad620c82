"""What pyperformance's programs use of pyperf: it starts processes, here JavaScript calls what is to be measured.

A program announces its benchmarks; each is then called from JavaScript, since a call enters the evaluator anew, and so
gets to the code that the engine has optimised meanwhile.
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

perf_counter = time.perf_counter
announced: list[tuple[str, Callable[[], float]]] = []


def python_implementation() -> str:
    """Return the name of the interpreter."""
    return "cpython"


class Runner:
    """Takes the announcements."""

    def __init__(self, **options: Any) -> None:
        self.argparser = argparse.ArgumentParser()
        self.metadata: dict[str, object] = {}

    def parse_args(self, args: object = None) -> argparse.Namespace:
        """Return the default of every option."""
        self.args = self.argparser.parse_args([])
        return self.args

    def bench_func(
        self, name: str, func: Callable[..., object], *args: Any, inner_loops: int = 1, **options: Any
    ) -> None:
        """Announce a function."""

        def run() -> float:
            start = perf_counter()
            func(*args)
            return (perf_counter() - start) / inner_loops

        announced.append((name, run))

    def bench_time_func(
        self, name: str, func: Callable[..., float], *args: Any, inner_loops: int = 1, **options: Any
    ) -> None:
        """Announce a function that takes its own time."""
        announced.append((name, lambda: func(1, *args) / inner_loops))
