"""Read recipes, and say in the words of the file what is wrong with one."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, get_args

from packaging.utils import canonicalize_name
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pyodide_build.errors import RecipeError
from pyodide_build.recipe.model import Recipe
from pyodide_build.recipe.yaml_file import Document, Place, read_yaml

FILE = "meta.yaml"

# What a key has to be, by the kind of pydantic's complaint.
EXPECTED = {
    "bool_parsing": "expected true or false",
    "bool_type": "expected true or false",
    "dict_type": "expected keys with values",
    "missing": "is missing",
    "model_type": "expected keys with values",
    "path_type": "expected a path",
    "string_too_short": "is empty",
    "string_type": "expected text",
    "tuple_type": "expected a list",
}

# Keys that there were once.
REPLACED = {
    ("source", "md5"): "use sha256",
    ("build", "library"): "use type: static_library",
    ("build", "sharedlibrary"): "use type: shared_library",
    ("build", "skip_host"): "install a copy for the build machine with pip if the build needs one",
}


def load_recipes(folder: Path) -> dict[str, Recipe]:
    """Read all recipes of a folder, each in a folder of its own, and return them by name.

    Raises:
        RecipeError: with everything that is wrong in any of them.
    """
    if not folder.is_dir():
        raise RecipeError(f"{folder} is no folder with recipes in it.")
    found: dict[str, Recipe] = {}
    normalised: dict[str, str] = {}
    problems: list[str] = []
    for file in sorted(folder.glob(f"*/{FILE}")):
        try:
            recipe = load_recipe(file.parent)
        except RecipeError as error:
            problems.append(str(error))
            continue
        other = normalised.setdefault(canonicalize_name(recipe.name), recipe.name)
        if other != recipe.name:
            problems.append(f"{file}: package.name: {recipe.name} is the same package as {other}, which has a recipe")
        found[recipe.name] = recipe
    if problems:
        raise RecipeError("\n".join(problems))
    return found


def load_recipe(folder: Path) -> Recipe:
    """Read the recipe in a folder.

    Raises:
        RecipeError: a line for each thing that is wrong.
    """
    document = read_yaml(folder / FILE)
    if not isinstance(document.data, dict):
        raise RecipeError(f"{document.file}: expected the keys {', '.join(keys_of(Recipe))}")
    if "folder" in document.data:  # a field of the model, but no key of the file
        raise RecipeError(f"{document.file}, line {document.line(('folder',))}: folder: unknown key")
    try:
        recipe = Recipe.model_validate({**document.data, "folder": folder.resolve()})
    except ValidationError as error:
        raise RecipeError("\n".join(explain(document, each) for each in error.errors())) from error
    if recipe.name != folder.resolve().name:
        line = document.line(("package", "name"))
        raise RecipeError(
            f"{document.file}, line {line}: package.name: {recipe.name} differs from the name of the folder, "
            f"{folder.resolve().name}"
        )
    return recipe


def explain(document: Document, error: ErrorDetails) -> str:
    """Return the sentence about one error: file, line, key, and what was expected."""
    place = written_place(document.data, error["loc"])
    line = document.line(place)
    where = f"{document.file}, line {line}" if line else f"{document.file}"
    return f"{where}: {'.'.join(map(str, place))}: {problem_of(error, place)}"


def written_place(data: Any, location: Place) -> Place:
    """Return the keys that lead to what is wrong, without what pydantic adds for alternatives of a type."""
    place: list[str | int] = []
    for number, part in enumerate(location):
        last = number == len(location) - 1
        if isinstance(data, dict) and (part in data or last):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            continue
        place.append(part)
    return tuple(place)


def problem_of(error: ErrorDetails, place: Place) -> str:
    """Return what was expected in a place, in words about the file."""
    kind = error["type"]
    if kind == "extra_forbidden":
        return unknown_key(place)
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if error["input"] is None and kind != "missing":
        return f"is empty: {EXPECTED.get(kind, 'leave it out or give a value')}"
    if kind == "string_pattern_mismatch":
        return f"{error['input']!r} does not have the form {error['ctx']['pattern']}"
    if kind == "enum":
        return f"{error['input']!r} is none of {error['ctx']['expected']}"
    if kind in {"missing", "too_long"} and isinstance(place[-1], int):
        return "expected a pair"
    return EXPECTED.get(kind) or error["msg"]


def unknown_key(place: Place) -> str:
    """Say that there is no such key, and which may have been meant."""
    if advice := REPLACED.get((str(place[0]), str(place[-1]))):
        return f"there is no such key any more: {advice}"
    known = keys_of(section_at(place[:-1]))
    near = difflib.get_close_matches(str(place[-1]).replace("_", "-"), known, n=1) or [
        key for key in known if key.replace("_", "-") == str(place[-1]).replace("_", "-")
    ]
    return f"unknown key; did you mean {near[0]}?" if near else f"unknown key; there are {', '.join(known)}"


def section_at(place: Place) -> type[BaseModel]:
    """Return the part of the model that describes what lies below some keys."""
    section: type[BaseModel] = Recipe
    for part in place:
        field = next((field for name, field in section.model_fields.items() if part in {name, field.alias}), None)
        found = next(models_in(field.annotation if field else None), None)
        if found is None:
            break
        section = found
    return section


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Find the models in a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif isinstance(annotation, UnionType):
        for each in get_args(annotation):
            yield from models_in(each)


def keys_of(section: type[BaseModel]) -> list[str]:
    """Return the keys of a section as the file spells them."""
    return [field.alias or name for name, field in section.model_fields.items() if not field.exclude]
