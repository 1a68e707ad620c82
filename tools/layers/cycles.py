"""Find modules that import each other."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def find_cycle(graph: Mapping[str, Iterable[str]]) -> list[str] | None:
    """Return one cycle of a graph, from a module to itself, or None where there is none."""
    try:
        TopologicalSorter({module: sorted(targets) for module, targets in sorted(graph.items())}).prepare()
    except CycleError as error:
        # Its second argument goes against the direction of the imports.
        return list(reversed(error.args[1]))
    return None
