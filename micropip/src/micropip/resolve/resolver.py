"""The search for versions that go together.

It backtracks (resolvelib), and runs on what is known: where it meets a question it waits until the answer is fetched,
together with those that are likely to be asked next. So it decides the same whatever the order in which answers arrive,
and downloads run side by side.
"""

import asyncio
from collections.abc import Mapping, Sequence

from micropip._vendor.packaging.utils import NormalizedName
from micropip._vendor.resolvelib import ResolutionImpossible, ResolutionTooDeep
from micropip.candidate import Candidate, Void
from micropip.errors import MicropipError, ResolutionError
from micropip.requirement import Need
from micropip.resolve.knowledge import NotKnown
from micropip.resolve.provider import Key, Provider
from micropip.resolve.recorder import Recorder
from micropip.resolve.search import Search
from micropip.resolve.sources import Sources, UnusableWheel

MOST_ROUNDS = 20_000


class Resolution:
    """A search.

    Args:
        sources: Where candidates come from.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._order: dict[NormalizedName, int] = {}
        self._passed_over: dict[Key, int] = {}
        self._explored: set[Key] = set()
        self._told: set[str] = set()

    async def resolve(self, needs: Sequence[Need], *, keep_going: bool = False) -> dict[NormalizedName, Candidate]:
        """Return a candidate for each project that is needed, in an order that depends on the needs alone.

        Args:
            needs: What the user wants.
            keep_going: Whether to look for everything that cannot be had before complaining.

        Raises:
            ResolutionError: there is no such set.
            MicropipError: something could not be found out.
        """
        failures: list[ResolutionError] = []
        for need in needs:
            self._order.setdefault(need.name, len(self._order))
        await self._explore(needs)
        while True:
            recorder = Recorder(self._told)
            provider = Provider(self._sources, self._order, self._passed_over)
            try:
                chosen = await Search(provider, recorder, self._learn).run(needs, MOST_ROUNDS)
            except UnusableWheel as unusable:
                if unusable.wheel.is_direct:
                    raise unusable.reason from None
                self._sources.unusable[unusable.wheel] = unusable.reason
            except ResolutionImpossible as impossible:
                from micropip.resolve.explain import Explanation  # most searches do not fail

                explanation = Explanation(self._sources, impossible.causes, recorder.first_parents)
                failures.append(explanation.error())
                if not keep_going or explanation.hopeless is None:
                    raise combined(failures) from None
                self._sources.given_up.add(explanation.hopeless)
            except ResolutionTooDeep:
                raise ResolutionError(
                    f"No answer after {MOST_ROUNDS} steps: narrow down the versions of what you ask for"
                ) from None
            else:
                if failures:
                    raise combined(failures)
                return merge_extras(chosen)

    async def _learn(self, missing: NotKnown) -> None:
        await self._sources.knowledge.learn([missing.question, *missing.next_questions])

    async def _explore(self, needs: Sequence[Need]) -> None:
        """Fetch what the search will ask if nothing contradicts the best candidate of each project."""
        fresh = [need for need in needs if Key(need.name, need.extras) not in self._explored]
        self._explored.update(Key(need.name, need.extras) for need in fresh)
        await asyncio.gather(*(self._explore_one(need) for need in fresh))

    async def _explore_one(self, need: Need) -> None:
        while True:
            try:
                candidate = next(self._sources.candidates(need.name, [need]), None)
                needs = self._sources.dependencies(candidate.with_extras(need.extras)) if candidate else []
                break
            except NotKnown as missing:
                await self._sources.knowledge.learn([missing.question])
            except (MicropipError, UnusableWheel):
                return  # if it matters, the search meets it again
        await self._explore(needs)


def merge_extras(mapping: Mapping[Key, Candidate]) -> dict[NormalizedName, Candidate]:
    """Return one candidate for a project, with all its extras."""
    merged: dict[NormalizedName, Candidate] = {}
    for key, candidate in mapping.items():
        known = merged.get(key.name)
        merged[key.name] = candidate.with_extras(known.extras | key.extras) if known else candidate
    return {name: candidate for name, candidate in merged.items() if not isinstance(candidate.origin, Void)}


def combined(failures: Sequence[ResolutionError]) -> ResolutionError:
    """Return one error for all."""
    if len(failures) == 1:
        return failures[0]
    return ResolutionError("\n\n".join(str(failure) for failure in failures))
