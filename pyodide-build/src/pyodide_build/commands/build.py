"""`pyodide build`."""

import os
from pathlib import Path
from typing import Annotated

import typer


def build(
    source: Annotated[str, typer.Argument(metavar="[SOURCE]", help="A folder.")] = ".",
    outdir: Annotated[Path, typer.Option("--outdir", "-o", help="Where the wheel goes.")] = Path("dist"),
    exports: Annotated[str | None, typer.Option(help="pyinit, requested, whole_archive, or a list.")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False,
) -> None:
    """Build a Python package for WebAssembly."""
    from pyodide_build.pipeline import BuildRequest, build_package
    from pyodide_build.process import BuildLog
    from pyodide_build.settings.resolve import resolve_settings
    from pyodide_build.toolchain.emscripten import find_emscripten
    from pyodide_build.xbuildenv.select import select_target

    target = select_target()
    settings = resolve_settings(target, os.environ, exports=exports)
    emscripten = find_emscripten(target)
    folder = Path(source).resolve()
    log = BuildLog(folder.name, outdir / f"{folder.name}.log", echo=verbose)
    wheel = build_package(BuildRequest(folder, outdir.resolve()), settings, emscripten, log)
    typer.echo(wheel)
