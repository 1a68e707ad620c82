"""What is asked of git."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.version import InvalidVersion, Version

from release_tool.errors import ReleaseError
from release_tool.process import run

# Who commits, and with what signature: a clone does not take these settings along.
_PERSONAL = re.compile(r"(user|author|committer|gpg|commit|tag)\.")


@dataclass(frozen=True)
class Repository:
    """A checkout.

    Args:
        root: Its top folder.
        umask: What may not be done with files that git makes; -1: as for this process.
    """

    root: Path
    umask: int = -1

    def git(self, *arguments: str, text: str | None = None) -> str:
        """Run git and return what it prints, without the end of the last line.

        Raises:
            CommandFailedError: it failed.
        """
        return run(f"git {arguments[0]}", ["git", *arguments], self.root, text=text, umask=self.umask).rstrip("\n")

    def head(self) -> str:
        """Return the commit that is checked out."""
        return self.git("rev-parse", "--verify", "HEAD")

    def time(self) -> str:
        """Return when the commit that is checked out was made, in seconds since 1970."""
        return self.git("log", "-1", "--format=%ct")

    def branch(self) -> str:
        """Return the branch that is checked out.

        Raises:
            ReleaseError: there is none.
        """
        name = self.git("branch", "--show-current")
        if not name:
            raise ReleaseError("No branch is checked out. Check out the branch that is released from: git switch NAME")
        return name

    def require_clean(self) -> None:
        """Refuse to go on when there are changes that no commit has.

        Raises:
            ReleaseError: there are.
        """
        if changed := self.git("status", "--porcelain", "--untracked-files=no"):
            raise ReleaseError(f"There are changes that no commit has. Commit or stash them:\n{changed}")

    def versions(self, distribution: str) -> list[Version]:
        """Return the versions of a distribution among the tags that lead to the commit that is checked out."""
        prefix = f"{distribution}-v"
        versions = []
        for tag in self.git("tag", "--list", f"{prefix}*", "--merged", "HEAD").split():
            try:
                versions.append(Version(tag.removeprefix(prefix)))
            except InvalidVersion:
                continue
        return versions

    def changed_files(self, base: str, *paths: str) -> list[str]:
        """Return the files below some paths that differ from a commit."""
        return self.git("diff", "--name-only", "--no-renames", base, "HEAD", "--", *paths).splitlines()

    def file_at(self, revision: str, path: str) -> str | None:
        """Return the text of a file in a commit, None if it has none."""
        if not self.git("ls-tree", "--name-only", revision, "--", path):
            return None
        return self.git("show", f"{revision}:{path}")

    def clone(self, folder: Path, revision: str = "HEAD", umask: int = -1) -> "Repository":
        """Make a clone that shares this one's objects and settings, at some commit, on no branch.

        Args:
            folder: Where.
            revision: Which commit.
            umask: What may not be done with its files; -1: as for this process.
        """
        self.git("clone", "--quiet", "--shared", "--no-checkout", str(self.root), str(folder))
        clone = Repository(folder, umask)
        for setting in self.git("config", "--list", "--null", "--local").split("\0"):
            name, _, value = setting.partition("\n")
            if _PERSONAL.match(name):
                clone.git("config", name, value)
        clone.git("checkout", "--quiet", "--detach", self.git("rev-parse", "--verify", f"{revision}^{{commit}}"))
        return clone
