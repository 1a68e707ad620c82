"""Recipes whose scripts write files, and a `pyodide build-recipes` that keeps everything in the test's folder."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

META = """\
package:
  name: {name}
  version: "1.0"
  tag: [{tag}]
build:
  type: static_library
  script: |
{script}
requirements:
  host: [{host}]
  run: [{run}]
"""
LIBRARY = "mkdir -p $WASM_LIBRARY_DIR/lib; echo {name} > $WASM_LIBRARY_DIR/lib/{name}.a"


@dataclass
class Workspace:
    """A folder with recipes, and one for all that is kept."""

    folder: Path
    root: Path
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def cache(self) -> Path:
        return self.folder / "cache/recipes"

    def recipe(self, name: str, script: str = LIBRARY, *, host: str = "", run: str = "", tag: str = "") -> Path:
        """Write a recipe; its script makes a library of its name unless it is given."""
        folder = self.folder / "packages" / name
        folder.mkdir(parents=True, exist_ok=True)
        script = "".join(f"    {line}\n" for line in script.replace("{name}", name).splitlines())
        text = META.format(name=name, script=script.rstrip("\n"), host=host, run=run, tag=tag)
        (folder / "meta.yaml").write_text(text)
        return folder

    def command(self, *arguments: str | Path, command: str = "build-recipes") -> list[str | Path]:
        return [sys.executable, "-P", "-m", "pyodide_cli", command, *arguments]

    def environment(self, **variables: str) -> dict[str, str]:
        """Return the variables for the command, with a cache of the test's own."""
        environment = {name: value for name, value in os.environ.items() if not name.endswith("FLAGS")}
        own = {"PYODIDE_ROOT": str(self.root), "PYODIDE_BUILD_CACHE": str(self.folder / "cache")}
        return environment | own | variables

    def start(self, *arguments: str | Path, command: str = "build-recipes", **variables: str) -> subprocess.Popen[str]:
        """Start the command, in a process group of its own as a shell does."""
        process = subprocess.Popen(
            self.command(*arguments, command=command),
            cwd=self.folder,
            env=self.environment(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
        )
        self.processes.append(process)
        return process

    def run(self, *arguments: str | Path, **options: str) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def results(self) -> list[str]:
        """The files of all results in the cache, and what is left of unfinished ones."""
        found = [path for path in self.cache.rglob("*") if path.is_file() and path.parts[-2] not in {"locks", "last"}]
        return sorted(path.name for path in found if path.name not in {"record.json", "build-times.json"})


@pytest.fixture
def workspace(tmp_path: Path, pyodide_root: Path) -> Iterator[Workspace]:
    workspace = Workspace(tmp_path, pyodide_root)
    yield workspace
    for process in workspace.processes:
        process.kill()
        process.communicate()


@pytest.fixture
def built(workspace: Workspace) -> Callable[..., list[str]]:
    """Give a function that builds, and returns the names of what was built, in alphabetical order."""

    def build(*arguments: str, **options: str) -> list[str]:
        done = workspace.run(*arguments, **options)
        assert 0 == done.returncode, done.stderr
        lines = [line for line in done.stderr.splitlines() if ": built in" in line]
        return sorted(line.partition(":")[0] for line in lines)

    return build
