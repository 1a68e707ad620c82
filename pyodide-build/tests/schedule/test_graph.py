import pytest

from pyodide_build.errors import GraphError, SelectionError
from pyodide_build.schedule.graph import dependency_graph, graph_without_requirements, priorities
from schedule.by_hand import recipe, recipes

RECIPES = recipes(
    recipe("zlib"),
    recipe("libxml2", host=["zlib"]),
    recipe("libxslt", host=["libxml2", "zlib"]),
    recipe("lxml", host=["libxslt", "libxml2"], run=["Html5lib"]),
    recipe("html5lib", run=["ssl"]),
    recipe("alone"),
)


def test_everything_that_is_required_and_nothing_else() -> None:
    graph = dependency_graph(RECIPES, ["lxml"], {"ssl"})

    assert {"zlib", "libxml2", "libxslt", "lxml", "html5lib"} == graph.needs.keys()
    assert {"libxslt", "libxml2", "html5lib"} == graph.needs["lxml"]
    assert {"libxslt", "libxml2"} == graph.host["lxml"]


def test_what_is_needed_comes_first() -> None:
    order = list(dependency_graph(RECIPES, RECIPES, {"ssl"}).needs)

    assert order.index("zlib") < order.index("libxml2") < order.index("libxslt") < order.index("lxml")


def test_what_a_recipe_is_built_with_comes_in_the_order_of_building() -> None:
    assert ["zlib", "libxml2", "libxslt"] == dependency_graph(RECIPES, ["lxml"], {"ssl"}).host_closure("lxml")


def test_a_circle_is_named() -> None:
    circle = recipes(recipe("a", host=["b"]), recipe("b", run=["c"]), recipe("c", host=["a"]), recipe("d", run=["a"]))

    with pytest.raises(GraphError) as caught:
        dependency_graph(circle, ["d"])

    assert str(caught.value) in {
        f"Recipes need each other in a circle: {way}." for way in ("a → b → c → a", "b → c → a → b", "c → a → b → c")
    }


def test_every_requirement_without_a_recipe_is_named() -> None:
    wanting = recipes(recipe("lxml", host=["libxlm2"], run=["ssl"]), recipe("libxml2", host=["zlib"]))

    with pytest.raises(GraphError) as caught:
        dependency_graph(wanting, wanting)

    assert [
        "/nowhere/libxml2/meta.yaml: requirements.host: there is no recipe zlib",
        "/nowhere/lxml/meta.yaml: requirements.host: there is no recipe libxlm2; did you mean libxml2?",
        "/nowhere/lxml/meta.yaml: requirements.run: there is no recipe ssl",
    ] == sorted(str(caught.value).splitlines())


def test_what_others_wait_for_longest_goes_first() -> None:
    graph = dependency_graph(RECIPES, RECIPES, {"ssl"})
    found = priorities(graph, {"zlib": 2, "libxml2": 5, "libxslt": 3, "lxml": 4, "alone": 13}, unknown=1)

    assert {"zlib": 14, "libxml2": 12, "libxslt": 7, "lxml": 4, "html5lib": 5, "alone": 13} == found


def test_recipes_without_their_requirements() -> None:
    graph = graph_without_requirements(RECIPES, ["lxml", "libxml2"])

    assert {"libxml2": frozenset(), "lxml": {"libxml2"}} == graph.needs
    assert ["zlib", "libxml2", "libxslt"] == graph.host_closure("lxml")
    with pytest.raises(SelectionError, match="Did you mean lxml"):
        graph_without_requirements(RECIPES, ["lmxl"])
