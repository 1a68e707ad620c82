"""Build one recipe: the piece of work that processes and machines get."""

import shutil
import sys
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path

from pyodide_build.errors import BuildError
from pyodide_build.frontend.workplace import workplace
from pyodide_build.process import BuildLog
from pyodide_build.recipe.context import RecipeContext
from pyodide_build.recipe.model import Recipe
from pyodide_build.schedule.keys import digest
from pyodide_build.schedule.requirements import PREFIX, assemble_prefix, wheels_of
from pyodide_build.schedule.store import FILES, Record, ResultStore, exclusive
from pyodide_build.settings.model import BuildSettings


@dataclass(frozen=True)
class Task:
    """A recipe, what it is built with, and where.

    Args:
        recipe: it.
        key: what its result is called.
        inputs: what the key was made of.
        requirements: the folders with the results of all that it is built with, in their order.
        settings: the target and the flags.
        emscripten: the folder of emcc.
        store: the folder of results.
        work: the folder to build in; stays for those who want to look.
        log: the file for all that is printed.
        verbosity: of what is also shown, see BuildLog.
        force: whether a result that is there is made again.
        resume: whether to go on in the folder as it is.
        clean: whether that folder is deleted when all went well.
    """

    recipe: Recipe
    key: str
    inputs: dict[str, str]
    requirements: tuple[Path, ...]
    settings: BuildSettings
    emscripten: Path
    store: Path
    work: Path
    log: Path
    verbosity: int = -1
    force: bool = False
    resume: bool = False
    clean: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a task ended.

    Args:
        seconds: how long the build took; None if somebody else has just made the same.
        problem: what went wrong, for the user.
    """

    seconds: float | None = None
    problem: str | None = None


def perform(task: Task) -> Outcome:
    """Build a recipe into the store, unless its result appears there while this waits for its turn.

    What goes wrong is told and not raised: it has to get through to another process.
    """
    store = ResultStore(task.store)
    work_lock = store.root / "locks" / digest(str(task.work))

    def say(text: str) -> None:
        print(f"{task.recipe.name}: {text}", file=sys.stderr, flush=True)

    with store.locked(task.key, say) as staging, exclusive(work_lock, say):
        if not task.force and store.find(task.key):
            return Outcome()
        log = BuildLog(task.recipe.name, task.log, verbosity=task.verbosity)
        began = time.monotonic()
        problem = attempt(task, staging / FILES, log)
        if problem is not None:
            return Outcome(problem=problem)
        seconds = time.monotonic() - began
        record = Record(task.recipe.name, task.recipe.version, round(seconds, 1), task.inputs)
        store.publish(task.key, staging, record)
        if task.clean:
            shutil.rmtree(task.work, ignore_errors=True)
    return Outcome(seconds)


def attempt(task: Task, out: Path, log: BuildLog) -> str | None:
    """Build a recipe into a folder that is there; say what went wrong."""
    try:
        make(task, out, log)
    except BuildError as error:
        problem = str(error)
    except Exception:
        where = f"pyodide-build itself has failed; the log is {log.path}."
        problem = f"{task.recipe.name}: {where}\n{traceback.format_exc()}"
    else:
        return None
    log.note(problem)
    return problem


def make(task: Task, out: Path, log: BuildLog) -> None:
    """Build a recipe into a folder that is there."""
    from pyodide_build.recipe.build import build_recipe

    task.work.mkdir(parents=True, exist_ok=True)
    # Libraries keep where they were installed in what is compiled.
    with workplace(f"{task.recipe.name}-{task.recipe.version}-requirements") as place:
        prefix = place / PREFIX
        assemble_prefix(task.requirements, prefix)
        context = RecipeContext(
            settings=task.settings,
            emscripten=task.emscripten,
            prefix=prefix,
            wheels=wheels_of(task.requirements),
            work=task.work,
            out=out,
            log=log,
            resume=task.resume,
        )
        build_recipe(task.recipe, context)


def with_jobs(task: Task, jobs: int) -> Task:
    """Return the task for as many compilers at the same time."""
    return replace(task, settings=replace(task.settings, jobs=jobs))
