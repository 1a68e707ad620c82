"""Compile the modules in one wheel or zip archive."""

import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

from pyodide_build.bytecode.modules import compile_files
from pyodide_build.errors import WheelError
from pyodide_build.wheel.contents import Contents, Member, read_contents, write_contents, write_zip
from pyodide_build.wheel.tags import set_tags

VERSION = sys.version_info[:2]
INTERPRETER = f"cp{VERSION[0]}{VERSION[1]}"


@dataclass(frozen=True)
class CompiledArchive:
    """An archive, and what has become of it.

    Attributes:
        source: the archive that was read.
        result: the archive that was written, or None if nothing in the other had to be compiled.
        problems: why files in it stay as they are, by name.
    """

    source: Path
    result: Path | None
    problems: Mapping[str, str] = field(default_factory=dict)


def compile_archive(archive: Path, out: Path, level: int, source_date: int) -> CompiledArchive:
    """Write an archive with the compiled modules of another in the place of their sources.

    A wheel gets the name of one for this version of Python, which alone can read its bytecode.

    Args:
        archive: a wheel or a zip archive.
        out: the folder for the result.
        level: of compression, from 0, none, to 9.
        source_date: the time that all files get, in seconds since 1970.

    Raises:
        WheelError: it is neither, or a wheel for another version of Python.
    """
    if archive.suffix == ".whl":
        return compile_wheel(archive, out, level, source_date)
    return compile_zip(archive, out, level, source_date)


def compile_wheel(wheel: Path, out: Path, level: int, source_date: int) -> CompiledArchive:
    """Do it for a wheel."""
    contents = read_contents(wheel)
    compiled = compile_files(contents.files)
    if not compiled.count:
        return CompiledArchive(wheel, None, compiled.problems)
    made = Contents(compiled.files, contents.dist_info)
    result = out / set_tags(wheel.name, made, tags_of_this_python(wheel.name))
    write_contents(made, result, level, source_date)
    return CompiledArchive(wheel, result, compiled.problems)


def compile_zip(archive: Path, out: Path, level: int, source_date: int) -> CompiledArchive:
    """Do it for an archive that is no wheel."""
    try:
        with zipfile.ZipFile(archive) as content:
            comment = content.comment
            files = {entry.filename: Member.of(content, entry) for entry in content.infolist() if not entry.is_dir()}
    except zipfile.BadZipFile as error:
        raise WheelError(f"{archive.name} is no zip archive: {error}") from error
    compiled = compile_files(files)
    if not compiled.count:
        return CompiledArchive(archive, None, compiled.problems)
    result = out / archive.name
    write_zip(compiled.files, result, level, source_date, comment)
    return CompiledArchive(archive, result, compiled.problems)


def tags_of_this_python(name: str) -> set[Tag]:
    """Return a wheel's tags as far as they fit this Python, without the other versions that they also fit (PEP 425).

    Raises:
        WheelError: it does not fit this Python.
    """
    try:
        *_, tags = parse_wheel_filename(name)
    except InvalidWheelFilename as error:
        raise WheelError(str(error)) from error
    platforms = [tag.platform for tag in tags if tag.platform != "any"]
    fitting = {*cpython_tags(VERSION, [INTERPRETER], platforms), *compatible_tags(VERSION, INTERPRETER, platforms)}
    chosen = {Tag(INTERPRETER, "none" if tag.abi == "none" else INTERPRETER, tag.platform) for tag in tags & fitting}
    if not chosen:
        version = ".".join(map(str, VERSION))
        raise WheelError(f"{name} is for another Python; its modules are compiled with that one, and this is {version}")
    return chosen
