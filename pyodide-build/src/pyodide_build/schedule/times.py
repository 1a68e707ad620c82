"""How long recipes took to build: kept, so that the next build can begin with the long ones."""

import json
from collections.abc import Mapping
from pathlib import Path

from pyodide_build.schedule.store import exclusive, write_whole

FILE = "build-times.json"


def read_times(folder: Path) -> dict[str, float]:
    """Return the seconds that recipes took, nothing if nobody has written them down."""
    try:
        found: dict[str, float] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def add_times(folder: Path, seconds: Mapping[str, float]) -> None:
    """Write down what was measured, beside what is there."""
    if not seconds:
        return
    with exclusive(folder / "locks" / FILE):
        write_whole(folder / FILE, read_times(folder) | {name: round(each, 1) for name, each in seconds.items()})
