"""Give a checkout what was made in a clone of it: all of it or nothing."""

from pathlib import Path

from release_tool.errors import CommandFailedError, ReleaseError
from release_tool.repository import Repository

# The files of the checkout follow its branch; git refuses where they have changed.
_RECEIVE = "--receive-pack=git -c receive.denyCurrentBranch=updateInstead receive-pack"


def land(repository: Repository, clone: Repository, branch: str, tags: list[str], files: dict[Path, Path]) -> None:
    """Move the branch and make the tags, in one go, and put the files that were built in their places.

    Args:
        repository: The checkout.
        clone: Its clone, with the commits checked out.
        branch: The branch of the checkout.
        tags: Tags of the clone.
        files: Finished folders in the clone's neighbourhood, and where they go.

    Raises:
        ReleaseError: the checkout has changed meanwhile; it stays as it is.
    """
    taken = [target for target in files.values() if target.exists()]
    if taken:
        raise ReleaseError(f"{taken[0]} is there already. Move it away: it may be what somebody has published.")
    moved = []
    try:
        for source, target in files.items():
            source.rename(target)
            moved.append((target, source))
        references = [f"HEAD:refs/heads/{branch}", *(f"refs/tags/{tag}:refs/tags/{tag}" for tag in tags)]
        clone.git("push", "--quiet", "--atomic", _RECEIVE, str(repository.root), *references)
    except BaseException as error:
        for target, source in reversed(moved):
            target.rename(source)
        if isinstance(error, CommandFailedError):
            raise ReleaseError(
                f"The checkout has changed since the release began; it stays as it is.\n{error}"
            ) from None
        raise
