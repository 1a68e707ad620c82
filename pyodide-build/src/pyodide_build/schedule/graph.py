"""What has to be built before what."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from packaging.utils import canonicalize_name

from pyodide_build.errors import GraphError, SelectionError
from pyodide_build.recipe.model import Recipe
from pyodide_build.recipe.select import unknown


@dataclass(frozen=True)
class Graph:
    """Recipes in an order in which they can be built, and the recipes that each needs.

    Args:
        needs: names of recipes, each with those of what has to be built before it.
        host: the same, of what it is built with.
    """

    needs: Mapping[str, frozenset[str]]
    host: Mapping[str, frozenset[str]]

    def host_closure(self, name: str) -> list[str]:
        """Return what a recipe is built with, and what that was built with, the latter first."""
        found: dict[str, None] = {}

        def add(each: str) -> None:
            for needed in sorted(self.host[each]):
                if needed not in found:
                    add(needed)
                    found[needed] = None

        add(name)
        return list(found)

    def dependents(self, name: str) -> Iterator[str]:
        """Give the recipes that need this one directly."""
        return (other for other, needed in self.needs.items() if name in needed)


def dependency_graph(recipes: Mapping[str, Recipe], names: Iterable[str], provided: Collection[str] = ()) -> Graph:
    """Return the graph of these recipes and all that they require to be built or to run.

    Args:
        recipes: those that there are.
        names: those to begin with.
        provided: normalised names of what is there at run time without a recipe: parts of the standard library.

    Raises:
        GraphError: something is required that there is no recipe for, or recipes require each other in a circle.
    """
    spelled: dict[str, str] = {canonicalize_name(name): name for name in recipes}
    needs: dict[str, frozenset[str]] = {}
    host: dict[str, frozenset[str]] = {}
    problems: list[str] = []

    def resolve(recipe: Recipe, section: str, required: Iterable[str], without: Collection[str]) -> frozenset[str]:
        found = set()
        for each in required:
            normalised = canonicalize_name(each)
            if normalised in spelled:
                found.add(spelled[normalised])
            elif normalised not in without:
                near = difflib.get_close_matches(normalised, [*spelled], n=1)
                advice = f"; did you mean {spelled[near[0]]}?" if near else ""
                problems.append(
                    f"{recipe.folder / 'meta.yaml'}: requirements.{section}: there is no recipe {each}{advice}"
                )
        return frozenset(found)

    waiting = sorted(names, reverse=True)
    while waiting:
        name = waiting.pop()
        if name in needs:
            continue
        recipe = recipes[name]
        host[name] = resolve(recipe, "host", recipe.requirements.host, ())
        needs[name] = host[name] | resolve(recipe, "run", recipe.requirements.run, provided)
        waiting.extend(sorted(needs[name], reverse=True))
    if problems:
        raise GraphError("\n".join(problems))
    try:
        order = list(TopologicalSorter({name: sorted(needed) for name, needed in needs.items()}).static_order())
    except CycleError as error:
        raise GraphError(f"Recipes need each other in a circle: {' → '.join(reversed(error.args[1]))}.") from None
    return Graph({name: needs[name] for name in order}, host)


def graph_without_requirements(recipes: Mapping[str, Recipe], names: Sequence[str]) -> Graph:
    """Return the graph of these recipes alone; what they are built with is known, but not in it.

    Raises:
        SelectionError: there is no such recipe.
        GraphError: what they are built with has no recipe.
    """
    for name in names:
        if name not in recipes:
            raise SelectionError(unknown("recipe", name, recipes))
    anything = {canonicalize_name(each) for recipe in recipes.values() for each in recipe.requirements.run}
    whole = dependency_graph(recipes, names, anything)
    return Graph({name: whole.host[name].intersection(names) for name in whole.needs if name in names}, whole.host)


def priorities(graph: Graph, seconds: Mapping[str, float], unknown: float) -> dict[str, float]:
    """Return for each recipe how long building it takes with all that has to wait for it: the longest begin first.

    Args:
        graph: the recipes.
        seconds: how long each took, as far as that is known.
        unknown: what is assumed of the others.
    """
    found: dict[str, float] = {}
    for name in reversed([*graph.needs]):
        after = max((found[other] for other in graph.dependents(name)), default=0.0)
        found[name] = seconds.get(name, unknown) + after
    return found
