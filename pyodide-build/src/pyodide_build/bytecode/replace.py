"""Put compiled archives in the place of those that they were made from: all, or none."""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyodide_build.bytecode.archive import VERSION, CompiledArchive, compile_archive
from pyodide_build.errors import SourceError, WheelError
from pyodide_lock import LockfileError, PyodideLockSpec

LOCK_FILE = "pyodide-lock.json"
# Beside a wheel (PEP 658).
METADATA = ".metadata"
OLD = ".old"


def compile_file(archive: Path, *, keep: bool, level: int, source_date: int) -> CompiledArchive:
    """Compile an archive.

    Args:
        archive: a wheel or a zip archive.
        keep: whether it stays; if the result has its name, it is then called `NAME.old`.
        level: of compression, from 0, none, to 9.
        source_date: the time that all files get, in seconds since 1970.

    Raises:
        SourceError: it is neither.
        WheelError: it is broken, or for another version of Python.
    """
    if archive.suffix not in {".whl", ".zip"}:
        raise SourceError(f"{archive} is neither a folder, nor a wheel (.whl), nor a zip archive (.zip).")
    (made,) = replace_all([archive], archive.parent, None, keep=keep, level=level, source_date=source_date)
    return made


def compile_folder(
    folder: Path, *, keep: bool, level: int, source_date: int, exclude: Sequence[str] = ()
) -> list[CompiledArchive]:
    """Compile the archives in a folder, and correct what its lock file says about them.

    Beside a lock file, zip archives that it does not list stay as they are: they are no packages.

    Args:
        folder: the folder.
        keep: whether the originals stay, as for `compile_file`.
        level: of compression, from 0, none, to 9.
        source_date: the time that all files get, in seconds since 1970.
        exclude: patterns of names that are left alone.

    Raises:
        SourceError: the lock file cannot be understood, or is for another version of Python.
        WheelError: an archive is broken, or for another version of Python.
    """
    lock = read_lock(folder / LOCK_FILE) if (folder / LOCK_FILE).is_file() else None
    archives = [each for each in archives_in(folder, lock) if not any(each.match(pattern) for pattern in exclude)]
    return replace_all(archives, folder, lock, keep=keep, level=level, source_date=source_date)


def read_lock(file: Path) -> PyodideLockSpec:
    """Read a lock file whose packages this Python can compile."""
    try:
        lock = PyodideLockSpec.from_json(file)
    except LockfileError as error:
        raise SourceError(str(error)) from error
    own = ".".join(map(str, VERSION))
    if not f"{lock.info.python}.".startswith(f"{own}."):
        raise SourceError(f"{file} lists packages for Python {lock.info.python}, which Python {own} cannot compile.")
    return lock


def archives_in(folder: Path, lock: PyodideLockSpec | None) -> Iterator[Path]:
    """Give the archives in a folder that may have modules, sorted."""
    listed = {each.file_name for each in lock.packages.values()} if lock else None
    for path in sorted(folder.iterdir()):
        if path.suffix == ".whl" or (path.suffix == ".zip" and (listed is None or path.name in listed)):
            yield path


def replace_all(
    archives: Sequence[Path], folder: Path, lock: PyodideLockSpec | None, *, keep: bool, level: int, source_date: int
) -> list[CompiledArchive]:
    """Compile archives beside their places, then move all of them, then write the lock file."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".compiling-") as scratch:
        made = [compile_archive(each, Path(scratch), level, source_date) for each in archives]
        results = {each.source: each.result for each in made if each.result}
        if len({result.name for result in results.values()}) < len(results):
            raise WheelError(f"{folder}: two wheels would get the same name; compile them in folders of their own.")
        placed = {source: bring(source, result, keep=keep) for source, result in results.items()}
        if lock:
            correct(lock, placed)
            lock.to_json(folder / LOCK_FILE, indentation(folder / LOCK_FILE))
        for source, place in placed.items():
            if source != place and not keep:
                source.unlink()
                metadata(source).unlink(missing_ok=True)
    return [CompiledArchive(each.source, placed.get(each.source), each.problems) for each in made]


def bring(source: Path, result: Path, *, keep: bool) -> Path:
    """Move a result beside its source, with a copy of the metadata that lie there; return the place."""
    place = source.with_name(result.name)
    if keep and place == source:
        source.rename(source.with_name(f"{source.name}{OLD}"))
    result.replace(place)
    if place != source and metadata(source).is_file():
        metadata(place).write_bytes(metadata(source).read_bytes())
    return place


def metadata(wheel: Path) -> Path:
    """Return where the metadata of a wheel lie."""
    return wheel.with_name(f"{wheel.name}{METADATA}")


def indentation(file: Path) -> int | None:
    """Return how far JSON is indented, None if it is all in one line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return len(lines[1]) - len(lines[1].lstrip()) if len(lines) > 1 else None


def correct(lock: PyodideLockSpec, placed: dict[Path, Path]) -> None:
    """Change names and hashes of archives that have become others."""
    by_name = {source.name: place for source, place in placed.items()}
    for package in lock.packages.values():
        if place := by_name.get(package.file_name):
            package.file_name = place.name
            package.sha256 = hashlib.sha256(place.read_bytes()).hexdigest()
