"""Folders and files, by what os alone has: shutil would import half a library."""

import importlib
import os
import sys


def make_staging(folder: str) -> str:
    """Make a folder of a name that nobody uses inside another."""
    os.makedirs(folder, exist_ok=True)
    number = 0
    while True:
        path = f"{folder}/.installing-{number}"
        try:
            os.mkdir(path)
        except FileExistsError:
            number += 1
        else:
            return path


def move(source: str, target: str) -> None:
    """Rename, or copy where another file system is mounted."""
    try:
        os.rename(source, target)
    except OSError as error:
        import errno

        if error.errno != errno.EXDEV:
            raise
        import shutil

        shutil.move(source, target)


def delete(path: str) -> None:
    """Delete a file, or a folder with all that is in it; not being there is all right."""
    try:
        if os.path.isdir(path) and not os.path.islink(path):
            for name in os.listdir(path):
                delete(f"{path}/{name}")
            os.rmdir(path)
        else:
            os.unlink(path)
    except FileNotFoundError:
        pass


def remove_empty(folder: str, stop: str) -> None:
    """Remove a folder and the ones above it as long as they are empty, up to `stop`."""
    while folder.startswith(f"{stop}/"):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)


def let_imports_look_again() -> None:
    """Do as importlib.invalidate_caches, which would import importlib.metadata and all that this needs."""
    if "importlib.metadata" in sys.modules:
        importlib.invalidate_caches()
        return
    for path, finder in list(sys.path_importer_cache.items()):
        if finder is None or not os.path.isabs(path):
            del sys.path_importer_cache[path]
        elif hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()
