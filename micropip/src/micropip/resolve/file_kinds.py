"""Describes files that do not run here by what they are for."""

from collections.abc import Iterable

from micropip.index.page import ProjectFile
from micropip.wheel.releases import Releases

SYSTEMS = {
    "android": "Android",
    "ios": "iOS",
    "linux": "Linux",
    "macosx": "macOS",
    "manylinux": "Linux",
    "manylinux1": "Linux",
    "manylinux2010": "Linux",
    "manylinux2014": "Linux",
    "musllinux": "Linux",
    "win": "Windows",
    "win32": "Windows",
}


def describe_files(releases: Releases, files: Iterable[ProjectFile]) -> list[str]:
    """Return a line for each kind of file, saying why it does not do."""
    lines: dict[str, None] = {}
    systems: set[str] = set()
    for file in files:
        if file.requires_python and not releases.runs_on_this_python(file.requires_python):
            lines[f"what needs Python {file.requires_python}, and this is {releases.python}"] = None
        elif not file.filename.endswith(".whl"):
            lines["a source archive, and nothing is built here"] = None
        else:
            interpreter, abi, platform = file.filename.removesuffix(".whl").rsplit("-", 3)[1:]
            known = {SYSTEMS[system] for part in platform.split(".") if (system := part.partition("_")[0]) in SYSTEMS}
            systems |= known
            if not known:
                abi = interpreter if abi in {"none", "abi3"} else abi
                lines[f"a wheel for {platform} and {abi}"] = None
    if systems:
        lines[f"wheels for {', '.join(sorted(systems))}"] = None
    return sorted(lines)
