"""`pyodide clean`: delete what builds leave."""

from pathlib import Path
from typing import Annotated

import typer

from pyodide_build.commands import recipe_options as options

app = typer.Typer(help="Delete what builds leave.")


@app.callback()
def clean() -> None:
    """Keep `recipes` a command of its own, although it is the only one."""


@app.command()
def recipes(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TARGETS]...", help="Names of recipes, or tag:NAME. Commas separate, too. Default: all."
        ),
    ] = None,
    recipe_dir: options.RecipeDir = None,
    build_dir: options.BuildDir = None,
) -> None:
    """Delete the folders that recipes were built in, and logs. What was built stays in the cache."""
    from pyodide_build.recipe.clean import clean_recipe
    from pyodide_build.recipe.load import load_recipes
    from pyodide_build.recipe.select import ALL, expand

    folder = (recipe_dir or Path("packages")).resolve()
    known = load_recipes(folder)
    words = [word.strip() for text in targets or [ALL] for word in text.split(",") if word.strip()]
    for name in sorted({name for word in words for name in expand(word, known, ())}):
        for path in clean_recipe((build_dir or folder).resolve() / name):
            typer.echo(f"Deleted {path}")
