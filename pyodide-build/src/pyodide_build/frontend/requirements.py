"""Choose which of a package's build requirements are installed."""

from collections.abc import Iterable
from enum import Enum, auto

from build import check_dependency
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from pyodide_build.errors import SourceError
from pyodide_build.settings.model import BuildSettings


class Isolation(Enum):
    """Where a build backend runs."""

    OWN = auto()  # in an environment of its own
    CHECKED = auto()  # in this one, if all that it requires is there
    UNCHECKED = auto()  # in this one


def for_the_build_machine(requirements: Iterable[str], settings: BuildSettings) -> set[str]:
    """Leave out what cannot serve in a cross-build.

    Raises:
        SourceError: one cannot be understood.
    """
    ignored = settings.ignored_requirements
    try:
        return {text for text in requirements if canonicalize_name(Requirement(text).name) not in ignored}
    except InvalidRequirement as error:
        raise SourceError(f"What the build requires cannot be understood: {error}") from error


def check_present(requirements: Iterable[str]) -> None:
    """Check that what a build requires is installed here.

    Raises:
        SourceError: naming what is missing.
    """
    missing = [" -> ".join(chain) for requirement in sorted(requirements) for chain in check_dependency(requirement)]
    if missing:
        raise SourceError(f"Without isolation, the build requires these to be installed: {'; '.join(missing)}")
