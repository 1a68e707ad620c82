"""Recipes and settings for tests that compile nothing."""

from pathlib import Path

from pyodide_build.recipe.model import Recipe
from pyodide_build.settings.model import BuildSettings, Flags
from pyodide_build.settings.target import Target


def recipe(name: str, *, host=(), run=(), tag=(), version="1.0", folder=Path("/nowhere"), **build) -> Recipe:
    """Return a recipe without a source."""
    return Recipe.model_validate(
        {
            "package": {"name": name, "version": version, "tag": list(tag)},
            "build": {"script": "true", **build},
            "requirements": {"host": list(host), "run": list(run)},
            "folder": folder / name,
        }
    )


def recipes(*listed: Recipe) -> dict[str, Recipe]:
    return {each.name: each for each in listed}


def settings(root=Path("/nowhere/pyodide-root"), **changes) -> BuildSettings:
    description = {
        "root": root,
        "python_version": "3.13.5",
        "emscripten_version": "3.1.69",
        "abi_version": "2025_0",
        "pyodide_version": "0.30.0",
        "cflags": ("-fPIC",),
        "ldflags": (),
    }
    return BuildSettings(Target.model_validate({**description, **changes}), Flags())
