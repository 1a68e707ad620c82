"""Put a library of modules into one archive, which Python can have on its path."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from pyodide_build.bytecode.modules import compile_files
from pyodide_build.errors import SourceError
from pyodide_build.wheel.contents import Member, write_zip


def library_files(folders: Iterable[Path], exclude: Sequence[str], stubs: Iterable[str]) -> dict[str, Member]:
    """Return the files of some folders by name, sorted, without bytecode that may be there.

    Args:
        folders: where modules and packages lie; what the last one has goes before what others have.
        exclude: patterns of files and folders that are left out.
        stubs: modules and packages that only seem to be there.

    Raises:
        SourceError: there is no such folder.
    """
    found: dict[str, Member] = {}
    for folder in folders:
        if not folder.is_dir():
            raise SourceError(f"{folder} is no folder.")
        for name in names_below(folder):
            if not is_excluded(name, exclude):
                found[str(name)] = Member((folder / name).read_bytes())
    for stub in stubs:
        package = f"{stub.removesuffix('.py')}/"
        found = {name: member for name, member in found.items() if name != stub and not name.startswith(package)}
        found[stub if stub.endswith(".py") else f"{stub}/__init__.py"] = Member(b"")
    return dict(sorted(found.items()))


def names_below(folder: Path) -> Iterator[PurePosixPath]:
    """Give the names of a folder's files, seen from it."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        if path.is_file() and "__pycache__" not in name.parts and path.suffix != ".pyc":
            yield PurePosixPath(name)


def is_excluded(name: PurePosixPath, patterns: Sequence[str]) -> bool:
    """Tell whether a file, or a folder that it is in, is one of those that are left out."""
    return any(each.match(pattern) for pattern in patterns for each in (name, *name.parents))


def write_library(
    files: Mapping[str, Member], archive: Path, *, compile_modules: bool, level: int, source_date: int
) -> dict[str, str]:
    """Write the archive, whole or not at all.

    Args:
        files: by name.
        archive: what to write.
        compile_modules: whether bytecode takes the place of modules.
        level: of compression, from 0, none, to 9.
        source_date: the time that all files get, in seconds since 1970.

    Returns:
        why each module that is not compiled is no Python, by name.
    """
    problems: dict[str, str] = {}
    if compile_modules:
        compiled = compile_files(files, archive.name)
        files, problems = compiled.files, compiled.problems
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=archive.parent, prefix=f".{archive.name}-") as scratch:
        made = Path(scratch) / archive.name
        write_zip(files, made, level, source_date)
        made.replace(archive)
    return problems
