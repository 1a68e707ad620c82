"""Who builds: processes on this machine, or a cluster."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager
from typing import Protocol

from pyodide_build.schedule.processes import ProcessExecutor
from pyodide_build.schedule.task import Outcome, Task, perform, with_jobs


class Crew(AbstractContextManager["Crew"], Protocol):
    """An executor, and how tasks get there and results back. On leaving it, what still runs is ended."""

    #: Whether what is built can be followed in the files here.
    here: bool

    @property
    def places(self) -> int:
        """How many tasks there can be at the same time."""

    def submit(self, task: Task, expected: int) -> Future[Outcome]:
        """Hand out a task.

        Args:
            task: it.
            expected: how many there are likely to be beside it.
        """


class LocalCrew:
    """Processes on this machine, which share its processors.

    Args:
        places: how many processes at most.
        cores: how many compilers at the same time all of them may start.
        jobs: how many each of them may start, if not its share.
        function: what they do.
    """

    here = True

    def __init__(
        self, places: int, cores: int, jobs: int | None = None, function: Callable[[Task], Outcome] = perform
    ) -> None:
        self._places = places
        self._cores = cores
        self._jobs = jobs
        self._function = function
        self._executor: Executor = ProcessExecutor(preload=("pyodide_build.schedule.task",))

    def __enter__(self) -> "LocalCrew":
        return self

    def __exit__(self, *exception: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    @property
    def places(self) -> int:
        """How many tasks there can be at the same time."""
        return self._places

    def submit(self, task: Task, expected: int) -> Future[Outcome]:
        """Start a process whose share of the processors lets as many others have theirs."""
        share = max(1, self._cores // min(self._places, expected + 1))
        return self._executor.submit(self._function, with_jobs(task, self._jobs or share))
