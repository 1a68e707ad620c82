"""Bring a recipe up to date with the index."""

import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

from pyodide_build.errors import RecipeError
from pyodide_build.recipe.load import FILE, load_recipe
from pyodide_build.recipe.model import Recipe
from pyodide_build.skeleton.edit import Place, replace_values
from pyodide_build.skeleton.folder import find_recipe, put
from pyodide_build.skeleton.index import choose, format_of
from pyodide_build.skeleton.source_format import SourceFormat
from pyodide_build.source.download import sha256_of
from pyodide_build.source.pip_index import IndexFile, download, list_files


def update_recipe(
    name: str,
    recipes: Path,
    *,
    version: str | None = None,
    formats: Sequence[SourceFormat],
    pre: bool = False,
    patched: bool = False,
) -> tuple[Recipe, Recipe] | None:
    """Change version, source and hash of a recipe, and nothing else in its file.

    Args:
        name: of the package.
        recipes: the folder of all recipes.
        version: the version, by default the newest.
        formats: what the source may be; if it may be any, the recipe's own kind is preferred.
        pre: whether the newest version may be one before a release.
        patched: whether a recipe with patches is changed, too.

    Returns:
        the recipe as it was and as it is, or None if there was nothing to change.

    Raises:
        RecipeError: there is no recipe, it has patches, or its source is not from the index.
        SourceError: the index has no such package or version.
    """
    folder = find_recipe(name, recipes)
    if folder is None:
        raise RecipeError(f"{recipes} has no recipe for {name}; without --update one is made.")
    recipe = load_recipe(folder)
    key, package = index_name(recipe)
    files = list_files(package)
    chosen = choose(files, version, preferring(recipe, files, formats), pre=pre)
    if chosen.version == recipe.version and key == "pypi" and chosen.sha256 == recipe.source.sha256:
        return None
    if recipe.source.patches and not patched:
        raise RecipeError(
            f"{folder / FILE} has patches for {recipe.version}; the index has {chosen.version}. With --update-patched "
            "the recipe is changed nevertheless; then see whether the patches still fit."
        )
    with tempfile.TemporaryDirectory(prefix="pyodide-skeleton-") as scratch:
        digest = sha256_of(download(chosen, Path(scratch)))
    text = (folder / FILE).read_text(encoding="utf-8")
    values: dict[Place, tuple[str, str]] = {
        ("package", "version"): ("version", spelled(chosen.version)),
        ("source", key): ("pypi", f"{package}=={chosen.version}"),
        ("source", "sha256"): ("sha256", digest),
    }
    put(folder, replace_values(text, values))
    return recipe, load_recipe(folder)


def index_name(recipe: Recipe) -> tuple[str, str]:
    """Return the key that says where the source is, and the package's name in the index.

    Raises:
        RecipeError: the source is not from the index.
    """
    source = recipe.source
    if source.pypi:
        return "pypi", source.pypi.partition("==")[0]
    if source.url and named_in(source.url.rpartition("/")[2]) == canonicalize_name(recipe.name):
        return "url", recipe.name
    raise RecipeError(
        f"{recipe.folder / FILE} has a source that is not from the index: change its version and its hash by hand."
    )


def named_in(file_name: str) -> str | None:
    """Return the normalised name of the package that a file is of."""
    for parse in (parse_wheel_filename, parse_sdist_filename):
        with suppress(InvalidWheelFilename, InvalidSdistFilename):
            return parse(file_name)[0]
    return None


def preferring(recipe: Recipe, files: Sequence[IndexFile], formats: Sequence[SourceFormat]) -> list[SourceFormat]:
    """Put the format that the recipe has now in front, as far as it is possible and known."""
    of_hash = [format_of(each) for each in files if each.sha256 and each.sha256 == recipe.source.sha256]
    if recipe.source.url:
        of_hash.append(SourceFormat.WHEEL if recipe.source.url.endswith(".whl") else SourceFormat.SDIST)
    return sorted(formats, key=lambda each: each not in of_hash)


def spelled(version: str) -> str:
    """Return a version as YAML has it: in quotes where it would be taken for a number."""
    return f'"{version}"' if re.fullmatch(r"\d+(\.\d+)?", version) else version
