"""Import what a recipe says in the runtime, with everything loaded that it requires."""

import json
import os
import tempfile
from pathlib import Path

from pyodide_build.process import BuildLog
from pyodide_build.recipe.model import Recipe
from pyodide_build.settings.target import Target
from pyodide_build.venv.node import find_node

SCRIPT = Path(__file__).with_name("check_imports.mjs")


def check_imports(recipe: Recipe, lock_file: Path, target: Target, log: BuildLog) -> None:
    """Load the recipe's package into an interpreter of its own, and import the modules of `test/imports`.

    Args:
        recipe: what was built.
        lock_file: lists it and what it requires; the files are beside it, or in the target's distribution.
        target: has the runtime.
        log: gets what is printed.

    Raises:
        BackendError: the package cannot be loaded, or a module imported; shows the traceback.
        NodeError: there is no Node.js to run it in.
    """
    if not recipe.test.imports:
        return
    log.step(f"importing {', '.join(recipe.test.imports)}")
    dist = target.root / "dist"
    with tempfile.TemporaryDirectory(prefix="pyodide-packages-") as folder:
        link_files(lock_file, dist, Path(folder))
        arguments = [str(dist), folder, recipe.name, *recipe.test.imports]
        log.run([str(find_node(os.environ)), str(SCRIPT), *arguments], None, os.environ)


def link_files(lock_file: Path, dist: Path, folder: Path) -> None:
    """Put a lock file and what it lists into one folder: what lies beside it hides older files of the same names."""
    (folder / "pyodide-lock.json").symlink_to(lock_file)
    for entry in json.loads(lock_file.read_text(encoding="utf-8"))["packages"].values():
        name = entry["file_name"]
        if found := next((place / name for place in (lock_file.parent, dist) if (place / name).exists()), None):
            (folder / name).symlink_to(found)
