"""Move the branch that is checked out, with its files, and make tags: all of it or nothing.

Git has transactions of references only, and `git push --atomic` into a checkout changes the files before it knows that
the references can be had. So the references are locked first, then the files change, and then the locks become values.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO

from release_tool.errors import CommandFailedError
from release_tool.repository import Repository


def fast_forward(repository: Repository, clone: Repository, branch: str, start: str, tags: list[str]) -> None:
    """Give a checkout the commit that its clone is at.

    Args:
        repository: The checkout.
        clone: Its clone.
        branch: The branch of the checkout.
        start: Where the branch has to be before.
        tags: Tags of the clone.

    Raises:
        CommandFailedError: the branch is elsewhere, there is such a tag, or files have changed; nothing has moved.
    """
    end = clone.head()
    repository.git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", str(clone.root), end, *tags)
    updates = [f"update refs/heads/{branch} {end} {start}"]
    updates += [f"create refs/tags/{tag} {clone.git('rev-parse', f'refs/tags/{tag}')}" for tag in tags]
    with _locked(repository, updates):
        _change_files(repository, start, end)


@contextmanager
def _locked(repository: Repository, updates: list[str]) -> Iterator[None]:
    """Lock references, and give them their new values if all goes well."""
    command = ["git", "update-ref", "-m", "release", "--stdin"]
    pipe = subprocess.PIPE
    start = partial(subprocess.Popen, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True)
    with start(command, cwd=repository.root) as git:
        assert git.stdin is not None
        assert git.stdout is not None
        _ask(git.stdin, git.stdout, "start", *updates, "prepare")
        yield
        _ask(git.stdin, git.stdout, "commit")


def _ask(requests: IO[str], answers: IO[str], *lines: str) -> None:
    """Tell `git update-ref` what to do, and wait until it has done the last of it."""
    said = []
    with suppress(BrokenPipeError):  # git has left, and said why
        print(*lines, sep="\n", file=requests, flush=True)
    for answer in answers:
        if answer == f"{lines[-1]}: ok\n":
            return
        said.append(answer)
    raise CommandFailedError("Changing the references", ["git", "update-ref", "--stdin"], "".join(said))


def _change_files(repository: Repository, start: str, end: str) -> None:
    """Let index and files follow, unless somebody has changed one of them."""
    repository.git("status", "--porcelain")  # finds out which files were touched only
    follow = ["read-tree", "-m", "-u", start, end]
    repository.git(*follow, "--dry-run")
    try:
        repository.git(*follow)
    except CommandFailedError:
        # All that is in these files now is what could be written before something failed.
        differing = ["diff", "--name-only", "--no-renames", start, end]
        repository.git(
            "restore", f"--source={start}", "--", *repository.git(*differing, "--diff-filter=a").splitlines()
        )
        for path in repository.git(*differing, "--diff-filter=A").splitlines():
            (repository.root / path).unlink(missing_ok=True)
        raise
