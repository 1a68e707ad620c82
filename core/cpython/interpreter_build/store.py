"""Keep the results of build steps in a cache, addressed by what went into them."""

import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


def cache_root() -> Path:
    """Return the folder of all build caches, as the user configured it."""
    if configured := os.environ.get("PYODIDE_BUILD_CACHE"):
        return Path(configured).absolute()
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).absolute() / "pyodide-build-cache"


@contextmanager
def locked(path: Path) -> Iterator[int]:
    """Hold the lock file `path` and give its descriptor.

    The kernel lets go of it when the process dies, and the children that inherited the descriptor with it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Another run is making {path.name}: waiting for it.", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle.fileno()


@dataclass(frozen=True)
class Site:
    """Where a result is made: the folder to fill, a folder for the work, and the lock for children to inherit."""

    out: Path
    work: Path
    lock: int


class Store:
    """Folders that appear whole, under their final name, or not at all."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, name: str, key: str) -> Path:
        """Return where the result `name` with this key is, or will be."""
        return self._root / f"{name}-{key[:16]}"

    def get(self, name: str, key: str, make: Callable[[Site], None]) -> Path:
        """Return the result, calling `make` to fill an empty folder if it is not there yet."""
        final = self.path(name, key)
        if final.is_dir():
            return final
        with locked(self._root / "locks" / final.name) as lock:
            if final.is_dir():
                return final
            # Under the lock nobody else works on it: what is there was left by a killed run.
            partial = self._root / f"{final.name}.partial"
            if partial.exists():
                shutil.rmtree(partial)
            site = Site(partial / "out", partial / "work", lock)
            site.out.mkdir(parents=True)
            site.work.mkdir()
            make(site)
            site.out.rename(final)
            shutil.rmtree(partial)
        return final
