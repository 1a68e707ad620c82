"""`pyodide config`: tell scripts what packages are built with."""

import os
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:  # takes a while to import
    from pyodide_build.settings.variables import Context

app = typer.Typer(help="Show what packages are built with.")


@app.command()
def get(config_var: str) -> None:
    """Print the value of one variable."""
    from pyodide_build.settings.variables import value_of

    typer.echo(value_of(config_var, context()))


@app.command("list")
def list_() -> None:
    """Print all variables, as NAME=VALUE; what is not there is empty."""
    from pyodide_build.errors import BuildError
    from pyodide_build.settings.variables import VARIABLES, value_of

    known = context()
    for name in VARIABLES:
        try:
            value = value_of(name, known)
        except (BuildError, OSError):
            value = ""
        typer.echo(f"{name}={value}")


def context() -> "Context":
    """Find out what a build in this environment would use."""
    from pyodide_build.settings.resolve import resolve_settings
    from pyodide_build.settings.variables import Context
    from pyodide_build.xbuildenv.select import environments_folder, select_target

    settings = resolve_settings(select_target(), os.environ)
    return Context(settings, os.environ, environments_folder(os.environ))
