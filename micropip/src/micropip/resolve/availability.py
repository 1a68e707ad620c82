"""Says what there is of a project, where what is wanted is not."""

from collections.abc import Iterable

from micropip._vendor.packaging.utils import parse_sdist_filename, parse_wheel_filename
from micropip._vendor.packaging.version import Version
from micropip.errors import MicropipError
from micropip.index.page import ProjectFile
from micropip.requirement import Need
from micropip.resolve.sources import Sources
from micropip.wheel.releases import Releases, is_pinned

SHOWN = 6


def describe_availability(sources: Sources, need: Need) -> str:
    """Say why no candidate meets a need, and what to do about it."""
    parts = []
    present = sources.installed.get(need.name)
    if present:
        return (
            f"{present} is installed. Give reinstall=True to replace it, or take it away first with "
            f"micropip.uninstall({str(need.name)!r})."
        )
    if need.url:
        try:
            candidate = sources.direct(need.url, need.hashes)
        except MicropipError as error:
            return str(error)
        return f"At {need.url} is {candidate}, which other requirements rule out."
    if locked := sources.locked.get(need.name):
        parts.append(f"The lock file of the distribution has {locked}.")
    constraints = sources.constraints_on(need.name)
    if constraints:
        parts.append("Constraints are: " + ", ".join(map(str, constraints)) + ".")
    try:
        releases = sources.knowledge.releases(need.name)
    except MicropipError as error:
        return "\n".join([*parts, str(error)])
    parts += [str(error) for wheel, error in sources.unusable.items() if wheel.file in releases.page.files]
    return "\n".join([*parts, describe_releases(releases, need)])


def describe_releases(releases: Releases, need: Need) -> str:
    """Say what an index has of a project."""
    versions = versions_of(releases.page.files)
    where = f" at {releases.page.index_url}" if releases.page.index_url else ""
    if not versions:
        return f"The index has no files of it{where}."
    fitting = [version for version in versions if need.specifier.contains(version, prereleases=True)]
    if not fitting:
        return f"There is no such version{where}; there are {shorten(str(version) for version in versions)}."
    runnable = [version for version in fitting if version in releases.candidates]
    if runnable:
        return describe_reluctance(releases, runnable, need)
    newest = fitting[0]
    lines = [f"There is no wheel{where} that runs here of {shorten(str(version) for version in fitting)}."]
    lines += [f"  {line}" for line in describe_files(releases, versions[newest])]
    if releases.candidates:
        lines.append(f"Versions that run here: {shorten(map(str, releases.candidates))}.")
    lines.append("Ask its maintainers for a wheel, or build one with `pyodide build` and install it by its address.")
    return "\n".join(lines)


def describe_reluctance(releases: Releases, runnable: list[Version], need: Need) -> str:
    """Say why wheels that run here are not taken."""
    if all(version.is_prerelease for version in runnable):
        return f"There are only pre-releases: {shorten(map(str, runnable))}. Give pre=True to allow them."
    if need.hashes:
        return f"None of the wheels of {shorten(map(str, runnable))} has a hash that the requirement allows."
    if not is_pinned(need.specifier):
        return (
            f"What there is has been yanked: {shorten(map(str, runnable))}. Name the exact version to have it anyway."
        )
    return f"{shorten(map(str, runnable))} would do by itself."


def describe_files(releases: Releases, files: list[ProjectFile]) -> list[str]:
    """Say of each kind of file why it does not do."""
    lines: dict[str, None] = {}
    for file in files:
        if file.requires_python and not releases.runs_on_this_python(file.requires_python):
            lines[f"it needs Python {file.requires_python}, and this is {releases.python}"] = None
        elif file.filename.endswith(".whl"):
            lines[f"{file.filename}: {releases.tags.explain(file.filename)}"] = None
        else:
            lines[f"{file.filename} is no wheel, and nothing is built here"] = None
    shown = list(lines)[:SHOWN]
    return [*shown, f"and {len(lines) - SHOWN} more files"] if len(lines) > SHOWN else shown


def versions_of(files: Iterable[ProjectFile]) -> dict[Version, list[ProjectFile]]:
    """Sort files by version, the newest first; what is not named as it should be is left out."""
    found: dict[Version, list[ProjectFile]] = {}
    for file in files:
        try:
            is_wheel = file.filename.endswith(".whl")
            version = (parse_wheel_filename if is_wheel else parse_sdist_filename)(file.filename)[1]
        except ValueError:
            continue
        found.setdefault(version, []).append(file)
    return {version: found[version] for version in sorted(found, reverse=True)}


def shorten(names: Iterable[str]) -> str:
    """List some names, and say how many more there are."""
    names = list(names)
    rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + rest
