"""Give builds folders for compilers and for what their backends require."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = "pyodide-build"


@contextmanager
def workplace(name: str) -> Iterator[Path]:
    """Make a folder, and delete it afterwards.

    Packages keep the paths of compilers and of Python in what is built, and build systems in their caches. So it has
    the same path for every build of the name, unless two run at the same time.

    Args:
        name: what is built.
    """
    root = root_folder()
    with (root / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with tempfile.TemporaryDirectory(dir=root, prefix=f"{name}-", ignore_cleanup_errors=True) as another:
                yield Path(another)
            return
        folder = root / name
        # Left by a build that was killed.
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


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
