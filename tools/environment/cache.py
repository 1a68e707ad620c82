"""Put root filesystems into the cache, one at a time and never half."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PARTIAL = ".partial"


def cache_directory() -> Path:
    """Return the folder, outside the checkout, where builds are kept."""
    configured = os.environ.get("PYODIDE_BUILD_CACHE")
    if configured:
        return Path(configured).absolute()
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).absolute() / "pyodide-build-cache"


def environment_directory(stamp: str) -> Path:
    """Return where the root filesystem with this stamp belongs."""
    return cache_directory() / "environments" / stamp


def make_once(target: Path, make: Callable[[Path, int], None]) -> None:
    """Call `make` to fill a temporary folder, then give it the name `target`; do nothing if that exists.

    Args:
        target: the folder that exists either complete or not at all.
        make: gets the temporary folder, which it has to create, and the descriptor of the lock. A child process that
            inherits the descriptor keeps the lock when this process is killed, so nobody touches a folder in use.
    """
    if target.is_dir():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with _lock(target.parent / "lock") as descriptor:
        if target.is_dir():
            return
        # The lock is ours: whatever is unfinished here was left by a run that is dead.
        for abandoned in target.parent.glob("*" + _PARTIAL):
            _remove(abandoned)
        partial = target.with_name(target.name + _PARTIAL)
        try:
            make(partial, descriptor)
            partial.rename(target)
        finally:
            _remove(partial)


@contextmanager
def _lock(path: Path) -> Iterator[int]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another run is making the build environment: waiting for it.", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def _remove(directory: Path) -> None:
    """Delete a root filesystem without following a mount that leads out of it."""
    subprocess.run(["rm", "-rf", "--one-file-system", str(directory)], check=True)
