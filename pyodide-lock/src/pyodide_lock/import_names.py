"""Find what can be imported from a wheel, by its list of files."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

# What ends a module's file: sources, compiled ones, and extension modules with or without a platform in their name.
MODULE = re.compile(r"(?P<name>[^.]+)(\.(py|pyc|so)|\.(cpython-[\w-]+|abi3|pypy[\w-]+)\.so)")
DATA_FOLDER = re.compile(r"[^/]+\.data/(purelib|platlib)/")


def import_names(files: Iterable[str], top_level: frozenset[str] | None = None) -> list[str]:
    """Return the top-level names, sorted.

    Modules and packages count as they are. A folder that is no package itself but has modules somewhere inside is a
    namespace package (PEP 420), unless the wheel has a `top_level.txt` that knows nothing of it.

    Args:
        files: The names of the files in the wheel.
        top_level: The names in the wheel's `top_level.txt`, None where there is none.
    """
    regular: set[str] = set()
    folders: set[str] = set()
    for path in _installed(files):
        module = MODULE.fullmatch(path.name)
        if not module or not all(each.isidentifier() for each in path.parts[:-1]):
            continue
        if len(path.parts) == 1:
            regular.add(module["name"])
        elif len(path.parts) == 2 and module["name"] == "__init__":
            regular.add(path.parts[0])
        else:
            folders.add(path.parts[0])
    namespaces = folders if top_level is None else folders & top_level
    return sorted(each for each in regular | namespaces if each.isidentifier() and each != "__init__")


def _installed(files: Iterable[str]) -> Iterator[PurePosixPath]:
    for each in files:
        path = PurePosixPath(DATA_FOLDER.sub("", each, count=1))
        if path.parts and "__pycache__" not in path.parts:
            yield path
