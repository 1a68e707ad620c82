"""resolvelib's search, with the program's other tasks in between.

`Resolution.resolve` takes the same steps at one go, and a page would stand still meanwhile. Here, the search waits for
what it does not know where it meets the question.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import islice
from time import monotonic

from micropip._vendor.resolvelib import ResolutionImpossible, ResolutionTooDeep
from micropip._vendor.resolvelib.resolvers.criterion import Criterion
from micropip._vendor.resolvelib.resolvers.exceptions import RequirementsConflicted
from micropip._vendor.resolvelib.resolvers.resolution import Resolution, _build_result
from micropip._vendor.resolvelib.structs import RequirementInformation, State
from micropip.candidate import Candidate
from micropip.requirement import Need
from micropip.resolve.knowledge import NotKnown
from micropip.resolve.provider import Key, Provider
from micropip.resolve.recorder import Recorder

# How long others wait, in seconds.
SLICE = 0.008


class Search(Resolution[Need, Candidate, Key]):
    """A search.

    Args:
        provider: Knows needs and candidates.
        recorder: Is told what happens.
        learn: Finds out what the provider does not know.
    """

    def __init__(self, provider: Provider, recorder: Recorder, learn: Callable[[NotKnown], Awaitable[None]]) -> None:
        super().__init__(provider, recorder)
        self._learn = learn
        self._pause_at = monotonic() + SLICE

    async def run(self, needs: Sequence[Need], most_rounds: int) -> Mapping[Key, Candidate]:
        """Return a candidate for whatever is needed.

        Raises:
            ResolutionImpossible: there is no such set.
            ResolutionTooDeep: it was not found in so many rounds.
        """
        await self._start(needs)
        last_optimistic: int | None = None
        for number in range(most_rounds):
            await self._pause()
            if self._optimistic_backjumping_ratio and self._save_states is not None:
                if last_optimistic is None:
                    last_optimistic = number + int((most_rounds - number) * self._optimistic_backjumping_ratio)
                if number >= last_optimistic:
                    self._rollback_states()
                    continue
            open_keys = [key for key in self.state.criteria if not self._is_settled(key)]
            if not open_keys:
                return _build_result(self.state).mapping
            settled = self.state.criteria.keys() - set(open_keys)
            causes = await self._pin(min(open_keys, key=self._get_preference))
            if causes:
                self._jump_back(self._extract_causes(causes))
            else:
                unsettled = {key for key in settled if not self._is_settled(key)}
                self._remove_information_from_criteria(self.state.criteria, unsettled)
                self._push_new_state()
        raise ResolutionTooDeep(most_rounds)

    async def _start(self, needs: Sequence[Need]) -> None:
        self._states = [State(mapping=OrderedDict(), criteria={}, backtrack_causes=[])]
        for need in needs:
            while True:
                try:
                    self._add_to_criteria(self.state.criteria, need, parent=None)
                    break
                except NotKnown as missing:
                    await self._learn(missing)
                except RequirementsConflicted as conflict:
                    raise ResolutionImpossible(conflict.criterion.information) from conflict
        self._push_new_state()  # what the first pin goes back to

    async def _pin(self, key: Key) -> list[Criterion[Need, Candidate]]:
        """Choose the first candidate that fits what is chosen already; return what speaks against all of them."""
        candidates = self.state.criteria[key].candidates
        causes: list[Criterion[Need, Candidate]] = []
        while True:
            try:
                for candidate in islice(candidates, len(causes), None):
                    try:
                        criteria = self._get_updated_criteria(candidate)
                    except RequirementsConflicted as conflict:
                        self._r.rejecting_candidate(conflict.criterion, candidate)
                        causes.append(conflict.criterion)
                        await self._pause()
                        continue
                    self.state.criteria.update(criteria)
                    # Going back takes the last one.
                    self.state.mapping.pop(key, None)
                    self.state.mapping[key] = candidate
                    return []
                return causes
            except NotKnown as missing:
                await self._learn(missing)

    def _is_settled(self, key: Key) -> bool:
        return self._is_current_pin_satisfying(key, self.state.criteria[key])

    def _jump_back(self, causes: list[RequirementInformation[Need, Candidate]]) -> None:
        is_optimistic = bool(self._optimistic_backjumping_ratio)
        try:
            has_moved = self._backjump(causes)
        except ResolutionImpossible:
            if not (is_optimistic and self._save_states):
                raise
            has_moved = False
        if not has_moved and is_optimistic and self._save_states:
            self._rollback_states()
            return
        self.state.backtrack_causes[:] = causes
        if not has_moved:
            raise ResolutionImpossible(causes)

    async def _pause(self) -> None:
        """Let other tasks run, a page be drawn, an interrupt or a cancellation arrive."""
        if monotonic() >= self._pause_at:
            await asyncio.sleep(0)
            self._pause_at = monotonic() + SLICE
