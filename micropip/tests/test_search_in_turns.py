"""A long search leaves time for everything else."""

import asyncio
import time
from itertools import pairwise

import pytest

from micropip.errors import ResolutionError

COUNT = 250
# Seconds of the processor's time; a slice of the search is much shorter.
LONGEST_BLOCK = 0.05


@pytest.fixture
def hard(environment, index):
    """Publish projects of which no versions go together, and let everything about them be known."""
    for number in range(COUNT):
        version = f"{number // 100}.{number % 100}"
        index.add("many", version, f"other=={version}", "third<500")
        index.add("other", version, f"third=={number + 2000}")
        index.add("third", str(number))
    with pytest.raises(ResolutionError, match="third==2"):
        environment.install("many")
    return environment


def test_others_have_their_turn(hard) -> None:
    turns = [time.thread_time()]

    async def other() -> None:
        while True:
            turns.append(time.thread_time())
            await asyncio.sleep(0)

    async def search() -> None:
        task = asyncio.create_task(other())
        try:
            await hard.installer.install(["many"])
        finally:
            task.cancel()

    with pytest.raises(ResolutionError, match="third==2"):
        asyncio.run(search())

    assert max(after - before for before, after in pairwise(turns)) < LONGEST_BLOCK


def test_a_search_is_cancelled(hard) -> None:
    """In the midst of it: everything is known already but for three pages."""

    async def search() -> None:
        task = asyncio.create_task(hard.installer.install(["many"]))
        while not task.done() and hard.index.counts()["/simple/third/"] == 0:
            await asyncio.sleep(0)
        begin = time.thread_time()
        while not task.done() and time.thread_time() - begin < 0.03:
            await asyncio.sleep(0)
        task.cancel()
        await task

    hard.index.requests.clear()
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(search())

    assert [] == hard.leftovers()
    hard.install("third")
    assert {"third": str(COUNT - 1)} == hard.installed
