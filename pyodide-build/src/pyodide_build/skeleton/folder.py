"""Find recipes by the names of their folders, and put new ones there whole."""

import tempfile
from pathlib import Path

from packaging.utils import canonicalize_name

from pyodide_build.recipe.load import FILE, load_recipe


def find_recipe(name: str, recipes: Path) -> Path | None:
    """Return the folder of a package's recipe, however its name is spelled."""
    folder = folder_names(recipes).get(canonicalize_name(name))
    return recipes / folder if folder else None


def folder_names(recipes: Path) -> dict[str, str]:
    """Return the names of recipes' folders by normalised names."""
    return {canonicalize_name(file.parent.name): file.parent.name for file in recipes.glob(f"*/{FILE}")}


def put(folder: Path, text: str) -> Path:
    """Write a recipe's file if it can be understood, and return it.

    Args:
        folder: of the recipe; made if it is not there.
        text: what the file has to say.

    Raises:
        RecipeError: it would be no recipe; then nothing is changed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".writing-") as scratch:
        made = Path(scratch) / folder.name
        made.mkdir()
        (made / FILE).write_text(text, encoding="utf-8")
        load_recipe(made)
        folder.mkdir(exist_ok=True)
        return (made / FILE).replace(folder / FILE)
