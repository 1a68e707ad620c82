"""Write the recipe of a package of the index."""

import io
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

from pyodide_build.errors import RecipeError
from pyodide_build.recipe.load import FILE
from pyodide_build.skeleton.describe import Description, describe
from pyodide_build.skeleton.folder import find_recipe, folder_names, put
from pyodide_build.skeleton.index import choose
from pyodide_build.skeleton.source_format import SourceFormat
from pyodide_build.source.download import sha256_of
from pyodide_build.source.pip_index import IndexFile, download, list_files


def create_recipe(
    name: str, recipes: Path, *, version: str | None = None, formats: Sequence[SourceFormat], pre: bool = False
) -> Path:
    """Write a recipe, whole or not at all, and return its file.

    Args:
        name: of the package; its folder gets this name.
        recipes: the folder of all recipes.
        version: the version, by default the newest.
        formats: what the source may be, the preferred one first.
        pre: whether the newest version may be one before a release.

    Raises:
        RecipeError: there is a recipe already.
        SourceError: the index has no such package or version, or the file is no package.
    """
    if found := find_recipe(name, recipes):
        raise RecipeError(f"{found / FILE} is there already; --update brings it up to date.")
    folder = recipes / name.replace(".", "-")
    with tempfile.TemporaryDirectory(prefix="pyodide-skeleton-") as scratch:
        chosen = choose(list_files(name), version, formats, pre=pre)
        file = download(chosen, Path(scratch))
        description, digest = describe(file), sha256_of(file)
    return put(folder, render(recipe_of(folder.name, chosen, digest, description, folder_names(recipes))))


def recipe_of(
    name: str, file: IndexFile, digest: str, description: Description, known: Mapping[str, str]
) -> dict[str, Any]:
    """Return a recipe's content.

    Args:
        name: of the folder.
        file: the source.
        digest: its sha256.
        description: what it says about itself.
        known: the names of recipes by their normalised ones: they are referred to by the names of their folders.
    """
    run = [known.get(canonicalize_name(each), each) for each in description.requires]
    about = {"home": description.home, "summary": description.summary, "license": description.license}
    recipe: dict[str, Any] = {
        "package": {"name": name, "version": file.version},
        "source": {"pypi": f"{description.name}=={file.version}", "sha256": digest},
        "requirements": {"run": run},
        "test": {"imports": list(description.imports)},
        "about": {key: value for key, value in about.items() if value},
    }
    if not run:
        del recipe["requirements"]
    return {section: keys for section, keys in recipe.items() if any(keys.values())}


def render(recipe: Mapping[str, Any]) -> str:
    """Return the text of the file."""
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096
    out = io.StringIO()
    yaml.dump(dict(recipe), out)
    return re.sub(r"\n(?=\w)", "\n\n", out.getvalue())  # a line between sections
