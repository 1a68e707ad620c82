"""Make the commits and tags of a release, in a clone."""

from packaging.version import Version

from release_tool.notes import draft, write_changelog
from release_tool.plan import Release
from release_tool.repository import Repository
from release_tool.version_file import write_version
from release_tool.versions import following

# What check_changelog.py wants to know.
_NO_NOTE = "Changelog: none"


def prepare(clone: Repository, releases: list[Release], date: str) -> str:
    """Commit versions and changelogs, tag that, and go on with the versions of development.

    A pre-release has its notes in its tag only: they stay for the changelog of the version that it is before.

    Args:
        clone: Where; nothing of it is anybody's yet.
        releases: What is released.
        date: The day of the release.

    Returns:
        The commit that is released.
    """
    sections = {release.tag: draft(clone.root, release.distribution, release.version, date) for release in releases}
    for release in releases:
        if not release.version.is_prerelease:
            write_changelog(clone.root, release.distribution, release.version, date)
            clone.git("add", (release.distribution.folder / "CHANGELOG.md").as_posix())
    _set_versions(clone, {release: release.version for release in releases})
    clone.git("commit", "--quiet", "--message", f"Release {_list(releases)}\n\n{_NO_NOTE}")
    for release in releases:
        message = f"{release.distribution.name} {release.version}\n\n{sections[release.tag]}\n"
        # Lines that begin with # are headings here.
        clone.git("tag", "--annotate", "--cleanup=whitespace", "--message", message, release.tag)
    released = clone.head()
    _set_versions(clone, {release: following(release.version) for release in releases})
    clone.git("commit", "--quiet", "--message", f"Go on after {_list(releases)}\n\n{_NO_NOTE}")
    return released


def _set_versions(clone: Repository, versions: dict[Release, Version]) -> None:
    for release, version in versions.items():
        path = release.distribution.version_file
        write_version(clone.root / path, str(version))
        clone.git("add", path.as_posix())


def _list(releases: list[Release]) -> str:
    names = [f"{release.distribution.name} {release.version}" for release in releases]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
