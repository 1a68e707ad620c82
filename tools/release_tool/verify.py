"""Check what was built, the way users meet it."""

import sys
import tarfile
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


def check_tests(sdist: Path, folder: Path) -> str:
    """Unpack an sdist and let pytest collect its tests, which takes all the modules that they import.

    Args:
        sdist: The sdist.
        folder: Where it may be unpacked.

    Returns:
        pytest's last line; nothing where there are no tests.

    Raises:
        CommandFailedError: they cannot be collected.
    """
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    unpacked = folder / sdist.name.removesuffix(".tar.gz")
    if not (unpacked / "tests").is_dir():
        return ""
    options = ["--collect-only", "--quiet", "-p", "no:cacheprovider", "--rootdir", str(unpacked), "-c", "/dev/null"]
    command = [sys.executable, "-I", "-m", "pytest", *options, "tests"]
    return run(f"Collecting the tests of {sdist.name}", command, unpacked).strip().splitlines()[-1]


def check_install(distribution: Distribution, wheels: list[Path], hosts: list[Path], folder: Path) -> str:
    """Install a wheel in a new virtual environment, import its modules and load its entry points.

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
    environment = folder / f"{distribution.name}-environment"
    python = [str(environment / "bin/python"), "-I"]
    pip = [*python, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    install, load = f"Installing {distribution.name}", f"Importing {distribution.name}"
    run(install, [sys.executable, "-m", "venv", str(environment)], folder)
    run(install, [*pip, "install", *map(str, wheels)], folder)
    run(install, [*pip, "check"], folder)
    modules = run(load, [*python, "-c", _IMPORT, distribution.name], folder)
    if hosts:
        run(install, [*pip, "install", *map(str, hosts)], folder)
    points = run(load, [*python, "-c", _LOAD, distribution.name], folder)
    return f"{modules.strip()} {points.strip()}".strip()
