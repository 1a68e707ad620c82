"""Changes of files that can be taken back."""

import os

from pyodide._install.files import delete, make_staging, move, remove_empty

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Journal:
    """Moves of files that can be taken back."""

    def __init__(self, folder: str) -> None:
        # What was there before, on the same file system as what takes its place.
        self._backup = make_staging(folder)
        self._undo: list[Callable[[], object]] = []
        self._put_away: list[tuple[str, str]] = []
        self._emptied: set[str] = set()
        self._count = 0

    def remove(self, path: str) -> None:
        """Put a file away."""
        kept = f"{self._backup}/{self._count}"
        self._count += 1
        move(path, kept)
        self._undo.append(lambda: move(kept, path))
        self._put_away.append((kept, path))
        self._emptied.add(os.path.dirname(path))

    def move_tree(self, source: str, target: str) -> None:
        """Move what is in one folder into another, putting away the files that it replaces.

        Raises:
            OSError: a file is in the place of a folder, or the other way round.
        """
        if not os.path.isdir(target):
            self._make_parents(target)
        for entry in list(os.scandir(source)):
            destination = os.path.join(target, entry.name)
            if entry.is_dir(follow_symlinks=False) and os.path.isdir(destination):
                self.move_tree(entry.path, destination)
                continue
            if os.path.lexists(destination):
                if entry.is_dir(follow_symlinks=False) or os.path.isdir(destination):
                    raise FileExistsError(17, "A file is in the place of a folder, or a folder of a file", destination)
                self.remove(destination)
            self._undo.append(lambda destination=destination: delete(destination))  # type: ignore[misc]
            move(entry.path, destination)

    def undo(self) -> None:
        """Bring back what was there."""
        for step in reversed(self._undo):
            step()
        delete(self._backup)

    def replace(self, files: "Iterable[str]") -> list[str]:
        """Delete files and bring back what was there, some time later; return that.

        Others may have put files beside them meanwhile, and those stay.
        """
        for path in files:
            delete(path)
            self._emptied.add(os.path.dirname(path))
        for kept, path in self._put_away:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            move(kept, path)
        self.close()
        return [path for _, path in self._put_away]

    def close(self) -> None:
        """Forget what was there, and the folders that are empty without it."""
        delete(self._backup)
        for folder in self._emptied:
            remove_empty(folder, os.path.dirname(self._backup))

    def _make_parents(self, folder: str) -> None:
        parent = os.path.dirname(folder)
        if not os.path.isdir(parent):
            self._make_parents(parent)
        os.mkdir(folder)
        self._undo.append(lambda: os.rmdir(folder))
