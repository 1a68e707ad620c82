"""Change files of a folder together: new ones are written beside the old, which they replace at the end."""

import fcntl
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self


class Placement:
    """New files for a folder; none of them is left if the block is left before `finish`.

    Args:
        folder: it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for temporary in self._waiting.values():
            temporary.unlink(missing_ok=True)

    def copy(self, file: Path) -> None:
        """Take a copy of a file, unless the folder has it already."""
        final, stat = self._folder / file.name, file.stat()
        if final.exists() and (final.stat().st_mtime_ns, final.stat().st_size) == (stat.st_mtime_ns, stat.st_size):
            return
        shutil.copy2(file, self._temporary(final))

    def write(self, name: str, content: bytes) -> None:
        """Take a file of this content."""
        self._temporary(self._folder / name).write_bytes(content)

    def finish(self) -> None:
        """Give all files their names."""
        for final, temporary in self._waiting.items():
            temporary.replace(final)

    def _temporary(self, final: Path) -> Path:
        return self._waiting.setdefault(final, final.with_name(f".{final.name}.{os.getpid()}"))


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until nobody else changes a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals that end the process wait until what belongs together is done."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
