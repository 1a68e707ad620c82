"""Keep what recipes have made, each result under the hash of what went into it."""

import fcntl
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILES, RECORD = "files", "record.json"


@dataclass(frozen=True)
class Record:
    """What is known about a result besides its files."""

    name: str
    version: str
    seconds: float
    inputs: dict[str, str] = field(default_factory=dict)


class ResultStore:
    """A folder of results; each appears whole, under its final name, or not at all.

    Args:
        root: the folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def files(self, key: str) -> Path:
        """Return the folder with the files of a result that is there."""
        return self.root / key / FILES

    def find(self, key: str) -> Record | None:
        """Return what is known about a result, or nothing if there is none."""
        try:
            return Record(**json.loads((self.root / key / RECORD).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    @contextmanager
    def locked(self, key: str, say: Callable[[str], None] = print) -> Iterator[Path]:
        """Wait until nobody else makes this result, and give an empty folder to make it in.

        The kernel opens the lock when the process dies, so what is left of a build that was killed does no harm.
        """
        with exclusive(self.root / "locks" / key, say):
            staging = self.root / f"{key}.partial"
            delete(staging)
            (staging / FILES).mkdir(parents=True)
            try:
                yield staging
            finally:
                delete(staging)

    def publish(self, key: str, staging: Path, record: Record) -> None:
        """Give a result that was made in the folder of `locked` its final name, in place of one that is there."""
        write_whole(staging / RECORD, asdict(record))
        final = self.root / key
        if final.exists():
            before = self.root / f"{key}.before"
            delete(before)
            final.rename(before)
            staging.rename(final)
            delete(before)
        else:
            staging.rename(final)
        write_whole(self._last(record.name), record.inputs)

    def last_inputs(self, name: str) -> dict[str, str] | None:
        """Return what went into the recipe's latest result."""
        try:
            found: dict[str, str] = json.loads(self._last(name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return found

    def _last(self, name: str) -> Path:
        return self.root / "last" / f"{name}.json"


@contextmanager
def exclusive(lock: Path, say: Callable[[str], None] = print) -> Iterator[None]:
    """Hold a lock file; say that there is somebody to wait for."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another build of the same")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def write_whole(path: Path, content: object) -> None:
    """Write a JSON file that changes as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".", delete=False) as file:
        json.dump(content, file, indent=2, sort_keys=True)
    Path(file.name).replace(path)


def delete(folder: Path) -> None:
    """Delete a folder, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)
