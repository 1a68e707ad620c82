"""The variables that the scripts of recipes see."""

import os
import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pyodide_build.compiler.cargo import rustflags
from pyodide_build.compiler.rustc import RUST_TARGET
from pyodide_build.errors import RecipeError
from pyodide_build.recipe.context import RecipeContext
from pyodide_build.recipe.model import BuildSection, BuildType, Recipe
from pyodide_build.recipe.script import expanded
from pyodide_build.settings.model import BuildSettings, Exports, Flags


def script_environment(
    recipe: Recipe, context: RecipeContext, source: Path, dist: Path, numpy_lib: Path
) -> dict[str, str]:
    """Return the build machine's variables, and what scripts have to know about the target.

    Args:
        recipe: what is built.
        context: what it is built with.
        source: the folder with its source.
        dist: where finished libraries go.
        numpy_lib: the folder with numpy's static libraries.
    """
    target = context.settings.target
    major, minor, micro = target.python_version.split(".")
    pkg_config = ":".join(map(str, [*pkg_config_folders(context.prefix), target.root / "lib/pkgconfig"]))
    variables = {
        **os.environ,
        "PATH": f"{os.environ.get('PATH', os.defpath)}:{context.emscripten}",
        "PKGDIR": str(recipe.folder),
        "PKG_NAME": recipe.name,
        "PKG_VERSION": recipe.version,
        "PKG_BUILD_DIR": str(source),
        "DISTDIR": str(dist),
        "WASM_LIBRARY_DIR": str(context.prefix),
        "PYODIDE_ROOT": str(target.root),
        "PYODIDE_ABI_VERSION": target.abi_version,
        "PYODIDE_JOBS": str(context.settings.jobs),
        "PYTHONINCLUDE": str(target.headers),
        "PYMAJOR": major,
        "PYMINOR": minor,
        "PYMICRO": micro,
        "NUMPY_LIB": str(numpy_lib),
        "SOURCE_DATE_EPOCH": str(context.settings.source_date),
        "CMAKE_PREFIX_PATH": str(context.prefix),
        # emconfigure takes its own variable in place of pkg-config's.
        "EM_PKG_CONFIG_PATH": pkg_config,
        "PKG_CONFIG_LIBDIR": pkg_config,
        "PKG_CONFIG_PATH": "",
        "CARGO_BUILD_TARGET": RUST_TARGET,
        "RUSTFLAGS": rustflags(target, panic="unwind"),
    }
    return {**variables, **side_module_flags(recipe, context, source, variables)}


def side_module_flags(
    recipe: Recipe, context: RecipeContext, source: Path, environment: Mapping[str, str]
) -> dict[str, str]:
    """Return the flags for scripts that call emscripten's programs themselves.

    Those of a library have the recipe's own; a package's may use variables that its script sets.
    """
    target = context.settings.target
    own = recipe.build if recipe.build.type is not BuildType.PACKAGE else BuildSection()
    flags = with_flags(recipe, own, context, environment).flags
    maps = [f"-ffile-prefix-map={folder}=." for folder in (source, context.prefix)]
    common = ["-O2", *target.cflags, f"-I{target.headers}", *maps]
    return {
        "SIDE_MODULE_CFLAGS": shlex.join([*common, *flags.cflags]),
        "SIDE_MODULE_CXXFLAGS": shlex.join([*common, *flags.cxxflags]),
        "SIDE_MODULE_LDFLAGS": shlex.join(["-sSIDE_MODULE=1", *target.ldflags, *flags.ldflags]),
    }


def with_flags(
    recipe: Recipe, build: BuildSection, context: RecipeContext, environment: Mapping[str, str]
) -> BuildSettings:
    """Return the settings with the recipe's flags before the user's, and where to find what it requires.

    Raises:
        RecipeError: a flag uses a variable that is not set.
    """
    flags, prefix = context.settings.flags, context.prefix

    def words(key: str, text: str) -> tuple[str, ...]:
        try:
            return tuple(shlex.split(expanded(text, f"build/{key}", environment), comments=True))
        except ValueError as error:
            raise RecipeError(f"{recipe.name}: build/{key} cannot be split into words: {error}.") from error

    cflags = words("cflags", build.cflags)
    include = (f"-I{prefix}/include",)
    return replace(
        context.settings,
        flags=Flags(
            cflags=(*cflags, *flags.cflags, *include),
            cxxflags=(*cflags, *words("cxxflags", build.cxxflags), *flags.cxxflags, *include),
            ldflags=(*words("ldflags", build.ldflags), *flags.ldflags, f"-L{prefix}/lib"),
        ),
        exports=exports(recipe),
    )


def exports(recipe: Recipe) -> Exports | tuple[str, ...]:
    """Return which symbols libraries show: those of a library are there to be used, unless the recipe says which."""
    build = recipe.build
    library = build.type in {BuildType.SHARED_LIBRARY, BuildType.STATIC_LIBRARY}
    return Exports.REQUESTED if library and "exports" not in build.model_fields_set else build.exports


def pkg_config_folders(prefix: Path) -> list[Path]:
    """Return where descriptions of what a recipe requires are."""
    return [prefix / "lib/pkgconfig", prefix / "share/pkgconfig"]
