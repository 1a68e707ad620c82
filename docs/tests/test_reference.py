"""What the reference is made of says what readers need: a sentence, types, errors."""

import ast
import re
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
from built_site import BuiltSite
from pydantic import BaseModel

from harness.site import ROOT

pytestmark = pytest.mark.xdist_group("documentation")
# How programs reach them says what they are.
SELF_EXPLAINING = {"PyProxy.[hasInstance]", "PyProxy.[toStringTag]"}


def functions(found: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Give a function, or the public methods of a class."""
    if found.is_function:
        yield path, found
    elif found.is_class:
        for name, member in found.members.items():
            if not name.startswith("_") and not member.is_alias:
                yield from functions(member, f"{path}.{name}")


def python_functions() -> Iterator[tuple[str, Any]]:
    from extensions.directives import PYTHON_MODULES, python_api

    for module in PYTHON_MODULES:
        for name, found in python_api().members(module):
            yield from functions(found, f"{module}.{name}")


def test_python_types(site: BuiltSite) -> None:
    found = dict(python_functions())
    untyped = [
        path
        for path, function in found.items()
        if function.returns is None
        or any(each.annotation is None for each in function.parameters if each.name not in ("self", "cls"))
    ]

    assert 150 < len(found)
    assert [] == untyped


def test_python_descriptions(site: BuiltSite) -> None:
    assert [] == [path for path, function in python_functions() if not function.docstring]


def raised(function: Any) -> set[str]:
    """Return the errors that a function itself raises."""
    tree = ast.parse(textwrap.dedent(function.source))
    calls = (node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call))
    return {call.func.id for call in calls if isinstance(call.func, ast.Name)} - {"NotImplementedError"}


def test_python_errors(site: BuiltSite) -> None:
    """What a function raises in its own lines is in its description."""
    unsaid = {}
    for path, function in python_functions():
        sections = function.docstring.parsed if function.docstring else []
        said = {str(each.annotation) for part in sections if part.kind.value == "raises" for each in part.value}
        if raised(function) - said:
            unsaid[path] = raised(function) - said

    assert {} == unsaid


def members(export: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give what a class or an interface has of its own."""
    for member in export.get("children", []):
        if not member["name"].startswith("_") and "inheritedFrom" not in member and member["name"] != "constructor":
            yield (member.get("signatures") or [member.get("getSignature", member)])[0] | {"name": member["name"]}


def test_javascript_descriptions(site: BuiltSite) -> None:
    from extensions.directives import javascript_api

    exports = javascript_api().exports
    described = {"PyodideInterface", "LoadOptions", "CanvasApi"} | {name for name in exports if name.startswith("Py")}
    undescribed = [
        f"{name}.{member['name']}"
        for name in described
        for member in members(exports[name])
        if not member.get("comment", {}).get("summary")
    ]

    assert SELF_EXPLAINING == set(undescribed)


def test_javascript_errors(site: BuiltSite) -> None:
    """Calls into Python, and those that check what they are given, say what they throw."""
    from extensions.directives import javascript_api

    api = {member["name"]: member for member in members(javascript_api().exports["PyodideInterface"])}
    throwing = {
        name
        for name, member in api.items()
        if any(each["tag"] == "@throws" for each in member.get("comment", {}).get("blockTags", []))
    }

    never = {"detectEnvironment"}
    functions = {name for name, member in api.items() if "parameters" in member or member["variant"] == "signature"}
    assert set() == functions - throwing - never


def test_recipe_keys(site: BuiltSite) -> None:
    from pyodide_build.recipe.model import Recipe

    def keys(model: type[BaseModel]) -> Iterator[str]:
        for name, field in model.model_fields.items():
            if not field.exclude:
                yield field.alias or name
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
                yield from keys(field.annotation)

    text = site.text("reference/recipes.html")
    assert [] == [
        key for key in keys(Recipe) if f'<span class="pre">{key}</span>' not in text and f">{key}<" not in text
    ]


def commands() -> Iterator[tuple[str, Any]]:
    """Give each command that is shown, the ones below others included, and its path."""
    from extensions.command_reference import registered, subcommands
    from pyodide_cli.entry_points import find_commands

    def below(path: str, command: Any) -> Iterator[tuple[str, Any]]:
        if not command.hidden:
            yield path, command
            for name, each in subcommands(command, command.make_context(path, [], resilient_parsing=True)):
                yield from below(f"{path} {name}", each)

    for name, command in find_commands().items():
        yield from below(f"pyodide {name}", registered(command))


def test_commands(site: BuiltSite) -> None:
    """Each command has a title, and each of its options an entry."""
    text = re.sub("<[^>]*>", "", site.text("reference/commands.html"))
    found = dict(commands())

    assert "pyodide lockfile add-wheels" in found
    assert [] == [path for path in found if path not in text]
    assert [] == [
        (path, name)
        for path, command in found.items()
        for parameter in command.params
        if parameter.param_type_name == "option" and not parameter.hidden
        for name in parameter.opts
        if name not in text
    ]


def test_variables_of_commands(site: BuiltSite) -> None:
    """What an option also takes from the environment is on the page of variables."""
    found = {
        name
        for _, command in commands()
        for parameter in command.params
        for name in ([parameter.envvar] if isinstance(parameter.envvar, str) else parameter.envvar or ())
    }
    text = site.text("reference/environment.html")
    assert "PYODIDE_RECIPE_BUILD_DIR" in found
    assert [] == [name for name in sorted(found) if f">{name}<" not in text]


def test_packages(site: BuiltSite) -> None:
    text = site.text("reference/packages.html")
    names = [path.parent.name for path in (ROOT / "packages").glob("*/meta.yaml")]

    assert "six" in names
    assert [] == [name for name in names if f">{name}</a>" not in text and f"<p>{name}</p>" not in text]
