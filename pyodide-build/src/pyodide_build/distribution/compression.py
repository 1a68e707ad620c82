"""Compress the zip archives of a distribution as the user wants it: results are kept with the default level."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pyodide_build.distribution.entries import Built
from pyodide_build.settings.model import BuildSettings

DEFAULT_LEVEL = 6
ZIP_SUFFIXES = frozenset({".whl", ".zip"})


@contextmanager
def recompressed(built: Iterable[Built], settings: BuildSettings) -> Iterator[list[Built]]:
    """Give what was built with archives of the wanted level; the same files if that is the default."""
    built = list(built)
    if settings.compression_level == DEFAULT_LEVEL:
        yield built
        return
    with tempfile.TemporaryDirectory(prefix="pyodide-build-compress-") as scratch:

        def again(file: Path) -> Path:
            return recompress(file, Path(scratch), settings.compression_level) if file.suffix in ZIP_SUFFIXES else file

        yield [replace(each, files=tuple(again(file) for file in each.files)) for each in built]


def recompress(archive: Path, folder: Path, level: int) -> Path:
    """Write the same files, in the same order with the same dates and modes, into an archive of another level."""
    target = folder / archive.name
    method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
    with zipfile.ZipFile(archive) as before, zipfile.ZipFile(target, "w") as after:
        for entry in before.infolist():
            copy = zipfile.ZipInfo(entry.filename, entry.date_time)
            copy.create_system, copy.external_attr = entry.create_system, entry.external_attr
            after.writestr(copy, before.read(entry), method, level)
    shutil.copystat(archive, target)
    return target
