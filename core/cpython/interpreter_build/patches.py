"""Unpack a source and apply our patches."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.archive import unpack
from interpreter_build.errors import PatchError


@dataclass(frozen=True)
class Patch:
    """A patch in the format of `git format-patch`."""

    name: str
    text: str


def read_patches(folder: Path) -> tuple[Patch, ...]:
    """Read the patches in the order of their names."""
    return tuple(Patch(path.name, path.read_text()) for path in sorted(folder.glob("*.patch")))


def unpack_patched(archive: Path, patches: tuple[Patch, ...], folder: Path) -> Path:
    """Unpack the source into the new `folder`, patch it and return its root."""
    source = unpack(archive, folder)
    for patch in patches:
        command = [
            "patch",
            "--strip=1",
            "--forward",
            "--batch",
            "--fuzz=0",
            "--no-backup-if-mismatch",
        ]
        done = subprocess.run(
            command,
            cwd=source,
            input=patch.text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PatchError(patch.name, done.stdout)
    return source
