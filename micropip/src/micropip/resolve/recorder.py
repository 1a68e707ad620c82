"""What the search notes on its way."""

from micropip._vendor.resolvelib import BaseReporter
from micropip._vendor.resolvelib.resolvers.criterion import Criterion
from micropip.candidate import Candidate
from micropip.log import logger
from micropip.requirement import Need
from micropip.resolve.provider import Key


class Recorder(BaseReporter[Need, Candidate, Key]):
    """Remembers who needed each project first, to explain the search; tells what it passes over.

    Args:
        told: What has been told already: the search starts again and again.
    """

    def __init__(self, told: set[str]) -> None:
        self._told = told
        self.first_parents: dict[Key, Candidate | None] = {}

    def adding_requirement(self, requirement: Need, parent: Candidate | None) -> None:
        if parent is None or parent.name != requirement.name:
            self.first_parents.setdefault(Key(requirement.name, requirement.extras), parent)

    def rejecting_candidate(self, criterion: Criterion[Need, Candidate], candidate: Candidate) -> None:
        needs = " and ".join(sorted({str(need) for need in criterion.iter_requirement()}))
        text = f"  Passing over {candidate}: nothing fits {needs}"
        if text not in self._told:
            self._told.add(text)
            logger.debug(text)
