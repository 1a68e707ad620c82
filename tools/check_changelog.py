#!/usr/bin/env python3
"""Check that what users get does not change without a note for them; changelog.d/README.md says what notes are like.

Compared are this branch, with what no commit has yet, and where it left the branch that it is going to join. A commit
that no user can notice says so in its message, by a last line `Changelog: none`.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path, PurePosixPath

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).parent))

from release_tool.errors import CommandFailedError, ReleaseError  # noqa: E402 - found through the line above
from release_tool.fragments import FOLDER, read_fragments  # noqa: E402
from release_tool.repository import Repository  # noqa: E402
from release_tool.workspace import Workspace, read_workspace  # noqa: E402

BASES = ("origin/main", "main")


def check(repository: Repository, base: str | None) -> list[str]:
    """Return what is wrong.

    Args:
        repository: The checkout.
        base: The branch that this one is going to join; None: the first of the usual ones that there is.

    Raises:
        ReleaseError: a note is not what it should be.
    """
    workspace = read_workspace(repository.root)
    for name in workspace:
        read_fragments(repository.root, name)
    problems = misplaced(repository.root, workspace)
    start = branching_point(repository, base)
    needing: defaultdict[str, set[str]] = defaultdict(set)
    touched = uncommitted(repository)
    for commit in repository.git("rev-list", "--no-merges", f"{start}..HEAD").split():
        files = repository.git("diff-tree", "--no-commit-id", "--name-only", "--no-renames", "-r", commit).splitlines()
        trailer = repository.git("log", "-1", "--format=%(trailers:key=Changelog,valueonly)", commit)
        if "none" not in trailer.lower().split():
            touched.update(files)
    for path in touched:
        if owner := shipped_in(path, workspace):
            needing[owner].add(path)
    noted = {name for name in workspace if has_new_note(repository, start, name)}
    for name in sorted(needing.keys() - noted):
        files = sorted(needing[name])
        listed = ", ".join(files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")
        problems.append(
            f"{name} has changed without a note for its users ({listed}). Write one to {FOLDER}/{name}/, as "
            f"{FOLDER}/README.md describes it; or, if no user can notice it, end the commit's message with a line "
            "`Changelog: none`."
        )
    return problems


def branching_point(repository: Repository, base: str | None) -> str:
    """Return the commit where this branch left another one; the last commit where there is no other."""
    for name in [base] if base else BASES:
        try:
            return repository.git("merge-base", name, "HEAD")
        except CommandFailedError:
            if base:
                raise
    return repository.head()


def uncommitted(repository: Repository) -> set[str]:
    """Return the files with changes that no commit has."""
    changed = repository.git("diff", "--name-only", "--no-renames", "HEAD").splitlines()
    return {*changed, *repository.git("ls-files", "--others", "--exclude-standard").splitlines()}


def has_new_note(repository: Repository, start: str, name: str) -> bool:
    """Tell whether a note was written or changed since a commit."""
    folder = f"{FOLDER}/{name}"
    changed = repository.git("diff", "--name-only", "--diff-filter=d", "--no-renames", start, "--", folder)
    return bool(changed or repository.git("ls-files", "--others", "--exclude-standard", "--", folder))


def shipped_in(path: str, workspace: Workspace) -> str | None:
    """Return the distribution whose users get a file; tests and texts are for those who work on it."""
    parts = PurePosixPath(path).parts
    if "tests" in parts or path.endswith(".md"):
        return None
    return next((name for name, each in workspace.items() if parts[0] == each.folder.as_posix()), None)


def misplaced(root: Path, workspace: Workspace) -> list[str]:
    """Return what is wrong with the folders of notes."""
    folders = [path.name for path in sorted((root / FOLDER).glob("*")) if path.is_dir()]
    return [f"{FOLDER}/{name} is of no distribution." for name in folders if name not in workspace]


def main(arguments: list[str] | None = None, root: Path = CHECKOUT) -> int:
    """Check, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--base", help=f"the branch that this one is going to join (default: {' or '.join(BASES)})")
    try:
        problems = check(Repository(root), parser.parse_args(arguments).base)
    except ReleaseError as error:
        problems = [str(error)]
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
