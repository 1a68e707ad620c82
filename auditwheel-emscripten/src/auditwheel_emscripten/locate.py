"""Find the libraries that a library needs."""

import os
import posixpath
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

# Below a folder that is given to search in; the last two are emscripten's sysroot.
BELOW_LIBDIR = (".", "lib", "lib/wasm32-emscripten/pic", "lib/wasm32-emscripten")
ORIGIN = ("${ORIGIN}", "$ORIGIN")


def locate_installed(
    needed: str, library: str, runtime_path: Iterable[str], exists: Callable[[str], bool]
) -> str | None:
    """Return where the loader finds a needed library among installed files: its runtime path decides.

    Args:
        needed: the name that the library asks for.
        library: the path of the library that asks.
        runtime_path: folders; `$ORIGIN` is the library's own.
        exists: says whether there is a file.
    """
    for entry in ":".join(runtime_path).split(":"):
        folder = _expand(entry, posixpath.dirname(library))
        path = folder and posixpath.normpath(posixpath.join(folder, needed))
        if path and exists(path):
            return path
    return None


def locate_beside(needed: str, library: str, installed: Iterable[str]) -> str | None:
    """Return where a library of that name lies in the same wheel, though no runtime path leads there.

    The library's own folder comes first, then folders `*.libs`, then any other.
    """

    def distance(path: str) -> tuple[bool, bool, str]:
        folder = posixpath.dirname(path)
        return folder != posixpath.dirname(library), not folder.endswith(".libs"), path

    return min((path for path in installed if posixpath.basename(path) == needed), key=distance, default=None)


def locate_in_folders(needed: str, folders: Sequence[Path]) -> Path | None:
    """Return a file of that name in one of the folders or where libraries lie below it."""
    if posixpath.basename(needed) != needed:
        return None
    places = (folder / below / needed for folder in folders for below in BELOW_LIBDIR)
    return next((place for place in places if place.is_file()), None)


def relative_runtime_path(library: str, folder: str) -> str:
    """Return the runtime path that leads a library to a folder."""
    relative = posixpath.relpath(folder or ".", posixpath.dirname(library) or ".")
    return "$ORIGIN" if relative == "." else f"$ORIGIN/{relative}"


def as_folders(libdir: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[Path]:
    """Return one folder, or several, as a list."""
    if isinstance(libdir, str | os.PathLike):
        return [Path(libdir)]
    return [Path(folder) for folder in libdir]


def _expand(entry: str, origin: str) -> str | None:
    """Return the folder that an entry means; None for one that depends on the process's working directory."""
    for variable in ORIGIN:
        if entry == variable or entry.startswith(f"{variable}/"):
            return (origin or ".") + entry[len(variable) :]
    return entry if entry.startswith("/") else None
