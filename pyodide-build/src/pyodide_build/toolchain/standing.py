"""Keep compilers and description files for the target, for builds that `pyodide build` does not run."""

import fcntl
import hashlib
import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

import platformdirs

import pyodide_build
from pyodide_build.compiler.build_files import write_build_files
from pyodide_build.compiler.shims import ShimSettings, write_shims
from pyodide_build.settings.model import BuildSettings

COMPLETE = ".complete"


def shim_settings(settings: BuildSettings, emscripten: Path, *cflags: str) -> ShimSettings:
    """Return what the programs that stand in for compilers need to know.

    Args:
        settings: the target and the user's flags.
        emscripten: the folder of emcc.
        cflags: more flags for compilers, which the user's may change.
    """
    target, flags = settings.target, settings.flags
    own = (*target.cflags, *cflags)
    return ShimSettings(
        emscripten=str(emscripten),
        headers=str(target.headers),
        cflags=(*own, *flags.cflags),
        cxxflags=(*own, *flags.cxxflags),
        ldflags=flags.ldflags,
        link_flags=target.ldflags,
        exports=settings.exports,
    )


def write_toolchain(folder: Path, settings: ShimSettings, build: BuildSettings) -> tuple[Path, Path]:
    """Fill a folder; return the folders in it that programs and description files are in."""
    shims, files = folder / "bin", folder / "files"
    write_shims(shims, settings)
    write_build_files(files, build.target, shims)
    return shims, files


def standing_toolchain(settings: BuildSettings, emscripten: Path) -> Path:
    """Return a folder in the user's cache with `bin` and `files`, made when it is first needed."""
    shims = shim_settings(settings, emscripten)
    key = json.dumps([asdict(shims), sys.executable, pyodide_build.version(), settings.target.model_dump(mode="json")])
    folder = (
        platformdirs.user_cache_path("pyodide-build") / "toolchains" / hashlib.sha256(key.encode()).hexdigest()[:16]
    )
    # Files in it name each other by their places: it is made where it stays, by one process.
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / COMPLETE).exists():
            shutil.rmtree(folder, ignore_errors=True)
            write_toolchain(folder, shims, settings)
            (folder / COMPLETE).touch()
    return folder
