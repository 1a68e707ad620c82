"""The options that both commands for recipes have, and the settings that they lead to."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pyodide_build.commands.environment_option import chosen_target

if TYPE_CHECKING:
    from pyodide_build.settings.model import BuildSettings
    from pyodide_build.settings.target import Target

Packages = Annotated[
    list[str],
    typer.Argument(
        metavar="PACKAGES...",
        help="Names of recipes, tag:NAME, or * for all; with ! before it, what is left out. Commas separate, too.",
    ),
]
Names = Annotated[list[str], typer.Argument(metavar="PACKAGES...", help="Names of recipes; commas separate, too.")]
RecipeDir = Annotated[
    Path | None, typer.Option(help="The folder with a folder for each recipe. Default: ./packages", file_okay=False)
]
BuildDir = Annotated[
    Path | None,
    typer.Option(
        help="Where recipes are built, each in a folder NAME/build. Default: the folder with the recipes.",
        envvar="PYODIDE_RECIPE_BUILD_DIR",
        file_okay=False,
    ),
]
Cflags = Annotated[
    str | None, typer.Option(help="Added to compilers' commands.", envvar="SIDE_MODULE_CFLAGS", show_envvar=True)
]
Cxxflags = Annotated[
    str | None, typer.Option(help="Added to C++ compilers' commands.", envvar="SIDE_MODULE_CXXFLAGS", show_envvar=True)
]
Ldflags = Annotated[
    str | None, typer.Option(help="Added to linkers' commands.", envvar="SIDE_MODULE_LDFLAGS", show_envvar=True)
]
TargetInstallDir = Annotated[
    Path | None,
    typer.Option(
        help="Python for the target: a folder with include and lib. Default: the cross-build environment.",
        envvar="TARGETINSTALLDIR",
        file_okay=False,
    ),
]
HostInstallDir = Annotated[
    Path | None,
    typer.Option(
        help="Also install here what other projects are compiled against: headers, libraries, host packages.",
        envvar="HOSTINSTALLDIR",
        file_okay=False,
    ),
]
ForceRebuild = Annotated[bool, typer.Option(help="Build all of them, whatever there is already.")]
Clean = Annotated[bool, typer.Option("--clean", help="Delete the folder that a recipe was built in if all went well.")]


def recipe_target(xbuildenv_path: Path | None, installation: Path | None) -> "Target":
    """Return the target, with Python's headers from elsewhere if the user wants that.

    Raises:
        BuildError: there is no cross-build environment, or it does not fit.
    """
    from pyodide_build.errors import SettingsError

    target = chosen_target(xbuildenv_path)
    target.check_python()
    if installation is None:
        return target
    target = target.model_copy(update={"installation": installation.resolve()})
    for folder in (target.headers, target.stdlib):
        if not folder.is_dir():
            raise SettingsError(f"--target-install-dir {installation} is no Python for the target: no folder {folder}.")
    return target


def recipe_settings(target: "Target", cflags: str | None, cxxflags: str | None, ldflags: str | None) -> "BuildSettings":
    """Return what recipes are built with: the flags of the options come after those of CFLAGS and so on.

    Archives get the usual compression here; what a distribution gets is said when it is installed.
    """
    from pyodide_build.distribution.compression import DEFAULT_LEVEL
    from pyodide_build.settings.model import Flags
    from pyodide_build.settings.resolve import resolve_settings, split

    settings = resolve_settings(target, os.environ, compression_level=DEFAULT_LEVEL)
    options: Mapping[str, str] = {"--cflags": cflags or "", "--cxxflags": cxxflags or "", "--ldflags": ldflags or ""}
    before = settings.flags
    return replace(
        settings,
        flags=Flags(
            cflags=(*before.cflags, *split(options, "--cflags")),
            cxxflags=(*before.cxxflags, *split(options, "--cxxflags")),
            ldflags=(*before.ldflags, *split(options, "--ldflags")),
        ),
    )
