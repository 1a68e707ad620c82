"""Bundle the console page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from interpreter_build.errors import BuildError
from interpreter_build.step import Step, Workspace
from runtime_build.sources import SourceTree
from runtime_build.typescript import find_tool

# What the page is made of besides our own source; their versions go into the key.
CONSOLE_PACKAGES = (
    "@codemirror/autocomplete",
    "@codemirror/commands",
    "@codemirror/lang-python",
    "@codemirror/language",
    "@codemirror/state",
    "@codemirror/view",
    "@lezer/highlight",
    "ansi_up",
    "comlink",
    "esbuild",
)
TARGET = "es2022"


def base_url(environment: Mapping[str, str]) -> str:
    """Return where the page finds the runtime and its packages: PYODIDE_BASE_URL, else beside itself.

    Raises:
        BuildError: it does not end as the address of a folder does.
    """
    url = environment.get("PYODIDE_BASE_URL") or "./"
    if not url.endswith("/"):
        raise BuildError(f"PYODIDE_BASE_URL is {url!r}, but has to end with a slash: it is the address of a folder.")
    return url


@dataclass(frozen=True)
class ConsolePage(Step):
    """`console.html`, its style sheet, and the scripts of the page and of its worker."""

    name = "console"

    source: SourceTree
    versions: tuple[tuple[str, str], ...]
    base_url: str

    def build(self, space: Workspace) -> None:
        """Bundle both scripts and copy the rest."""
        tree = self.source.write(space.work / "console")
        # Types of the runtime are imported, nothing else: esbuild drops those imports unread.
        esbuild = find_tool("esbuild", "esbuild")
        options = [
            "--bundle",
            "--format=esm",
            f"--target={TARGET}",
            "--minify",
            "--log-level=warning",
            "--loader:.py=text",
            f"--define:BASE_URL={json.dumps(self.base_url)}",
        ]
        modules = {"NODE_PATH": str(find_tool("esbuild", "esbuild").parents[1])}
        for entry, name in (("main.ts", "console.mjs"), ("worker.ts", "console_worker.mjs")):
            space.run(
                [esbuild, entry, *options, "--log-level=warning", f"--outfile={space.out / name}"],
                cwd=tree,
                environment=modules,
            )
        for file in self.source.files:
            if file.path.endswith((".html", ".css")):
                (space.out / file.path).write_text(file.text)
