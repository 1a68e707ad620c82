"""Build the wheel of one of the workspace's distributions, which the runtime's distribution comes with.

Its modules are compiled: a page's first `micropip.install()` takes a third less of the processor's time that way.
"""

import os
import sys
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from interpreter_build.step import Step, Workspace
from interpreter_build.toolchain import SOURCE_DATE_EPOCH
from pyodide_build.bytecode import archive, modules
from pyodide_build.bytecode.archive import compile_archive
from pyodide_build.wheel import contents, tags
from runtime_build.sources import SourceTree, read_tree

# Neither what tests need nor what builds leave.
SOURCES = ("*.py", "*.toml", "*.md", "py.typed")
NO_SOURCES = ("tests/", "src/micropip/_vendor/")


@dataclass(frozen=True)
class OwnWheel(Step):
    """A wheel, built in isolation by the backend that its pyproject.toml names."""

    name = "wheel"
    shares = (archive, modules, contents, tags)

    source: SourceTree
    hatchling: str

    def build(self, space: Workspace) -> None:
        """Let pip build it."""
        project = self.source.write(space.work / "project")
        made = space.work / "made"
        constraints = space.work / "constraints.txt"
        constraints.write_text(f"hatchling=={self.hatchling}\n")
        # pip finds its index in the user's configuration; what it fetches is pinned.
        fixed = {"PIP_CONSTRAINT": str(constraints), "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
        command = [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-cache-dir",
            f"--wheel-dir={made}",
        ]
        space.run([*command, str(project)], cwd=space.work, environment={**os.environ, **fixed})
        (wheel,) = made.iterdir()
        compile_archive(wheel, space.out, 9, int(SOURCE_DATE_EPOCH))


def own_wheel(project: Path) -> OwnWheel:
    """Return the step for the distribution in this folder."""
    tree = read_tree(project, SOURCES)
    files = tuple(file for file in tree.files if not file.path.startswith(NO_SOURCES))
    return OwnWheel(replace(tree, files=files), version("hatchling"))
