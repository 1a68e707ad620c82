"""Check what was built, the way users meet it."""

import sys
from collections.abc import Iterable
from pathlib import Path

from release_tool.process import run
from release_tool.workspace import Distribution

# These run in an environment that has nothing but the distribution and what it needs.
_IMPORT = """
import importlib, sys
from importlib.metadata import distribution

found = distribution(sys.argv[1])
tops = {path.parts[0].removesuffix(".py") for path in found.files if path.suffix == ".py"}
modules = sorted(filter(str.isidentifier, tops))
for module in modules:
    importlib.import_module(module)
assert modules, "the wheel has no module"
print(found.version, *modules)
"""
_LOAD = """
import sys
from importlib.metadata import distribution

print(*dict.fromkeys(point.name for point in distribution(sys.argv[1]).entry_points if point.load()))
"""


def check_metadata(files: Iterable[Path], folder: Path) -> None:
    """Let twine say whether an index would take the files.

    Raises:
        CommandFailedError: it would not.
    """
    run("twine check", [sys.executable, "-m", "twine", "check", "--strict", *map(str, files)], folder)


def check_install(distribution: Distribution, wheels: list[Path], hosts: list[Path], folder: Path) -> str:
    """Install a wheel in a new virtual environment, import its modules and load its entry points.

    The environment stays, as `NAME-environment` in the folder.

    Args:
        distribution: Which.
        wheels: Its wheel, and those of distributions of the workspace that it needs; the rest comes from the index.
        hosts: The wheels of those that it can be a plugin of; they are there when its entry points are loaded.
        folder: Where the environment may be made.

    Returns:
        The version, and the names of modules and entry points.

    Raises:
        CommandFailedError: it cannot be installed or imported.
    """
    python = python_of(distribution, folder)
    pip = [*python, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    install, load = f"Installing {distribution.name}", f"Importing {distribution.name}"
    run(install, [sys.executable, "-m", "venv", str(Path(python[0]).parents[1])], folder)
    run(install, [*pip, "install", *map(str, wheels)], folder)
    run(install, [*pip, "check"], folder)
    modules = run(load, [*python, "-c", _IMPORT, distribution.name], folder)
    if hosts:
        run(install, [*pip, "install", *map(str, hosts)], folder)
    points = run(load, [*python, "-c", _LOAD, distribution.name], folder)
    return f"{modules.strip()} {points.strip()}".strip()


def python_of(distribution: Distribution, folder: Path) -> list[str]:
    """Return the command that is the Python of a distribution's environment."""
    return [str(folder / f"{distribution.name}-environment/bin/python"), "-I"]
