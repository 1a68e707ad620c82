"""Compare what distributions need of each other with the versions that there are and will be."""

from collections.abc import Iterator
from dataclasses import dataclass

from packaging.requirements import Requirement
from packaging.version import Version

from release_tool.plan import Release, State


@dataclass(frozen=True)
class Bound:
    """What a distribution needs of another one of the workspace.

    Args:
        who: The distribution.
        need: What it needs.
        version: The version of the other that users will get, None where there is none.
        when: When they get it.
        fatal: Whether nobody could install the distribution if it does not fit.
    """

    who: str
    need: Requirement
    version: Version | None
    when: str
    fatal: bool

    @property
    def fits(self) -> bool:
        return self.version is not None and self.need.specifier.contains(self.version, prereleases=True)

    def __str__(self) -> str:
        """Say it in a line."""
        need = f"{self.who} needs {self.need}"
        if self.version is None:
            return f"{need}: there is no {self.need.name} yet. Release it, too."
        have = f"{self.version} {self.when}"
        return f"{need}: {have}" + ("" if self.fits else ", which does not fit. Release it, too, or change the bound.")


def bounds(releases: list[Release], states: dict[str, State]) -> list[Bound]:
    """Return what the releases need of other distributions, and what released ones need of the releases."""
    return [*_of_releases(releases, states), *_of_others(releases, states)]


def _of_releases(releases: list[Release], states: dict[str, State]) -> Iterator[Bound]:
    new = {release.distribution.name: release.version for release in releases}
    for release in releases:
        own = release.distribution
        for need in (*own.requirements, *own.optional):
            if need.name in states and need.name != own.name:
                version = new.get(need.name) or states[need.name].available
                when = "is released with it" if need.name in new else "is its last release"
                yield Bound(own.name, need, version, when, need in own.requirements)


def _of_others(releases: list[Release], states: dict[str, State]) -> Iterator[Bound]:
    new = {release.distribution.name: release.version for release in releases}
    for name, state in states.items():
        if state.last is not None and name not in new:
            for need in state.distribution.requirements:
                if need.name in new:
                    yield Bound(name, need, new[need.name], "is released now", fatal=False)
