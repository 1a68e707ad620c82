"""Check that an sdist has what its users expect, and tests that run without the checkout."""

import tarfile
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from release_tool.errors import ReleaseError
from release_tool.process import run
from release_tool.workspace import Distribution

_EXPECTED = ("CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml")


def unpack(sdist: Path, distribution: Distribution, folder: Path) -> Path:
    """Unpack an sdist, and return the folder that is in it.

    Args:
        sdist: The sdist.
        distribution: Of which it is.
        folder: Where it may be unpacked.

    Raises:
        ReleaseError: it lacks a file.
    """
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    unpacked = folder / sdist.name.removesuffix(".tar.gz")
    if missing := [name for name in _EXPECTED if not (unpacked / name).is_file()]:
        raise ReleaseError(
            f"{sdist.name} has no {', '.join(missing)}: is it in {distribution.folder}, and among what pyproject.toml "
            "includes?"
        )
    return unpacked


def requirements_of_tests(unpacked: Path) -> list[Requirement]:
    """Return what the tests of an sdist need: its dependency group `test` (PEP 735)."""
    groups = tomllib.loads((unpacked / "pyproject.toml").read_text()).get("dependency-groups", {})
    return [Requirement(each) for each in groups.get("test", [])]


def collect_tests(unpacked: Path, python: list[str], requirements: list[str]) -> str:
    """Let pytest collect the tests of an sdist, which takes all the modules that they import.

    Args:
        unpacked: The sdist's folder.
        python: The Python of an environment that has the distribution.
        requirements: What to add to that.

    Returns:
        pytest's last line; nothing where there are no tests.

    Raises:
        CommandFailedError: they cannot be collected.
    """
    if not (unpacked / "tests").is_dir():
        return ""
    what = f"Collecting the tests of {unpacked.name}"
    run(what, [*python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *requirements], unpacked)
    options = ["--collect-only", "--quiet", "-p", "no:cacheprovider", "--rootdir", str(unpacked), "-c", "/dev/null"]
    return run(what, [*python, "-m", "pytest", *options, "tests"], unpacked).strip().splitlines()[-1]
