"""Import what recipes say in the runtime, once for each result, before it becomes part of a distribution."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pyodide_build.distribution.entries import Built
from pyodide_build.errors import BackendError, RecipesFailedError
from pyodide_build.process import BuildLog
from pyodide_build.recipe.check_imports import check_imports
from pyodide_build.settings.target import Target
from pyodide_lock import PyodideLockSpec


def import_modules(
    built: Iterable[Built], lock: PyodideLockSpec, distribution: Path, target: Target, log: Callable[[str], Path]
) -> None:
    """Import the modules of `test/imports` that were never imported as they are now.

    Args:
        built: recipes and their files.
        lock: lists them, and what they need.
        distribution: the folder with the other packages.
        target: has the runtime.
        log: gives the file for what is printed about a recipe.

    Raises:
        RecipesFailedError: with all that cannot be loaded or imported.
        NodeError: there is no Node.js to run it in.
    """
    built = list(built)
    new = [each for each in built if each.recipe.test.imports and each.imported and not each.imported.exists()]
    if not new:
        return

    def attempt(each: Built) -> str | None:
        own = BuildLog(each.recipe.name, log(each.recipe.name), verbosity=-1)
        try:
            check_imports(each.recipe, lock_file, target, own)
        except BackendError as error:
            return str(error)
        if each.imported:
            each.imported.touch()
        return None

    with gathered(built, lock, distribution) as lock_file, ThreadPoolExecutor(os.process_cpu_count()) as pool:
        problems = list(filter(None, pool.map(attempt, new)))
    if problems:
        raise RecipesFailedError(
            "\n\n".join(["What was built cannot be imported, so nothing was installed.", *problems])
        )


@contextmanager
def gathered(built: Iterable[Built], lock: PyodideLockSpec, distribution: Path) -> Iterator[Path]:
    """Give the lock file of a folder with links to all that it lists."""
    new = {file.name: file for each in built for file in each.packages}
    with TemporaryDirectory(prefix="pyodide-build-imports-") as scratch:
        for package in lock.packages.values():
            (Path(scratch) / package.file_name).symlink_to(new.get(package.file_name, distribution / package.file_name))
        lock_file = Path(scratch) / "pyodide-lock.json"
        lock.to_json(lock_file)
        yield lock_file
