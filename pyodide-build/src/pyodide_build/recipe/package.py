"""Build a recipe's Python package: one wheel, and one with its tests."""

import shutil
from collections.abc import Mapping
from email.parser import Parser
from pathlib import Path

from packaging.utils import canonicalize_version, parse_wheel_filename

from auditwheel_emscripten.errors import LibraryNotFoundError
from auditwheel_emscripten.repair import repair
from pyodide_build.errors import RecipeError, WheelError
from pyodide_build.frontend.backend import build_wheel
from pyodide_build.frontend.surroundings import Surroundings
from pyodide_build.process import BuildLog
from pyodide_build.recipe.context import RecipeContext
from pyodide_build.recipe.model import Recipe
from pyodide_build.recipe.script import run_script
from pyodide_build.settings.model import BuildSettings
from pyodide_build.wheel.contents import Contents, Member, read_contents, read_folder, write_contents, write_folder
from pyodide_build.wheel.finish import finish_wheel
from pyodide_build.wheel.unvendor_tests import is_test, take_tests


def build_from_source(
    recipe: Recipe, context: RecipeContext, settings: BuildSettings, source: Path, surroundings: Surroundings
) -> Path:
    """Let the package's own backend make a wheel, and return it."""
    made = context.work / "wheel"
    config = as_config_settings(recipe.build.backend_flags)
    return build_wheel(source, made, settings, context.emscripten, config, context.log, surroundings=surroundings)


def as_config_settings(flags: tuple[tuple[str, str], ...]) -> dict[str, str | list[str]]:
    """Return settings for a backend; keys that are repeated have lists."""
    values: dict[str, list[str]] = {}
    for key, value in flags:
        values.setdefault(key, []).append(value)
    return {key: found[0] if len(found) == 1 else found for key, found in values.items()}


def finish_package(
    recipe: Recipe,
    context: RecipeContext,
    settings: BuildSettings,
    wheel: Path,
    output: Path,
    environment: Mapping[str, str],
) -> list[Path]:
    """Run build/post in the unpacked wheel, take the tests out, and write what is left for the target.

    A wheel that others have published stays as it is, if there is nothing to do.

    Args:
        recipe: what was built.
        context: what it was built with.
        settings: with the recipe's flags.
        wheel: what the backend has made, or a published one.
        output: where the results go.
        environment: the variables of build/post.
    """
    log = context.log
    log.step("finishing the wheel")
    tests: list[Contents] = []

    def edit(contents: Contents) -> None:
        run_post(recipe, context.work, contents, environment, log)
        if recipe.build.unvendor_tests:
            name, version = identity(contents)
            if found := take_tests(contents, name, version):
                tests.append(found)

    check_version(recipe, wheel)
    if published(recipe, context, wheel):
        return [Path(shutil.copy2(wheel, output))]
    finished = finish_wheel(wheel, output, settings, log, edit=edit, bring=False)
    if recipe.build.vendor_sharedlib:
        vendor_libraries(finished, settings)
    files = [finished]
    for each in tests:
        each.files[f"{each.dist_info}/WHEEL"] = Member(read_contents(finished).text("WHEEL").encode())
        distribution, rest = finished.name.split("-", 1)
        files.append(output / f"{distribution}_tests-{rest}")
        write_contents(each, files[-1], settings.compression_level, settings.source_date)
    return files


def check_version(recipe: Recipe, wheel: Path) -> None:
    """Check that a wheel has the version that the recipe announces.

    Raises:
        RecipeError: it has another one.
    """
    version = str(parse_wheel_filename(wheel.name)[1])
    if canonicalize_version(version) != canonicalize_version(recipe.version):
        raise RecipeError(
            f"{recipe.name}: package.version is {recipe.version}, but the source has made {wheel.name}: "
            "correct one of them."
        )


def vendor_libraries(wheel: Path, settings: BuildSettings) -> None:
    """Copy the libraries that the wheel's own ones need into it.

    Raises:
        WheelError: one is not found.
    """
    try:
        repair(wheel, settings.library_folders)
    except LibraryNotFoundError as error:
        raise WheelError(f"{wheel.name} is to bring its libraries (build/vendor-sharedlib), but {error}") from error


def published(recipe: Recipe, context: RecipeContext, wheel: Path) -> bool:
    """Tell whether a wheel is the recipe's source, and nothing of it is to be changed."""
    build = recipe.build
    if not wheel.is_relative_to(context.work / "source") or build.post.strip() or build.vendor_sharedlib:
        return False
    return not (build.unvendor_tests and any(map(is_test, read_contents(wheel).files)))


def identity(contents: Contents) -> tuple[str, str]:
    """Return name and version of a distribution."""
    headers = Parser().parsestr(contents.text("METADATA"), headersonly=True)
    return str(headers["Name"]), str(headers["Version"])


def run_post(recipe: Recipe, work: Path, contents: Contents, environment: Mapping[str, str], log: BuildLog) -> None:
    """Run build/post in a folder with the files of a wheel, and take what it leaves there."""
    if not recipe.build.post.strip():
        return
    folder = work / "unpacked" / contents.dist_info.removesuffix(".dist-info")
    write_folder(contents, folder)
    run_script(recipe.build.post, "build/post", folder, environment, work, log)
    contents.files = read_folder(folder)
