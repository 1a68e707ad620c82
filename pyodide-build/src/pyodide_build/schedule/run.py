"""Go through a graph of recipes: hand out what can be built, take in what was built, until nothing is left."""

from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from pyodide_build.schedule.crew import Crew
from pyodide_build.schedule.graph import Graph
from pyodide_build.schedule.progress import Progress
from pyodide_build.schedule.task import Outcome, Task


@dataclass
class Report:
    """What became of each recipe.

    Args:
        built: how many seconds each took.
        reused: those whose results were there.
        failed: what went wrong with each.
        blocked: those that could not be built, each with what failed that it needs.
    """

    built: dict[str, float] = field(default_factory=dict)
    reused: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    blocked: dict[str, str] = field(default_factory=dict)


class Run:
    """One build of a graph.

    Args:
        graph: the recipes.
        task: makes a recipe's task once all that it needs is built; returns None if its result is there.
        crew: who builds.
        progress: is told what happens.
        priorities: the recipes with the highest are handed out first.
    """

    def __init__(
        self,
        graph: Graph,
        task: Callable[[str], Task | None],
        crew: Crew,
        progress: Progress,
        priorities: Mapping[str, float],
    ) -> None:
        self._graph = graph
        self._task = task
        self._crew = crew
        self._progress = progress
        self._priorities = priorities
        self._missing = {name: set(needed) for name, needed in graph.needs.items()}
        self._ready: dict[str, Task] = {}
        self._running: dict[Future[Outcome], str] = {}
        self.report = Report()

    def all(self) -> Report:
        """Build everything that can be built."""
        for name in [name for name, needed in self._missing.items() if not needed]:
            self._advance(name)
        while self._ready or self._running:
            self._hand_out()
            for future in wait(self._running, return_when=FIRST_COMPLETED).done:
                self._take_in(self._running.pop(future), future)
        return self.report

    def _advance(self, first: str) -> None:
        """Look what is to be done for a recipe that has all it needs; go on to others if it is done already."""
        waiting = [first]
        while waiting:
            name = waiting.pop()
            task = self._task(name)
            if task is not None:
                self._ready[name] = task
                continue
            self.report.reused.append(name)
            self._progress.reused(name)
            waiting.extend(self._release(name))

    def _release(self, name: str) -> list[str]:
        """Return the recipes that needed only this one."""
        released = []
        for other in self._graph.dependents(name):
            self._missing[other].discard(name)
            if not self._missing[other] and other not in self.report.blocked:
                released.append(other)
        return released

    def _hand_out(self) -> None:
        while self._ready and len(self._running) < self._crew.places:
            name = max(self._ready, key=lambda each: self._priorities[each])
            task = self._ready.pop(name)
            self._progress.started(name, task.log if self._crew.here else None)
            future = self._crew.submit(task, expected=len(self._ready) + len(self._running))
            self._running[future] = name

    def _take_in(self, name: str, future: Future[Outcome]) -> None:
        try:
            outcome = future.result()
        except Exception as error:
            outcome = Outcome(problem=f"{name}: {error}")
        if outcome.problem is not None:
            self.report.failed[name] = outcome.problem
            self._progress.failed(name, outcome.problem)
            self._block(name, name)
            return
        if outcome.seconds is None:
            self.report.reused.append(name)
            self._progress.reused(name)
        else:
            self.report.built[name] = outcome.seconds
            self._progress.built(name, outcome.seconds)
        for other in self._release(name):
            self._advance(other)

    def _block(self, name: str, failed: str) -> None:
        for other in self._graph.dependents(name):
            if other not in self.report.blocked:
                self.report.blocked[other] = failed
                self._block(other, failed)
