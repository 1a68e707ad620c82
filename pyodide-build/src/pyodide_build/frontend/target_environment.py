"""Put up compilers for one build, and the variables that lead to them."""

from dataclasses import dataclass
from pathlib import Path

from pyodide_build.frontend.environment import backend_environment
from pyodide_build.frontend.isolation import Isolated
from pyodide_build.frontend.surroundings import Surroundings
from pyodide_build.settings.model import BuildSettings
from pyodide_build.toolchain.standing import shim_settings, write_toolchain


@dataclass(frozen=True)
class TargetEnvironment:
    """The variables of a build, and the folder with the files for CMake and Meson."""

    variables: dict[str, str]
    build_files: Path


def target_environment(
    source: Path,
    settings: BuildSettings,
    emscripten: Path,
    beside: Surroundings,
    folder: Path,
    isolated: Isolated | None = None,
) -> TargetEnvironment:
    """Write the programs that stand in for compilers, and run the recipe's cross-script.

    Args:
        source: the folder of what is built.
        settings: the target and the flags.
        emscripten: the folder of emcc.
        beside: what is there besides the target.
        folder: where the programs go.
        isolated: the environment of the build backend, whose programs come before others.
    """
    # Where the source lies is nobody's business, and would make two builds differ.
    maps = [f"-ffile-prefix-map={place}=." for place in (source, *beside.prefix_maps)]
    compilers = shim_settings(settings, emscripten, *maps)
    shims, build_files = write_toolchain(folder, compilers, settings)
    around = dict(beside.environment)
    if isolated:
        around.update(isolated.make_extra_environ(around.get("PATH")))
    variables = {**backend_environment(settings, shims, build_files, around, beside.pkg_config), **beside.chosen}
    return TargetEnvironment(beside.cross_script(variables).applied(variables), build_files)
