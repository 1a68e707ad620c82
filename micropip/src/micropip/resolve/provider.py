"""What the search asks about needs and candidates (the interface of resolvelib)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import dropwhile, islice
from typing import Any, NamedTuple

from micropip._vendor.packaging.specifiers import SpecifierSet
from micropip._vendor.packaging.utils import NormalizedName
from micropip._vendor.packaging.version import Version
from micropip._vendor.resolvelib import AbstractProvider
from micropip._vendor.resolvelib.structs import RequirementInformation
from micropip.candidate import Candidate, Void, Wheel
from micropip.requirement import Need
from micropip.resolve.knowledge import AboutWheel, NotKnown, Question
from micropip.resolve.sources import Sources
from micropip.wheel.releases import is_pinned

MOST_AHEAD = 16


class Key(NamedTuple):
    """What is chosen once: a project with certain extras. A project with extras needs the same one without."""

    name: NormalizedName
    extras: frozenset[NormalizedName]


class Provider(AbstractProvider[Need, Candidate, Key]):
    """Answers the search out of sources.

    Args:
        sources: Where candidates come from.
        order: When each project was first needed, the first 0: what the user asked for comes first.
        passed_over: How many candidates of each project turned out to be no use: kept from one attempt to the next.
    """

    def __init__(self, sources: Sources, order: Mapping[NormalizedName, int], passed_over: dict[Key, int]) -> None:
        self._sources = sources
        self._order = order
        self._passed_over = passed_over
        self._needs: dict[Key, list[Need]] = {}

    def identify(self, requirement_or_candidate: Need | Candidate) -> Key:
        return Key(requirement_or_candidate.name, requirement_or_candidate.extras)

    def get_preference(
        self,
        identifier: Key,
        resolutions: Mapping[Key, Candidate],
        candidates: Mapping[Key, Iterator[Candidate]],
        information: Mapping[Key, Iterator[RequirementInformation[Need, Candidate]]],
        backtrack_causes: Sequence[RequirementInformation[Need, Candidate]],
    ) -> Any:
        """Take first what leaves no choice, and what the last attempt has failed on; then in the order of need."""
        needs = [entry.requirement for entry in information[identifier]]
        causes = {entry.requirement.name for entry in backtrack_causes}
        causes |= {entry.parent.name for entry in backtrack_causes if entry.parent}
        return (
            not any(need.url for need in needs),
            not any(is_pinned(need.specifier) for need in needs),
            identifier.name not in causes,
            self._order.get(identifier.name, len(self._order)),
            identifier.name,
            sorted(identifier.extras),
        )

    def find_matches(
        self,
        identifier: Key,
        requirements: Mapping[Key, Iterator[Need]],
        incompatibilities: Mapping[Key, Iterator[Candidate]],
    ) -> Any:
        # One version serves a project with and without extras, so all of its needs count.
        needs = [need for key in requirements if key.name == identifier.name for need in requirements[key]]
        excluded = set(incompatibilities[identifier])
        self._needs[identifier] = needs

        def matches() -> Iterator[Candidate]:
            for candidate in self._sources.candidates(identifier.name, needs):
                with_extras = candidate.with_extras(identifier.extras)
                if with_extras not in excluded:
                    yield with_extras

        return matches

    def is_satisfied_by(self, requirement: Need, candidate: Candidate) -> bool:
        if isinstance(candidate.origin, Void):
            return True
        if requirement.url:
            return self._sources.is_at(candidate, requirement.url)
        return allows(requirement.specifier, candidate.version)

    def get_dependencies(self, candidate: Candidate) -> Iterable[Need]:
        try:
            needs = self._sources.dependencies(candidate)
        except NotKnown as missing:
            raise NotKnown(missing.question, self._next_wheels(candidate)) from None
        if not candidate.extras:
            return needs
        return [same_version(candidate), *needs]

    def _next_wheels(self, candidate: Candidate) -> list[Question]:
        """Return the questions about the candidates after one: the more, the more were no use."""
        key = self.identify(candidate)
        self._passed_over[key] = count = self._passed_over.get(key, 0) + 1
        candidates = self._sources.candidates(candidate.name, self._needs.get(key, []))
        following = dropwhile(lambda found: found.origin is not candidate.origin, candidates)
        some = islice(following, min(2 ** (count - 1), MOST_AHEAD + 1))
        return [AboutWheel(found.origin) for found in some if isinstance(found.origin, Wheel)]


@lru_cache(maxsize=4096)
def allows(specifier: SpecifierSet, version: Version) -> bool:
    """Tell whether a version will do; a search asks the same again and again."""
    return specifier.contains(version, prereleases=True)


def same_version(candidate: Candidate) -> Need:
    """Return the need for what a candidate with extras adds them to."""
    text = f"{candidate.name}=={candidate.version}"
    return Need(candidate.name, text, SpecifierSet(f"=={candidate.version}"))
