"""Say what would be released."""

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from packaging.version import Version

from release_tool.errors import ReleaseError
from release_tool.fragments import Fragment, next_version, read_fragments
from release_tool.repository import Repository
from release_tool.version_file import read_version, with_version
from release_tool.workspace import Distribution, Workspace, find, released_with


@dataclass(frozen=True)
class State:
    """A distribution as it stands.

    Args:
        distribution: Which.
        last: Its last version.
        changed: The files that differ since then; all of them where there is no last version.
        fragments: The change notes since then.
    """

    distribution: Distribution
    last: Version | None
    changed: tuple[str, ...]
    fragments: tuple[Fragment, ...]

    @property
    def kinds(self) -> list[str]:
        return [fragment.kind for fragment in self.fragments]


@dataclass(frozen=True)
class Release:
    """A version that is going to be made."""

    state: State
    version: Version

    @property
    def distribution(self) -> Distribution:
        return self.state.distribution

    @property
    def tag(self) -> str:
        return self.distribution.tag(self.version)


def read_states(repository: Repository, workspace: Workspace) -> dict[str, State]:
    """Look at every distribution.

    Raises:
        ReleaseError: a change note is not what it should be.
    """
    return {name: _state(repository, each) for name, each in workspace.items()}


def _state(repository: Repository, distribution: Distribution) -> State:
    last = repository.last_version(distribution.name)
    folder = distribution.folder.as_posix()
    if last is None:
        changed = repository.git("ls-files", "--", folder).splitlines()
    else:
        tag = distribution.tag(last)
        differing = repository.changed_files(tag, folder)
        changed = [path for path in differing if not _only_version(repository, distribution, tag, path)]
    fragments = read_fragments(repository.root, distribution.name)
    return State(distribution, last, tuple(changed), tuple(fragments))


def _only_version(repository: Repository, distribution: Distribution, tag: str, path: str) -> bool:
    if path != distribution.version_file.as_posix():
        return False
    before, now = repository.file_at(tag, path), (repository.root / path).read_text().rstrip("\n")
    file = repository.root / path
    return before is not None and with_version(file, before, read_version(file)) == now


def select(states: dict[str, State], workspace: Workspace, names: Iterable[str]) -> list[Release]:
    """Return the releases of the distributions that are named, in the order of their dependencies.

    Args:
        states: All distributions as they stand.
        workspace: All distributions.
        names: Which to release; none: those that have something to tell.

    Raises:
        ReleaseError: a name is wrong, one that is named has nothing to tell, or they depend on each other in a circle.
    """
    wanted = list(names)
    chosen = find(workspace, wanted or [name for name, state in states.items() if state.fragments])
    releases = {}
    for distribution in chosen:
        together = [states[each.name] for each in released_with(distribution, workspace)]
        if not any(state.fragments for state in together):
            raise ReleaseError(
                f"{distribution.name} has no change notes: write what is different for its users to "
                f"changelog.d/{distribution.name}/, as changelog.d/README.md describes it."
            )
        kinds = [kind for state in together for kind in state.kinds]
        last = max((state.last for state in together if state.last is not None), default=None)
        version = next_version(last, distribution.version, kinds)
        releases[distribution.name] = Release(states[distribution.name], version)
    return [releases[name] for name in in_order(chosen)]


def in_order(distributions: list[Distribution]) -> list[str]:
    """Return the names of distributions, each after those that it needs.

    Raises:
        ReleaseError: they depend on each other in a circle.
    """
    names = {each.name for each in distributions}
    needs = {
        each.name: sorted({need.name for need in (*each.requirements, *each.optional)} & names)
        for each in sorted(distributions, key=lambda each: each.name)
    }
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise ReleaseError(f"Distributions depend on each other in a circle: {' -> '.join(error.args[1])}") from None
