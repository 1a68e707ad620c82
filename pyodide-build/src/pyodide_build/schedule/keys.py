"""Name a recipe's result by everything that decides it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyodide_build
from pyodide_build.recipe.model import Recipe
from pyodide_build.schedule.own_code import deciding_code
from pyodide_build.settings.model import BuildSettings

if TYPE_CHECKING:
    from pydantic.main import IncEx

# In a recipe's folder: what builds leave, its tests and their data, and the file that is read as a recipe.
BESIDES = ("build", "dist", "*.log", "test_*", "conftest.py", "meta.yaml")
# At the top of a project's folder.
LEFT = ("build", "dist")
# Wherever Python and version control leave them.
IGNORED = frozenset({"__pycache__", ".git", ".pytest_cache"})
# What a recipe says that does not change the files that are built.
NOT_BUILT: "Mapping[str, IncEx | bool]" = {"about": True, "extra": True, "package": {"tag": True, "top_level": True}}


@dataclass(frozen=True)
class Inputs:
    """What goes into a build: each thing by the words for it, with a hash or the thing itself."""

    parts: Mapping[str, str]

    @cached_property
    def key(self) -> str:
        """The hash of all."""
        return digest(dict(self.parts))

    def difference(self, before: Mapping[str, str]) -> list[str]:
        """Say what is not as it was."""
        changed = [f"{name} has changed" for name, value in self.parts.items() if before.get(name, value) != value]
        new = [f"{name} is new" for name in self.parts if name not in before]
        gone = [f"{name} is gone" for name in before if name not in self.parts]
        return [*changed, *new, *gone]


def inputs_of(recipe: Recipe, host_keys: Mapping[str, str], settings: BuildSettings) -> Inputs:
    """Return all that decides a recipe's result.

    Args:
        recipe: it.
        host_keys: the keys of what it is built with.
        settings: the target and the user's flags.
    """
    target = settings.target.model_dump(
        mode="json",
        include={"python_version", "abi_version", "cflags", "ldflags", "installation"},
        exclude_none=True,
        warnings=False,
    )
    parts = {
        "meta.yaml": digest(recipe.model_dump(mode="json", exclude=NOT_BUILT)),
        "target": digest(target),
        "flags": digest(asdict(settings.flags)),
        "emscripten": settings.target.emscripten_version,
        "pyodide-build": pyodide_build.version(),
        "pyodide-build's code": deciding_code(),
        "source date": str(settings.source_date),
    }
    parts |= files_of(recipe.folder, BESIDES)
    if recipe.source.path is not None:
        place = (recipe.folder / recipe.source.path).resolve()
        if not place.is_relative_to(recipe.folder):
            parts["the source"] = digest(files_of(place, LEFT)) if place.is_dir() else hash_of(place)
    return Inputs(parts | {f"requirement {name}": key for name, key in sorted(host_keys.items())})


def files_of(folder: Path, besides: Iterable[str]) -> dict[str, str]:
    """Return the hashes of the files in a folder, by their names.

    Args:
        folder: it.
        besides: patterns for files and folders at its top that do not count.
    """
    found = {}
    for parent, folders, files in folder.walk():
        counted = {
            name
            for name in (*folders, *files)
            if name not in IGNORED and not (parent == folder and any(fnmatch(name, each) for each in besides))
        }
        folders[:] = sorted(counted.intersection(folders))
        for path in (parent / name for name in sorted(counted.intersection(files))):
            if path.is_file():  # and no link to nowhere
                found[path.relative_to(folder).as_posix()] = hash_of(path)
    return found


def hash_of(file: Path) -> str:
    """Return the hash of a file's content; of one that is not there, that."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return "missing"


def digest(content: object) -> str:
    """Return the hash of what JSON can say."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
