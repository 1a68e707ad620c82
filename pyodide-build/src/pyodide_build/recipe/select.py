"""Decide which recipes a user means: by name, by tag, all of them, but not these."""

import difflib
from collections.abc import Collection, Mapping, Sequence

from packaging.utils import canonicalize_name

from pyodide_build.errors import SelectionError
from pyodide_build.recipe.model import Recipe

ALL = "*"
TAG = "tag:"
NOT = "!"
ALWAYS = "always"
# What a tag stands for besides the recipes that have it.
INCLUDED = {"min-scipy-stack": "core"}


def select_recipes(
    recipes: Mapping[str, Recipe], requested: Sequence[str], provided: Collection[str] = ()
) -> list[str]:
    """Return the names of the recipes that were asked for, sorted; what they require is not among them.

    What needs an excluded recipe is left out, too, if only a tag or `*` has asked for it.

    Args:
        recipes: those that there are.
        requested: names, `tag:NAME`, `*`, each with `!` before it to exclude; also several with commas between.
        provided: names of packages that are there without a recipe.

    Raises:
        SelectionError: there is no such recipe or tag, or one that was asked for needs one that was excluded.
    """
    words = [word.strip() for text in requested for word in text.split(",") if word.strip()]
    excluded = {name for word in words if word.startswith(NOT) for name in expand(word[1:], recipes, provided)}
    grouped = {name for name, recipe in recipes.items() if ALWAYS in recipe.package.tag}
    named: set[str] = set()
    for word in words:
        if not word.startswith(NOT):
            (grouped if word == ALL or word.startswith(TAG) else named).update(expand(word, recipes, provided))
    blocked = needing(excluded, recipes)
    for name in sorted(named & blocked.keys()):
        raise SelectionError(
            f"{name} needs {blocked[name]}, which was excluded: leave {name} or {NOT}{blocked[name]} out."
            if name not in excluded
            else f"{name} was asked for and excluded."
        )
    return sorted((named | grouped) - blocked.keys())


def expand(word: str, recipes: Mapping[str, Recipe], provided: Collection[str]) -> set[str]:
    """Return the recipes that one word means."""
    if word == ALL:
        return set(recipes)
    if word.startswith(TAG):
        tag = word.removeprefix(TAG)
        tags = {each for recipe in recipes.values() for each in recipe.package.tag}
        if tag not in tags:
            raise SelectionError(unknown("tag", tag, tags))
        meant = {tag, INCLUDED.get(tag, tag)}
        return {name for name, recipe in recipes.items() if meant.intersection(recipe.package.tag)}
    if word in recipes:
        return {word}
    if canonicalize_name(word) in provided:
        return set()
    raise SelectionError(unknown("recipe", word, recipes))


def unknown(kind: str, name: str, known: Collection[str]) -> str:
    """Say that there is no such recipe or tag, and which may have been meant."""
    folded = {each.casefold(): each for each in known}
    near = [folded[each] for each in difflib.get_close_matches(name.casefold(), folded, n=3)]
    if near:
        return f"There is no {kind} {name}. Did you mean {' or '.join(near)}?"
    listed = ", ".join(sorted(known)) if kind == "tag" and known else f"{len(known)} others"
    return f"There is no {kind} {name}; there are {listed}."


def needing(excluded: Collection[str], recipes: Mapping[str, Recipe]) -> dict[str, str]:
    """Return what needs excluded recipes, each with the one, and the excluded ones themselves."""
    names = {canonicalize_name(name): name for name in recipes}
    blocked = {name: name for name in excluded}
    while True:
        more = {
            name: blocked[needed]
            for name, recipe in recipes.items()
            if name not in blocked
            for each in (*recipe.requirements.host, *recipe.requirements.run)
            if (needed := names.get(canonicalize_name(each), "")) in blocked
        }
        if not more:
            return blocked
        blocked |= more
