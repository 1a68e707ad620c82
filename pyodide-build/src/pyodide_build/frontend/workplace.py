"""Give builds folders for compilers and for what their backends require."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

ROOT = "pyodide-build"


@contextmanager
def workplace(name: str) -> Iterator[Path]:
    """Make a folder, and delete it afterwards.

    Packages keep the paths of compilers and of Python in what is built, and build systems in their caches. So it has
    the same path for every build of the name, unless two run at the same time.

    Args:
        name: what is built.
    """
    with only_one(name) as (root, alone):
        folder = root / name if alone else Path(tempfile.mkdtemp(dir=root_folder(), prefix=f"{name}-"))
        if alone:
            # Left by a build that was killed.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def only_one(name: str) -> Iterator[tuple[Path, bool]]:
    """Give the folder of all builds, and tell whether nobody else builds what has the name; leave nothing there."""
    root, lock = open_lock(name)
    path = Path(lock.name)
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Else its last holder has deleted it meanwhile, and others would not see that it is held.
            alone = path.exists() and path.stat().st_ino == os.fstat(lock.fileno()).st_ino
        except BlockingIOError:
            alone = False
        try:
            yield root, alone
        finally:
            if alone:
                path.unlink()
            with suppress(OSError):  # others are building
                root.rmdir()


def open_lock(name: str) -> tuple[Path, IO[str]]:
    """Return the folder of all builds, and the open file that stands for one of them."""
    while True:
        root = root_folder()
        with suppress(FileNotFoundError):  # somebody has just finished, and deleted the folder
            return root, (root / f"{name}.lock").open("w")


def root_folder() -> Path:
    """Return a folder that nobody else can write to, wherever temporary files are."""
    root = Path(tempfile.gettempdir()).resolve() / ROOT
    root.mkdir(mode=0o700, exist_ok=True)
    if root.stat().st_uid != os.getuid() or root.is_symlink():
        root = root.with_name(f"{ROOT}-{os.getuid()}")
        root.mkdir(mode=0o700, exist_ok=True)
        if root.stat().st_uid != os.getuid() or root.is_symlink():
            return Path(tempfile.mkdtemp(prefix=f"{ROOT}-"))
    return root
