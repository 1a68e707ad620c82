"""Keep what was downloaded in a cache, under its hash, so that it is downloaded once."""

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pyodide_build.source.download import check_sha256


def cache_root(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of what builds keep, as the user configured it: it may be deleted at any time."""
    if configured := environment.get("PYODIDE_BUILD_CACHE"):
        return Path(configured).absolute()
    base = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).absolute() / "pyodide-build-cache"


def obtained(sha256: str, download: Callable[[Path], Path]) -> Path:
    """Return the file with a hash, whose name in the cache is the hash.

    Args:
        sha256: the hash.
        download: is called if the file is not there: puts it into a folder, and returns its path.

    Raises:
        SourceError: what was downloaded is another file.
    """
    downloads = cache_root() / "downloads"
    final = downloads / sha256
    if final.is_file():
        return final
    with locked(downloads / "locks" / sha256):
        if not final.is_file():
            with tempfile.TemporaryDirectory(prefix=".partial-", dir=downloads) as folder:
                file = download(Path(folder))
                check_sha256(file, sha256)
                file.rename(final)
    return final


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one process at a time go on; the kernel lets go of the lock when it dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
