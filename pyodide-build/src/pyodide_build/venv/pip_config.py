"""What pip of a virtual environment is told: the platform, and where its packages are."""

import html
import json
import subprocess
from pathlib import Path

from pyodide_lock import PyodideLockSpec

from pyodide_build.settings.target import Target
from pyodide_build.venv.errors import CreationError

# Wheels only: building for the target takes its compilers, and `pyodide build`.
PIP_CONF = """\
[install]
only-binary = :all:
[download]
only-binary = :all:
[wheel]
only-binary = :all:
"""

# The variables of markers, in the words of PEP 508.
ASK_FOR_MARKERS = """
import json, os, platform, sys
print(json.dumps({
    "implementation_name": sys.implementation.name,
    "implementation_version": platform.python_version(),
    "os_name": os.name,
    "platform_machine": platform.machine(),
    "platform_python_implementation": platform.python_implementation(),
    "platform_release": platform.release(),
    "platform_system": platform.system(),
    "platform_version": platform.version(),
    "python_full_version": platform.python_version(),
    "python_version": ".".join(platform.python_version_tuple()[:2]),
    "sys_platform": sys.platform,
}))
"""


def write_pip_config(environment: Path, target: Target) -> None:
    """Configure pip for the Python of a virtual environment, which has to run already.

    Raises:
        CreationError: it does not run.
    """
    (environment / "pip.conf").write_text(PIP_CONF)
    (environment / "native/packages.html").write_text(links(target.root / "dist"), encoding="utf-8")
    described = {"platforms": target.platforms, "markers": ask_for_markers(environment)}
    (environment / "native/target.json").write_text(json.dumps(described, indent=2) + "\n")


def ask_for_markers(environment: Path) -> dict[str, str]:
    """Start the environment's Python and return what it says of itself (PEP 508)."""
    command: list[str | Path] = [environment / "bin/python", "-I", "-c", ASK_FOR_MARKERS]
    answer = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if answer.returncode:
        raise CreationError(environment, "starting its Python", answer.stderr or answer.stdout)
    markers: dict[str, str] = json.loads(answer.stdout)
    return markers


def links(dist: Path) -> str:
    """Return a page with the wheels of a distribution, as pip's --find-links takes it.

    Modules of the standard library are not among them: the environment's Python finds them by itself. Nor is what the
    lock file expects beside it and is not there.
    """
    lock = PyodideLockSpec.from_json(dist / "pyodide-lock.json")
    wheels = [
        (address, each)
        for each in lock.packages.values()
        if each.package_type == "package"
        and each.file_name.endswith(".whl")  # pip does not know the archives of older lock files
        and (address := locate(dist, each.file_name))
    ]
    entries = [
        f'<a href="{html.escape(address)}#sha256={each.sha256}">{html.escape(each.file_name.rpartition("/")[2])}</a><br>\n'
        for address, each in wheels
    ]
    return f"<!DOCTYPE html>\n<title>Packages of the distribution</title>\n{''.join(entries)}"


def locate(dist: Path, file_name: str) -> str | None:
    """Return the address of a file that a lock file names, by its address or as one beside it."""
    if "://" in file_name:
        return file_name
    path = dist / file_name
    return path.as_uri() if path.is_file() else None
