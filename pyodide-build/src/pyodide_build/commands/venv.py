"""`pyodide venv`."""

# ruff: noqa: D301 - \b is the character that makes typer leave the lines below it as they are

import os
from pathlib import Path
from typing import Annotated

import typer


def venv(
    dest: Annotated[Path, typer.Argument(metavar="DEST", help="The folder to make.")],
    clear: Annotated[bool, typer.Option(help="Replace a virtual environment that is there.")] = False,
    no_vcs_ignore: Annotated[
        bool, typer.Option("--no-vcs-ignore", help="Do not tell version control to ignore the folder.")
    ] = False,
    download: Annotated[
        bool,
        typer.Option(
            "--download/--no-download", " /--never-download", help="Look for newer pip and setuptools in the index."
        ),
    ] = False,
    extra_search_dir: Annotated[
        list[Path] | None, typer.Option(help="A folder with wheels of pip and setuptools. May be repeated.")
    ] = None,
    pip: Annotated[
        str | None, typer.Option(metavar="VERSION", help="Of pip: bundle, embed, or a version. Default: bundle.")
    ] = None,
    setuptools: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="Of setuptools: bundle, embed, none, or a version. Default: none."),
    ] = None,
    no_setuptools: Annotated[bool, typer.Option("--no-setuptools", help="Install no setuptools.")] = False,
    no_periodic_update: Annotated[
        bool, typer.Option("--no-periodic-update", help="Do not look for newer pip and setuptools now and then.")
    ] = False,
) -> None:
    """Make a virtual environment whose Python is the runtime, under Node.js.

    Its pip installs for WebAssembly: wheels from the index that pip is configured
    for and from the distribution, wheels by path, and projects in pure Python.

    \b
      pyodide venv .venv-pyodide
      . .venv-pyodide/bin/activate
      pip install -e . pytest
      python -m pytest
    """
    from pyodide_build.process import ending_on_sigterm
    from pyodide_build.venv.create import create_environment
    from pyodide_build.xbuildenv.select import select_target

    chosen = {
        "--no-vcs-ignore": no_vcs_ignore,
        "--download": download,
        "--no-setuptools": no_setuptools,
        "--no-periodic-update": no_periodic_update,
    }
    options = [name for name, given in chosen.items() if given]
    options += [f"{name}={version}" for name, version in (("--pip", pip), ("--setuptools", setuptools)) if version]
    if extra_search_dir:
        options += ["--extra-search-dir", *map(str, extra_search_dir)]
    with ending_on_sigterm():
        create_environment(dest, select_target(), os.environ, clear=clear, virtualenv_options=options)
    typer.echo(f"Made {dest}. Activate it with: . {dest}/bin/activate")
