"""Tell whether a file is a wheel, whatever its name is."""

import zipfile
from email.parser import Parser
from pathlib import Path, PurePosixPath

from packaging.tags import parse_tag

from pyodide_build.wheel.tags import joined


def wheel_name(file: Path) -> str | None:
    """Return the name that a wheel's content gives it; None for what is no wheel."""
    if not zipfile.is_zipfile(file):
        return None
    with zipfile.ZipFile(file) as archive:
        found = [name for name in archive.namelist() if PurePosixPath(name).match("*.dist-info/WHEEL")]
        about = [name for name in found if name.count("/") == 1]
        if len(about) != 1:
            return None
        headers = Parser().parsestr(archive.read(about[0]).decode())
    tags = [tag for text in headers.get_all("Tag", []) for tag in parse_tag(text)]
    build = [number] if (number := headers.get("Build")) else []
    parts = [joined(getattr(tag, part) for tag in tags) for part in ("interpreter", "abi", "platform")]
    return "-".join([about[0].partition(".dist-info/")[0], *build, *parts]) + ".whl"
