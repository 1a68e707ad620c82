"""Choose among the files that the index has of a package."""

from collections.abc import Sequence

from packaging.utils import InvalidWheelFilename, parse_wheel_filename
from packaging.version import InvalidVersion, Version

from pyodide_build.errors import SourceError
from pyodide_build.skeleton.source_format import SourceFormat
from pyodide_build.source.pip_index import IndexFile


def format_of(file: IndexFile) -> SourceFormat | None:
    """Return what a file is, or None for a wheel with libraries, which are for another machine."""
    if not file.name.endswith(".whl"):
        return SourceFormat.SDIST
    try:
        *_, tags = parse_wheel_filename(file.name)
    except InvalidWheelFilename:
        return None
    return SourceFormat.WHEEL if any(tag.platform == "any" for tag in tags) else None


def choose(files: Sequence[IndexFile], version: str | None, formats: Sequence[SourceFormat], *, pre: bool) -> IndexFile:
    """Return the file to build from.

    Args:
        files: all files of a package.
        version: the version that is wanted, or None for the newest.
        formats: which are possible, the preferred one first.
        pre: whether the newest may be one before a release.

    Raises:
        SourceError: there is no such file.
    """
    if version is None:
        offered = [each for each in files if not each.yanked] or files
        released = [each for each in offered if not Version(each.version).is_prerelease]
        wanted = Version((offered if pre or not released else released)[-1].version)
    else:
        wanted = as_version(version)
    of_version = [each for each in files if Version(each.version) == wanted]
    if not of_version:
        newest = ", ".join(dict.fromkeys(each.version for each in reversed(files)))
        raise SourceError(f"The index has no version {version} of it; it has {newest}.")
    for kind in formats:
        found = [each for each in of_version if format_of(each) is kind]
        if found:
            return found[0]
    raise SourceError(
        f"The index has no {' and no '.join(formats)} of version {wanted} that the target can use; it has "
        f"{', '.join(each.name for each in of_version)}."
    )


def as_version(text: str) -> Version:
    """Read a version (PEP 440).

    Raises:
        SourceError: it is none.
    """
    try:
        return Version(text)
    except InvalidVersion as error:
        raise SourceError(f"{text} is no version.") from error
