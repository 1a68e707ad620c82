"""List the packages that have a recipe, in MyST."""

from pathlib import Path

from extensions.markdown import code
from pyodide_build.recipe.load import load_recipes
from pyodide_build.recipe.model import BuildType, Recipe

TITLES = {
    BuildType.PACKAGE: "Packages",
    BuildType.CPYTHON_MODULE: "Modules of the standard library",
    BuildType.SHARED_LIBRARY: "Shared libraries",
    BuildType.STATIC_LIBRARY: "Libraries that are part of packages",
}


def list_packages(folder: Path) -> str:
    """Return a table for each kind of package."""
    recipes = sorted(load_recipes(folder).values(), key=lambda recipe: recipe.name.lower())
    parts = []
    for kind, title in TITLES.items():
        rows = [_row(recipe) for recipe in recipes if recipe.build.type is kind]
        if rows:
            header = "| package | version | what it is, and the groups that it is in |\n| --- | --- | --- |\n"
            parts.append(f"## {title}\n\n{header}{''.join(rows)}")
    return "\n".join(parts)


def _row(recipe: Recipe) -> str:
    home = recipe.about.get("home", "")
    name = f"[{recipe.name}]({home})" if home.startswith("http") else recipe.name
    summary = " ".join(recipe.about.get("summary", "").replace("|", r"\|").replace("<", r"\<").split())
    groups = " ".join(code(tag) for tag in recipe.package.tag)
    return f"| {name} | {recipe.version} | {summary} {groups} |\n"
