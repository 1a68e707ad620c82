"""Change a source tree as a recipe says: patches, then files of its own."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pyodide_build.errors import SourceError
from pyodide_build.process import BuildLog


def apply_patches(tree: Path, patches: Iterable[Path], log: BuildLog) -> None:
    """Apply patches, as `patch -p1` does in the root of a tree.

    Raises:
        SourceError: there is no such file.
        BackendError: one does not fit; shows the files and hunks.
    """
    for patch in patches:
        if not patch.is_file():
            raise SourceError(f"The patch {patch} is not there.")
        log.step(f"applying {patch.name}")
        # Nothing but the files: no copies of what they were, no questions.
        options = ["--batch", "--forward", "--no-backup-if-mismatch", "--binary"]
        log.run(["patch", "-p1", *options, f"--input={patch}"], tree, os.environ)


def add_extras(tree: Path, folder: Path, extras: Iterable[tuple[str, str]]) -> None:
    """Copy files of a recipe into a tree.

    Args:
        tree: the source.
        folder: the recipe's.
        extras: where each is in the recipe, and where it goes in the tree: below the latter if that is a folder.

    Raises:
        SourceError: there is no such file, or it would land outside the tree.
    """
    for source, destination in extras:
        origin, target = folder / source, tree / destination
        if target.is_dir() and not origin.is_dir():
            target /= origin.name
        if not target.resolve().is_relative_to(tree.resolve()):
            raise SourceError(f"{source} would land outside the source, in {destination}.")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            if origin.is_dir():
                shutil.copytree(origin, target, dirs_exist_ok=True)
            else:
                shutil.copy(origin, target)
        except OSError as error:
            raise SourceError(f"The extra file {source} cannot be copied to {destination}: {error}") from error
