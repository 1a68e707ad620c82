"""Give a checkout what was made in a clone of it: all of it or nothing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from release_tool.errors import CommandFailedError, ReleaseError
from release_tool.fast_forward import fast_forward
from release_tool.repository import Repository

_MEANWHILE = "The checkout has changed since the release began; it stays as it is."
_INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def land(
    repository: Repository, clone: Repository, branch: str, start: str, tags: list[str], files: dict[Path, Path]
) -> None:
    """Move the branch, make the tags, and put the files that were built in their places.

    Args:
        repository: The checkout.
        clone: Its clone, with the commits checked out.
        branch: The branch of the checkout.
        start: The commit that the release began with.
        tags: Tags of the clone.
        files: Finished folders in the clone's neighbourhood, and where they go.

    Raises:
        ReleaseError: the checkout has changed meanwhile; it stays as it is.
    """
    taken = [target for target in files.values() if target.exists()]
    if taken:
        raise ReleaseError(f"{taken[0]} is there already. Move it away: it may be what somebody has published.")
    moved = []
    with _uninterrupted():
        try:
            for source, target in files.items():
                source.rename(target)
                moved.append((target, source))
            if repository.branch() != branch:
                raise ReleaseError(f"{_MEANWHILE}\nThe branch {branch} is no longer checked out.")
            fast_forward(repository, clone, branch, start, tags)
        except BaseException as error:
            for target, source in reversed(moved):
                target.rename(source)
            if isinstance(error, CommandFailedError):
                raise ReleaseError(f"{_MEANWHILE}\n{error}") from None
            raise


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let nobody stop what takes a second and must not be stopped half way; programs that it runs inherit that."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _INTERRUPTIONS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
