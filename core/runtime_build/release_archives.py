"""Write the archives of a release: everything, and what is needed to start."""

import hashlib
import json
import tarfile
from collections.abc import Iterable
from pathlib import Path

from interpreter_build.toolchain import SOURCE_DATE_EPOCH

ROOT = "pyodide"


def write_archives(dist: Path, version: str, core: Iterable[str], packages: Iterable[str], digests: Path) -> None:
    """Write `pyodide-VERSION.tar.bz2` and `pyodide-core-VERSION.tar.bz2` into `dist`, unless they are there.

    Args:
        dist: the distribution.
        version: its version.
        core: the files and folders that are needed to start.
        packages: the files of packages, which only the full archive has.
        digests: a file that keeps of what contents the archives are.
    """
    core = sorted(core)
    known = json.loads(digests.read_text()) if digests.is_file() else {}
    for name, members in (("pyodide", [*core, *sorted(packages)]), ("pyodide-core", core)):
        archive = dist / f"{name}-{version}.tar.bz2"
        files = [path for member in members for path in _files(dist / member)]
        digest = _digest(dist, files)
        if not archive.is_file() or known.get(archive.name) != digest:
            _write(archive, dist, files)
            known[archive.name] = digest
    digests.parent.mkdir(exist_ok=True)
    digests.write_text(json.dumps(known, indent=2) + "\n")


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]


def _digest(dist: Path, files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as content:
            digest.update(f"{file.relative_to(dist)} {hashlib.file_digest(content, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()


def _write(archive: Path, dist: Path, files: list[Path]) -> None:
    temporary = archive.with_name(f".{archive.name}")
    with tarfile.open(temporary, "w:bz2", format=tarfile.PAX_FORMAT) as tar:
        for file in files:
            with file.open("rb") as content:
                tar.addfile(_entry(file, file.relative_to(dist)), content)
    temporary.replace(archive)


def _entry(file: Path, name: Path) -> tarfile.TarInfo:
    """Describe a file without anything of the machine or the moment."""
    stat = file.stat()
    entry = tarfile.TarInfo(f"{ROOT}/{name.as_posix()}")
    entry.size = stat.st_size
    entry.mode = 0o755 if stat.st_mode & 0o100 else 0o644
    entry.mtime = int(SOURCE_DATE_EPOCH)
    return entry
