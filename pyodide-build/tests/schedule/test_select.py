import pytest

from pyodide_build.errors import SelectionError
from pyodide_build.recipe.select import select_recipes
from schedule.by_hand import recipe, recipes

RECIPES = recipes(
    recipe("zlib"),
    recipe("arrays", tag=["min-scipy-stack"]),
    recipe("libxml2", host=["zlib"]),
    recipe("lxml", host=["libxml2"], tag=["web"]),
    recipe("Jinja2", run=["MarkupSafe"], tag=["core"]),
    recipe("MarkupSafe", tag=["core", "web"]),
    recipe("basis", tag=["always"]),
)


@pytest.mark.parametrize(
    ("requested", "expected"),
    {
        "a name": (["zlib"], ["basis", "zlib"]),
        "commas": (["zlib, lxml", "Jinja2,"], ["Jinja2", "basis", "lxml", "zlib"]),
        "a tag": (["tag:core"], ["Jinja2", "MarkupSafe", "basis"]),
        "a tag and a name": (["tag:core,zlib"], ["Jinja2", "MarkupSafe", "basis", "zlib"]),
        "a tag and what it includes": (
            ["tag:min-scipy-stack"],
            ["Jinja2", "MarkupSafe", "arrays", "basis"],
        ),
        "all": (["*"], sorted(RECIPES)),
        "all but one": (["*,!lxml"], sorted(RECIPES.keys() - {"lxml"})),
        "all but one and what needs it": (["*", "!zlib"], ["Jinja2", "MarkupSafe", "arrays", "basis"]),
        "all but a tag": (["*", "!tag:core"], ["arrays", "basis", "libxml2", "lxml", "zlib"]),
        "excluded first": (["!MarkupSafe", "tag:web"], ["basis", "lxml"]),
        "without those that are always built": (["zlib", "!basis"], ["zlib"]),
        "there without a recipe": (["micropip", "zlib"], ["basis", "zlib"]),
        "nothing": ([""], ["basis"]),
    }.values(),
    ids=str,
)
def test_selections(requested, expected) -> None:
    assert expected == select_recipes(RECIPES, requested, {"micropip"})


@pytest.mark.parametrize(
    ("requested", "message"),
    {
        "zlab": "no recipe zlab. Did you mean zlib?",
        "jinja2": "no recipe jinja2. Did you mean Jinja2?",
        "!zlab": "no recipe zlab. Did you mean zlib?",
        "tag:cor": "no tag cor. Did you mean core?",
        "tag:physics": "no tag physics; there are always, core, min-scipy-stack, web.",
        "lxml,!zlib": "lxml needs zlib, which was excluded",
        "lxml,!lxml": "lxml was asked for and excluded",
    }.items(),
)
def test_what_cannot_be_meant(requested, message) -> None:
    with pytest.raises(SelectionError) as caught:
        select_recipes(RECIPES, [requested])

    assert message in str(caught.value)
