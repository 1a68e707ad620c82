"""Build one recipe."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pyodide_build.errors import RecipeError
from pyodide_build.frontend.host_packages import offer, offered
from pyodide_build.frontend.surroundings import Changes, Surroundings
from pyodide_build.frontend.target_environment import target_environment
from pyodide_build.frontend.workplace import workplace
from pyodide_build.recipe.archive import LIBRARY, pack_libraries, pack_modules
from pyodide_build.recipe.context import RecipeContext, RecipeResult
from pyodide_build.recipe.library import check_installed, collect_prefix, stamps
from pyodide_build.recipe.model import BuildType, Recipe
from pyodide_build.recipe.package import build_from_source, finish_package
from pyodide_build.recipe.script import run_script
from pyodide_build.recipe.variables import pkg_config_folders, script_environment, with_flags
from pyodide_build.settings.model import BuildSettings
from pyodide_build.source.recipe import prepare_source
from pyodide_build.wheel.contents import read_folder

PREFIX = "prefix"


def build_recipe(recipe: Recipe, context: RecipeContext) -> RecipeResult:
    """Build a recipe; the results appear whole in the folder `context.out`, or not at all.

    Args:
        recipe: what to build.
        context: what to build it with.

    Returns:
        A wheel and perhaps one with its tests; for a shared library, a zip archive; and last, for libraries and for
        packages that others are compiled against, the folder `prefix`, whose files those others get.

    Raises:
        BuildError: one of its kinds, for what went wrong.
    """
    check_executables(recipe)
    context.work.mkdir(parents=True, exist_ok=True)
    source = prepare_source(recipe, context.work, context.log, resume=context.resume)
    for folder in ("dist", "wheel", "unpacked"):
        shutil.rmtree(context.work / folder, ignore_errors=True)
    (context.work / "dist").mkdir()
    with tempfile.TemporaryDirectory(dir=context.out, prefix=".building-") as scratch:
        made = Build(recipe, context, source, Path(scratch)).run()
        return RecipeResult(tuple(moved(file, context.out / file.name) for file in made))


def check_executables(recipe: Recipe) -> None:
    """Check that the programs that a recipe needs are here, before anything is done.

    Raises:
        RecipeError: naming all that are missing.
    """
    missing = [name for name in recipe.requirements.executable if shutil.which(name) is None]
    if missing:
        raise RecipeError(
            f"{recipe.name}: {', '.join(missing)} cannot be found on PATH, which the build needs: install it."
        )


def check_wheel(recipe: Recipe, wheel: Path) -> None:
    """Refuse what cannot be done with a wheel.

    Raises:
        RecipeError: the recipe wants it to be built.
    """
    build = recipe.build
    if build.script.strip() or build.cross_script.strip() or build.type is not BuildType.PACKAGE:
        raise RecipeError(
            f"{recipe.name}: {wheel.name} is a wheel, and not built: build/script and build/cross-script are for "
            "sources, as are other types than package. Use build/post to change what is in it."
        )


def moved(file: Path, place: Path) -> Path:
    """Put a finished file, or folder, in its place."""
    if place.is_dir():
        shutil.rmtree(place)
    return file.replace(place)


class Build:
    """The steps of one build.

    Args:
        recipe: what to build.
        context: what to build it with.
        source: the folder with its source, or a wheel.
        output: where the results go first.
    """

    def __init__(self, recipe: Recipe, context: RecipeContext, source: Path, output: Path) -> None:
        self.recipe, self.context, self.source, self.output = recipe, context, source, output
        self.dist = context.work / "dist"
        self.host = offered(context.prefix, context.settings.target.python_minor)
        self.environment = script_environment(recipe, context, source, self.dist, self.host.folder / "numpy")

    def run(self) -> list[Path]:
        """Return the results."""
        recipe, context = self.recipe, self.context
        if self.source.is_file():
            check_wheel(recipe, self.source)
            return self._finish(context.settings, self.source, self.environment)
        before = stamps(context.prefix)
        changes = self._run_script(recipe.build.script, "build/script", self.source, self.environment)
        settings = with_flags(recipe, recipe.build, context, changes.applied(self.environment))
        if recipe.build.type is BuildType.PACKAGE:
            surroundings = self._surroundings(changes)
            wheel = build_from_source(recipe, context, settings, self.source, surroundings)
            return self._finish(settings, wheel, changes.applied(self.environment))
        if recipe.build.cross_script.strip():
            with workplace(self.source.name) as folder:
                target_environment(self.source, settings, context.emscripten, self._surroundings(changes), folder)
        return self._collect(settings, before)

    def _finish(self, settings: BuildSettings, wheel: Path, environment: Mapping[str, str]) -> list[Path]:
        build = self.recipe.build
        files = finish_package(self.recipe, self.context, settings, wheel, self.output, environment)
        if not build.cross_build_env:
            return files
        offer(self.output / PREFIX, files[0], build.cross_build_files, settings.target.python_minor)
        return [*files, self.output / PREFIX]

    def _collect(self, settings: BuildSettings, before: dict[Path, tuple[int, int]]) -> list[Path]:
        recipe, context = self.recipe, self.context
        context.log.step("collecting what was built")
        results = []
        files = read_folder(self.dist)
        if recipe.build.type is BuildType.CPYTHON_MODULE:
            results.append(pack_modules(recipe, files, self.output, settings))
        if recipe.build.type is BuildType.SHARED_LIBRARY:
            results.append(pack_libraries(recipe, files, self.output, settings))
            # Others are linked against what is loaded later.
            for name in filter(LIBRARY.search, files):
                installed = context.prefix / "lib" / Path(name).name
                installed.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self.dist / name, installed)
        found = collect_prefix(context.prefix, before, self.output / PREFIX, context.log)
        if recipe.build.type is BuildType.STATIC_LIBRARY:
            check_installed(found, recipe.name)
        return [*results, self.output / PREFIX] if found else results

    def _surroundings(self, changes: Changes) -> Surroundings:
        context = self.context

        def cross_script(variables: Mapping[str, str]) -> Changes:
            return self._run_script(self.recipe.build.cross_script, "build/cross-script", self.source, variables)

        chosen = {name: value for name, value in changes.exported.items() if name != "PATH"}
        return Surroundings(
            environment=changes.applied(self.environment),
            chosen=chosen,
            cross_script=cross_script,
            extras=self.recipe.requirements.build_extras,
            constraints=self.recipe.requirements.constraint,
            host_packages=self.host,
            pkg_config=(*pkg_config_folders(context.prefix), *self.host.pkg_config_folders),
            prefix_maps=(context.prefix,),
        )

    def _run_script(self, text: str, name: str, folder: Path, environment: Mapping[str, str]) -> Changes:
        return run_script(text, name, folder, environment, self.context.work, self.context.log)
