"""Collect what the scripts of a library have made."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from pyodide_build.errors import RecipeError
from pyodide_build.process import BuildLog

# What nobody compiles against, and libtool's files, which name folders of this build.
LEFT_OUT = ("share/man", "share/doc", "share/info", "share/gtk-doc", "man")
LIBTOOL = ".la"
PROGRAMS = ("bin", "sbin")

Stamp = tuple[int, int]


def stamps(folder: Path) -> dict[Path, Stamp]:
    """Return the files below a folder, with what shows whether they were written again."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_symlink() or path.is_file():
            status = path.lstat()
            found[path.relative_to(folder)] = (status.st_mtime_ns, status.st_ino)
    return found


def collect_prefix(prefix: Path, before: Mapping[Path, Stamp], output: Path, log: BuildLog) -> bool:
    """Copy what was installed into a prefix, so that it can be used in any other.

    Args:
        prefix: the folder WASM_LIBRARY_DIR.
        before: its files before the scripts ran.
        output: the folder for the copies.
        log: is told which files still name the prefix.

    Returns:
        Whether there was anything.
    """
    installed = [path for path, stamp in sorted(stamps(prefix).items()) if before.get(path) != stamp]
    kept = [path for path in installed if is_wanted(path)]
    for path in kept:
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(prefix / path, target, follow_symlinks=False)
        if not target.is_symlink():
            relocate(target, path, prefix, log)
    return bool(kept)


def is_wanted(path: Path) -> bool:
    """Tell whether others are built with a file: not with manuals, programs, or libtool's files."""
    if path.suffix == LIBTOOL or any(map(path.is_relative_to, LEFT_OUT)):
        return False
    return path.parts[0] not in PROGRAMS or path.name.endswith("-config")


def relocate(file: Path, place: Path, prefix: Path, log: BuildLog) -> None:
    """Let a text file say where it lies instead of where it was installed."""
    data = file.read_bytes()
    if str(prefix).encode() not in data:
        return
    if place.suffix == ".pc":
        up = "/".join([".."] * len(place.parent.parts))
        text = re.sub(r"(?m)^prefix\s*=.*$", f"prefix=${{pcfiledir}}/{up}", data.decode(), count=1)
        file.write_text(text.replace(str(prefix), "${prefix}"), encoding="utf-8")
    elif data.startswith(b"#!/bin/sh"):
        up = "/".join([".."] * len(place.parent.parts))
        file.write_text(data.decode().replace(str(prefix), f'$(cd "$(dirname "$0")/{up}" && pwd)'), encoding="utf-8")
    else:
        log.warn(f"{log.package}: warning: {place} names the folder that it was built in, {prefix}")


def check_installed(found: bool, name: str) -> None:
    """Refuse a static library without files.

    Raises:
        RecipeError: the scripts have installed nothing.
    """
    if not found:
        raise RecipeError(
            f"{name}: build/script has installed nothing. What others are to link goes into $WASM_LIBRARY_DIR: "
            "configure with --prefix=$WASM_LIBRARY_DIR."
        )
