"""The one place where a distribution's version is written."""

import re
import tomllib
from pathlib import Path

from release_tool.errors import ReleaseError

_IN_PYPROJECT = re.compile(r'(?m)^(version = ")([^"]+)(")$')
_IN_MODULE = re.compile(r'(?m)^(__version__ = ")([^"]+)(")$')


def version_file(project: Path) -> Path:
    """Return the file that has the version of a distribution: its pyproject.toml, or the one that names.

    Raises:
        ReleaseError: it names none.
    """
    settings = tomllib.loads((project / "pyproject.toml").read_text())
    if "version" in settings["project"]:
        return project / "pyproject.toml"
    try:
        named: str = settings["tool"]["hatch"]["version"]["path"]
    except KeyError:
        raise ReleaseError(
            f"{project.name}/pyproject.toml has no version: give project.version, or tool.hatch.version.path "
            "with the module that has it as __version__"
        ) from None
    return (project / named).resolve()


def read_version(path: Path) -> str:
    """Return the version in a file.

    Raises:
        ReleaseError: there is none.
    """
    match = _pattern(path).search(path.read_text())
    if match is None:
        raise ReleaseError(f"{path} has no line with the version: it begins with {_beginning(path)}")
    return match[2]


def write_version(path: Path, version: str) -> None:
    """Put another version in."""
    path.write_text(with_version(path, path.read_text(), version))


def with_version(path: Path, text: str, version: str) -> str:
    """Return a file's text with another version."""
    return _pattern(path).sub(rf"\g<1>{version}\g<3>", text, count=1)


def _pattern(path: Path) -> re.Pattern[str]:
    return _IN_PYPROJECT if path.name == "pyproject.toml" else _IN_MODULE


def _beginning(path: Path) -> str:
    return "version =" if path.name == "pyproject.toml" else "__version__ ="
