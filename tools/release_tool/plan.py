"""Say what would be released."""

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from packaging.version import Version

from release_tool.errors import ReleaseError
from release_tool.fragments import FOLDER, Fragment, read_fragments
from release_tool.repository import Repository
from release_tool.version_file import read_version, with_version
from release_tool.versions import Phase, next_version, pre_release
from release_tool.workspace import Distribution, Workspace, find, released_with


@dataclass(frozen=True)
class State:
    """A distribution as it stands.

    Args:
        distribution: Which.
        last: Its last version, which may be a pre-release.
        final: Its last version that is none.
        changed: The files that differ since the last version; all of them where there is none.
        fragments: The change notes since the last version that is no pre-release.
        told: Whether change notes differ since the last version.
    """

    distribution: Distribution
    last: Version | None
    final: Version | None
    changed: tuple[str, ...]
    fragments: tuple[Fragment, ...]
    told: bool

    @property
    def kinds(self) -> list[str]:
        return [fragment.kind for fragment in self.fragments]

    @property
    def available(self) -> Version | None:
        """What users get who ask for no version: a pre-release only where there is nothing else."""
        return self.final or self.last

    def repeats(self, phase: Phase | None) -> bool:
        """Tell whether another pre-release of a kind would be the same as the last."""
        again = self.last is not None and self.last.pre is not None and self.last.pre[0] == phase
        return again and not self.changed and not self.told


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
    versions = repository.versions(distribution.name)
    last = max(versions, default=None)
    final = max((version for version in versions if not version.is_prerelease), default=None)
    folder = distribution.folder.as_posix()
    told = True
    if last is None:
        changed = repository.git("ls-files", "--", folder).splitlines()
    else:
        tag = distribution.tag(last)
        differing = repository.changed_files(tag, folder)
        changed = [path for path in differing if not _only_version(repository, distribution, tag, path)]
        told = bool(repository.changed_files(tag, f"{FOLDER}/{distribution.name}"))
    fragments = read_fragments(repository.root, distribution.name)
    return State(distribution, last, final, tuple(changed), tuple(fragments), told)


def _only_version(repository: Repository, distribution: Distribution, tag: str, path: str) -> bool:
    if path != distribution.version_file.as_posix():
        return False
    before, now = repository.file_at(tag, path), (repository.root / path).read_text().rstrip("\n")
    file = repository.root / path
    return before is not None and with_version(file, before, read_version(file)) == now


def select(
    states: dict[str, State], workspace: Workspace, names: Iterable[str], phase: Phase | None = None
) -> list[Release]:
    """Return the releases of the distributions that are named, in the order of their dependencies.

    Args:
        states: All distributions as they stand.
        workspace: All distributions.
        names: Which to release; none: those that have something to tell.
        phase: Which kind of pre-release; None: no pre-release.

    Raises:
        ReleaseError: a name is wrong, one that is named has nothing to tell, or they depend on each other in a circle.
    """
    telling = [name for name, state in states.items() if state.fragments and not state.repeats(phase)]
    chosen = find(workspace, list(names) or telling)
    releases = {}
    for distribution in chosen:
        together = [states[each.name] for each in released_with(distribution, workspace)]
        version = _version(distribution, together, phase)
        releases[distribution.name] = Release(states[distribution.name], version)
    return [releases[name] for name in in_order(chosen)]


def _version(distribution: Distribution, together: list[State], phase: Phase | None) -> Version:
    """Return the next version of a distribution, given the states of all that share it."""
    name = distribution.name
    if not any(state.fragments for state in together):
        raise ReleaseError(
            f"{name} has no change notes: write what is different for its users to {FOLDER}/{name}/, as "
            f"{FOLDER}/README.md describes it."
        )
    if all(state.repeats(phase) for state in together):
        raise ReleaseError(f"{name} has not changed since {_last_of(together)}, which is the same kind of release.")
    final = max((state.final for state in together if state.final is not None), default=None)
    version = next_version(final, distribution.version, (kind for state in together for kind in state.kinds))
    return version if phase is None else pre_release(version, phase, _last_of(together))


def _last_of(together: list[State]) -> Version | None:
    """Return the last version of distributions that share it."""
    return max((state.last for state in together if state.last is not None), default=None)


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
