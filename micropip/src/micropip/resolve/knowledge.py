"""What is known so far about projects and wheels; the search runs on it and never waits."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from micropip._vendor.packaging.utils import NormalizedName
from micropip.candidate import Wheel
from micropip.wheel.metadata import WheelMetadata
from micropip.wheel.releases import Releases


@dataclass(frozen=True)
class AboutProject:
    """The question which wheels of a project run here."""

    name: NormalizedName


@dataclass(frozen=True)
class AboutWheel:
    """The question what a wheel needs."""

    wheel: Wheel


type Question = AboutProject | AboutWheel


class NotKnown(Exception):
    """The search cannot go on without an answer.

    Attributes:
        question: What it asks.
        next_questions: What it would ask next, should that answer not help.
    """

    def __init__(self, question: Question, next_questions: Sequence[Question] = ()) -> None:
        super().__init__(question)
        self.question = question
        self.next_questions = next_questions


class Knowledge:
    """Answers, and failures to get one, by question: in which order they arrive makes no difference.

    Args:
        ask_index: Finds the wheels of a project.
        read_metadata: Finds out what a wheel needs.
    """

    def __init__(
        self,
        ask_index: Callable[[NormalizedName], Awaitable[Releases]],
        read_metadata: Callable[[Wheel], Awaitable[WheelMetadata]],
    ) -> None:
        self._ask_index = ask_index
        self._read_metadata = read_metadata
        self._projects: dict[NormalizedName, asyncio.Future[Releases]] = {}
        self._wheels: dict[Wheel, asyncio.Future[WheelMetadata]] = {}

    def releases(self, name: NormalizedName) -> Releases:
        """Return the wheels of a project, or raise what asking for them raised.

        Raises:
            NotKnown: nobody has asked.
        """
        answer = self._projects.get(name)
        if answer is None or not answer.done():
            raise NotKnown(AboutProject(name))
        return answer.result()

    def metadata(self, wheel: Wheel) -> WheelMetadata:
        """Return what a wheel needs, or raise what reading it raised.

        Raises:
            NotKnown: nobody has asked.
        """
        answer = self._wheels.get(wheel)
        if answer is None or not answer.done():
            raise NotKnown(AboutWheel(wheel))
        return answer.result()

    async def learn(self, questions: Iterable[Question]) -> None:
        """Find answers, side by side; failures are answers, too."""
        answers: list[asyncio.Future[Any]] = []
        for question in questions:
            match question:
                case AboutProject(name):
                    if name not in self._projects:
                        self._projects[name] = asyncio.ensure_future(self._ask_index(name))
                    answers.append(self._projects[name])
                case AboutWheel(wheel):
                    if wheel not in self._wheels:
                        self._wheels[wheel] = asyncio.ensure_future(self._read_metadata(wheel))
                    answers.append(self._wheels[wheel])
        await asyncio.gather(*answers, return_exceptions=True)

    def forget_unfinished(self) -> None:
        """Stop looking for answers: the search is over."""
        answers: list[asyncio.Future[Any]] = [*self._projects.values(), *self._wheels.values()]
        for answer in answers:
            if not answer.done():
                answer.cancel()
            elif not answer.cancelled():
                answer.exception()  # has been seen
