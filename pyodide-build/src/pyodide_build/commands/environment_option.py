"""The options about environments and compilers that builds share, and the target that follows from them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pyodide_build.settings.target import Target

XBuildEnvPath = Annotated[
    Path | None,
    typer.Option(help="The folder of cross-build environments. Default: PYODIDE_XBUILDENV_PATH, else the cache."),
]
SkipEmscriptenInstall = Annotated[
    bool,
    typer.Option(
        "--skip-emscripten-install",
        help="Fail if emscripten is not there in the version that is needed, instead of installing it.",
        envvar="PYODIDE_SKIP_EMSCRIPTEN_INSTALL",
    ),
]


def chosen_target(xbuildenv_path: Path | None) -> "Target":
    """Return the target of the environment that is in use in a folder, or in the usual one.

    Raises:
        BuildError: there is no cross-build environment.
    """
    from pyodide_build.xbuildenv.select import select_target

    chosen = {"PYODIDE_XBUILDENV_PATH": str(xbuildenv_path), "PYODIDE_ROOT": ""} if xbuildenv_path else {}
    return select_target({**os.environ, **chosen})
