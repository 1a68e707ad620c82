"""Run uv, which resolves requirements for a target that this machine is not."""

import logging
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyodide_lock.errors import LockfileError
from pyodide_lock.model import InfoSpec

log = logging.getLogger(__name__)


class UvNotFoundError(LockfileError):
    """Say that uv is not installed."""


class UvError(LockfileError):
    """Say what uv says."""


def find_uv() -> Path:
    """Return the program of the distribution uv, else the one on PATH."""
    try:
        from uv import find_uv_bin

        return Path(find_uv_bin())
    except (ImportError, FileNotFoundError):
        found = shutil.which("uv")
    if found is None:
        raise UvNotFoundError('uv is not installed: pip install "pyodide-lock[uv]"')
    return Path(found)


def python_platform(uv: Path, info: InfoSpec) -> str:
    """Return uv's name for the target, which has the year of the ABI in it, or the last one that this uv knows."""
    if not info.abi_version:
        raise LockfileError("the lock file has no info.abi_version: say which python_platform of uv it is for")
    wanted = f"{info.arch}-pyodide{info.abi_version.partition('_')[0]}"
    said = subprocess.run([uv, "pip", "compile", "--help"], capture_output=True, text=True).stdout
    known = sorted(re.findall(rf"\b{info.arch}-pyodide\d+\b", said))
    if wanted in known or not known:
        return wanted
    log.warning("this uv does not know %s and resolves for %s; a newer one may", wanted, known[-1])
    return str(known[-1])


def compile_requirements(
    uv: Path,
    work: Path,
    *,
    requirements: Iterable[str],
    constraints: Iterable[str],
    excludes: Iterable[str],
    python_version: str,
    platform: str,
    arguments: Iterable[str] = (),
    verbose: bool = False,
) -> dict[str, Any]:
    """Resolve, and return the content of the `pylock.toml` (PEP 751) that uv writes; no project is built for it.

    Args:
        uv: The program.
        work: Where to put its files.
        requirements: Lines of a requirements file.
        constraints: Lines of a constraints file.
        excludes: Names that nobody gets.
        python_version: The target's Python.
        platform: The target, as uv calls it.
        arguments: More arguments.
        verbose: Log what it says.
    """
    given = {"requirements.in": requirements, "constraints.txt": constraints, "excludes.txt": excludes}
    for name, lines in given.items():
        (work / name).write_text("".join(f"{_absolute(each)}\n" for each in lines), encoding="utf-8")
    output = work / "pylock.toml"
    output.unlink(missing_ok=True)  # uv would prefer the versions that it finds there
    command: list[str | Path] = [uv, "pip", "compile", work / "requirements.in", "--output-file", output]
    command += ["--constraints", work / "constraints.txt"]
    command += ["--excludes", work / "excludes.txt"] if (work / "excludes.txt").stat().st_size else []
    command += ["--format", "pylock.toml", "--no-build", "--no-header", "--color", "never"]
    command += ["--python-version", python_version, "--python-platform", platform]
    # No wheel is built, so any interpreter does; uv would look for one of the target's version.
    command += ["--python", sys.executable, "--no-python-downloads", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if verbose:
        log.warning("%s", done.stderr)
    if done.returncode:
        raise UvError(f"uv found no packages that go together:\n{_explanation(done.stderr)}")
    return tomllib.loads(output.read_text(encoding="utf-8"))


def _explanation(said: str) -> str:
    """Return what uv says is wrong, without the warnings before it."""
    return (said[said.find("error:") :] if "error:" in said else said).strip()


def _absolute(line: str) -> str:
    """Spell the path of another file in full: it is meant from here, and uv reads this from somewhere else."""
    option = re.fullmatch(r"(-r|-c|--requirements?|--constraints?)[ =]*(?P<path>\S.*)", line.strip())
    if not option or "://" in option["path"]:
        return line
    return f"{option[1]} {Path(option['path']).resolve()}"
