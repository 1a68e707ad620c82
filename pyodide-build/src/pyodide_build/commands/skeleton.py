"""`pyodide skeleton`: recipes for packages of an index."""

from pathlib import Path
from typing import Annotated

import typer

from pyodide_build.skeleton.source_format import SourceFormat

app = typer.Typer(help="Write recipes, and bring them up to date.")


@app.callback()
def skeleton() -> None:
    """Keep `pypi` a command of its own, although it is the only one."""


@app.command()
def pypi(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The package.")],
    update: Annotated[
        bool, typer.Option("--update", "-u", help="Bring the recipe up to date that there is, instead of making one.")
    ] = False,
    update_patched: Annotated[
        bool, typer.Option("--update-patched", help="Do that, even if the recipe has patches.")
    ] = False,
    version: Annotated[str | None, typer.Option(help="The version. Default: the newest.")] = None,
    pre: Annotated[bool, typer.Option("--pre", help="The newest may be one before a release.")] = False,
    source_format: Annotated[
        SourceFormat | None,
        typer.Option(
            help="What to build from. Default: what the recipe has, else a wheel in pure Python, else an sdist."
        ),
    ] = None,
    recipe_dir: Annotated[Path, typer.Option(help="The folder of recipes.")] = Path("packages"),
) -> None:
    """Make a recipe for a package, or bring one up to date.

    What there is, is asked of the index that pip is configured for. The recipe names the package, its version and the
    hash of the file. An update changes these and leaves the rest of the file as it is.
    """
    from pyodide_build.skeleton.create import create_recipe
    from pyodide_build.skeleton.update import update_recipe

    recipes = recipe_dir.absolute()
    formats = [source_format] if source_format else list(SourceFormat)
    if not (update or update_patched):
        typer.echo(create_recipe(name, recipes, version=version, formats=formats, pre=pre))
        return
    changed = update_recipe(name, recipes, version=version, formats=formats, pre=pre, patched=update_patched)
    if changed is None:
        typer.echo(f"{name} is up to date.")
    else:
        old, new = changed
        typer.echo(f"{name} {old.version} -> {new.version}: {new.folder / 'meta.yaml'}")
