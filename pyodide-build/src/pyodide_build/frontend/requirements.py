"""Choose which of a package's build requirements are installed."""

from collections.abc import Iterable

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pyodide_build.settings.model import BuildSettings


def for_the_build_machine(requirements: Iterable[str], settings: BuildSettings) -> set[str]:
    """Leave out what cannot serve in a cross-build."""
    ignored = settings.ignored_requirements
    return {text for text in requirements if canonicalize_name(Requirement(text).name) not in ignored}
