"""Source files as values, so that a step's key covers what it compiles."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SourceFile:
    """A file's place in its tree, and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class SourceTree:
    """Files below one folder."""

    files: tuple[SourceFile, ...]

    def write(self, folder: Path) -> Path:
        """Write the files below `folder` and return it."""
        for file in self.files:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text)
        return folder

    def named(self, *suffixes: str) -> list[str]:
        """Return the paths that end in one of the suffixes."""
        return [file.path for file in self.files if file.path.endswith(suffixes)]


def read_tree(folder: Path, patterns: Iterable[str]) -> SourceTree:
    """Read the files below `folder` that match any of the patterns, sorted."""
    paths = sorted({path for pattern in patterns for path in folder.rglob(pattern)})
    return SourceTree(tuple(SourceFile(path.relative_to(folder).as_posix(), path.read_text()) for path in paths))
