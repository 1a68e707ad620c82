"""From recipes to tasks: what each is called, what it is built with, whether its result is there."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyodide_build.distribution.entries import Built
from pyodide_build.errors import NotBuiltError
from pyodide_build.recipe.model import Recipe
from pyodide_build.schedule.graph import Graph
from pyodide_build.schedule.keys import Inputs, inputs_of
from pyodide_build.schedule.store import ResultStore
from pyodide_build.schedule.task import Task
from pyodide_build.settings.model import BuildSettings
from pyodide_build.source.downloads import cache_root
from pyodide_build.toolchain.emsdk import emscripten_for_build


@dataclass(frozen=True)
class Places:
    """Where builds happen.

    Args:
        build: the folder in which each recipe gets a folder `NAME/build`.
        logs: the folder for `NAME.log`; by default each log lies in the recipe's folder below `build`.
        clean: whether folders that were built in are deleted, as far as all went well.
    """

    build: Path
    logs: Path | None = None
    clean: bool = False

    def work(self, name: str) -> Path:
        """Return the folder that a recipe is built in."""
        return self.build / name / "build"

    def log(self, name: str) -> Path:
        """Return the file for what its build prints."""
        return self.logs / f"{name}.log" if self.logs else self.build / name / "build.log"

    def log_of_imports(self, name: str) -> Path:
        """Return the file for what is printed when its modules are imported."""
        log = self.log(name)
        return log.with_name(f"{log.stem}-imports.log")


@dataclass(frozen=True)
class Plan:
    """Recipes with everything that decides their results.

    Args:
        recipes: by name.
        graph: what needs what.
        settings: the target and the user's flags.
        emscripten: finds the folder of emcc, which is only of interest if something is to be built.
        store: where results are.
        places: where builds happen.
        verbosity: 0 shows what is built, 1 why, 2 what programs print, 3 their commands.
        forced: names of those that are built even if their results are there.
        resumed: whether to go on in the folders as they are.
    """

    recipes: Mapping[str, Recipe]
    graph: Graph
    settings: BuildSettings
    emscripten: Callable[[], Path]
    store: ResultStore
    places: Places
    verbosity: int = 0
    forced: Collection[str] = frozenset()
    resumed: bool = False
    _inputs: dict[str, Inputs] = field(default_factory=dict)

    def inputs(self, name: str) -> Inputs:
        """Return what decides a recipe's result."""
        if name not in self._inputs:
            host_keys = {each: self.inputs(each).key for each in self.graph.host[name]}
            self._inputs[name] = inputs_of(self.recipes[name], host_keys, self.settings)
        return self._inputs[name]

    def files(self, name: str) -> Path:
        """Return the folder of a recipe's result."""
        return self.store.files(self.inputs(name).key)

    def missing(self, names: Iterable[str]) -> list[str]:
        """Return those that have no result, or are to get a new one."""
        return [name for name in names if name in self.forced or self.store.find(self.inputs(name).key) is None]

    def check_requirements(self) -> None:
        """Check that all is there that is needed and not built with this plan.

        Raises:
            NotBuiltError: it is not.
        """
        for name in self.graph.needs:
            closure = [each for each in self.graph.host_closure(name) if each not in self.graph.needs]
            if missing := self.missing(closure):
                raise NotBuiltError(
                    f"{name} is built with {', '.join(missing)}, which was not built as it is now. "
                    f"Build it with: pyodide build-recipes {' '.join(missing)}"
                )

    def task(self, name: str) -> Task | None:
        """Return what is to be done for a recipe, None if its result is there."""
        if not self.missing([name]):
            return None
        inputs = self.inputs(name)
        return Task(
            recipe=self.recipes[name],
            key=inputs.key,
            inputs=dict(inputs.parts),
            requirements=tuple(self.files(each) for each in self.graph.host_closure(name)),
            settings=self.settings,
            emscripten=self.emscripten(),
            store=self.store.root,
            work=self.places.work(name),
            log=self.places.log(name),
            verbosity=max(-1, self.verbosity - 1) or -1,
            force=name in self.forced,
            resume=self.resumed,
            clean=self.places.clean,
        )

    def reason(self, name: str) -> str:
        """Say why a recipe is built."""
        if name in self.forced:
            return "its rebuild is forced"
        before = self.store.last_inputs(name)
        if before is None:
            return "it was never built"
        return ", ".join(self.inputs(name).difference(before)) or "its result is gone from the cache"

    def explanation(self) -> str:
        """Say what would be built, and why."""
        names = self.missing(self.graph.needs)
        return "\n".join(f"{name}: {self.reason(name)}" for name in names) or "There is nothing to build."

    def built(self) -> list[Built]:
        """Return all recipes with their files, once these are there."""
        return [
            Built(self.recipes[name], tuple(sorted(folder.iterdir())), folder.with_name("imported"))
            for name in self.graph.needs
            for folder in [self.files(name)]
        ]


def make_plan(
    recipes: Mapping[str, Recipe],
    graph: Graph,
    settings: BuildSettings,
    places: Places,
    *,
    install_emscripten: bool = False,
    verbosity: int = 0,
    forced: Collection[str] = (),
    resumed: bool = False,
) -> Plan:
    """Return a plan with the user's cache, and the emscripten that is on PATH, or is installed once it is needed."""
    return Plan(
        recipes=recipes,
        graph=graph,
        settings=settings,
        emscripten=cache(lambda: emscripten_for_build(settings.target, install=install_emscripten)),
        store=ResultStore(cache_root() / "recipes"),
        places=places,
        verbosity=verbosity,
        forced=frozenset(forced),
        resumed=resumed,
    )
