"""Say in words what is planned."""

from collections import Counter
from collections.abc import Iterator

from release_tool.bounds import Bound
from release_tool.plan import Release, State
from release_tool.repository import Repository


def overview(states: dict[str, State], releases: list[Release]) -> Iterator[str]:
    """Yield a table of all distributions: what they were, and what those that are released will be."""
    new = {release.distribution.name: str(release.version) for release in releases}
    rows = [("distribution", "last", "next", "since then")]
    rows += [
        (name, str(state.last or "-"), new.get(name, "-"), since(state))
        for name, state in sorted(states.items(), key=lambda item: item[0] not in new)
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip()


def since(state: State) -> str:
    """Say what has happened to a distribution since its last version."""
    kinds = Counter(state.kinds)
    notes = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda each: -each[1]))
    files = f"{len(state.changed)} file{'s'[len(state.changed) == 1 :]}" + ("" if state.last is None else " changed")
    return f"{files}; {notes or 'no change notes'}" if state.changed or notes else "nothing"


def needs(found: list[Bound]) -> Iterator[str]:
    """Yield a line for each bound between distributions."""
    if found:
        yield ""
        yield from map(str, found)


def commits(clone: Repository, start: str, releases: list[Release]) -> Iterator[str]:
    """Yield the commits of a release, its tags and changelogs."""
    for commit in clone.git("rev-list", "--reverse", f"{start}..HEAD").split():
        yield ""
        yield clone.git("show", "--stat=110", "--format=commit  %s", commit)
    for release in releases:
        yield ""
        yield f"tag  {release.tag}"
        yield clone.git("tag", "--list", "--format=%(contents)", release.tag).rstrip()
