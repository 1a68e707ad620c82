"""Says what there is of a project, where what is wanted is not."""

from collections.abc import Iterable

from micropip._vendor.packaging.utils import NormalizedName, parse_sdist_filename, parse_wheel_filename
from micropip._vendor.packaging.version import Version
from micropip.candidate import Wheel
from micropip.errors import MicropipError
from micropip.index.page import ProjectFile
from micropip.requirement import Need
from micropip.resolve.file_kinds import describe_files
from micropip.resolve.knowledge import NotKnown
from micropip.resolve.sources import Sources
from micropip.wheel.releases import Releases, is_pinned

SHOWN = 6
ADVICE = "Ask its maintainers for a wheel, or build one with `pyodide build` and install it by its address."


def describe_availability(sources: Sources, need: Need) -> list[str]:
    """Say in lines why no candidate meets a need, and what to do about it."""
    if present := sources.installed.get(need.name):
        return [
            f"{present} is installed. Give reinstall=True to replace it, or take it away first with "
            f"micropip.uninstall({str(need.name)!r})."
        ]
    lines = [f"  {constraint} is a constraint" for constraint in sources.constraints_on(need.name)]
    if need.url:
        try:
            candidate = sources.direct(need, need.hashes)
        except MicropipError as error:
            return [*lines, str(error)]
        return [*lines, f"{need.url} is {candidate}."]
    if locked := sources.locked.get(need.name):
        lines.append(f"The lock file of the distribution has {locked}.")
    try:
        releases = sources.knowledge.releases(need.name)
    except NotKnown:
        return lines
    except MicropipError as error:
        return [*lines, str(error)]
    unusable = [str(error) for wheel, error in sources.unusable.items() if wheel.file in releases.page.files]
    return [*lines, *unusable, *describe_releases(releases, need)]


def describe_versions(sources: Sources, name: NormalizedName) -> list[str]:
    """Say which versions there are to choose from."""
    if present := sources.installed.get(name):
        return [f"{present} is installed, and reinstall=True would allow others."]
    try:
        return [f"There are {shorten(map(str, sources.knowledge.releases(name).candidates))}."]
    except NotKnown:
        return []  # no index had a say
    except MicropipError as error:
        return [str(error)]


def describe_releases(releases: Releases, need: Need) -> list[str]:
    """Say what an index has of a project."""
    versions = versions_of(releases.page.files)
    where = f" at {releases.page.index_url}" if releases.page.index_url else ""
    if not versions:
        return [f"The project has no files{where}."]
    fitting = [version for version in versions if need.specifier.contains(version, prereleases=True)]
    if not fitting:
        return [f"There is no such version{where}; there are {shorten(map(str, versions))}."]
    runnable = [version for version in fitting if version in releases.candidates]
    if runnable:
        return describe_reluctance(releases, runnable, need)
    lines = [
        f"There is no wheel{where} that runs here of {shorten(map(str, fitting))}.",
        f"Of {fitting[0]} there are",
        *(f"  {line}" for line in describe_files(releases, versions[fitting[0]])),
        f"Here run wheels for {releases.tags.describe()}.",
    ]
    if releases.candidates:
        lines.append(f"Versions with such wheels: {shorten(map(str, releases.candidates))}.")
    return [*lines, ADVICE]


def describe_reluctance(releases: Releases, runnable: list[Version], need: Need) -> list[str]:
    """Say why wheels that run here are not taken."""
    if need.hashes:
        return [f"None of the wheels of {shorten(map(str, runnable))} has a hash that the requirement allows."]
    yanked = {}
    for version in runnable:
        origin = releases.candidates[version][0].origin
        if isinstance(origin, Wheel) and origin.file.yanked is not None:
            yanked[version] = f"{version} ({origin.file.yanked})" if origin.file.yanked else str(version)
    if len(yanked) == len(runnable) and not is_pinned(need.specifier):
        return [f"What there is has been yanked: {shorten(yanked.values())}. Name the exact version to have it anyway."]
    if all(version.is_prerelease for version in runnable):
        return [f"There are only pre-releases: {shorten(map(str, runnable))}. Give pre=True to allow them."]
    return [f"There are {shorten(map(str, runnable))}."]


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
