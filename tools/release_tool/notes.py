"""Let towncrier write the changelog of one distribution."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from packaging.version import Version

from release_tool.fragments import FOLDER, towncrier_settings
from release_tool.process import run
from release_tool.workspace import Distribution


def draft(root: Path, distribution: Distribution, version: Version, date: str) -> str:
    """Return the section of a version, and change nothing."""
    return _towncrier(root, distribution, "--draft", f"--version={version}", f"--date={date}").strip()


def write_changelog(root: Path, distribution: Distribution, version: Version, date: str) -> None:
    """Add the section of a version to the changelog, and delete the change notes that are in it."""
    _towncrier(root, distribution, "--yes", f"--version={version}", f"--date={date}")


def _towncrier(root: Path, distribution: Distribution, *options: str) -> str:
    # Towncrier refuses to look into a folder that is not there; it may be that there is nothing to tell.
    (root / FOLDER / distribution.name).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        settings = Path(scratch, "towncrier.toml")
        settings.write_text("\n".join(_settings(root, distribution)))
        command = [sys.executable, "-m", "towncrier", "build", f"--config={settings}", f"--dir={root}", *options]
        return run(f"Writing the changelog of {distribution.name}", command, root)


def _settings(root: Path, distribution: Distribution) -> Iterator[str]:
    """Yield the workspace's settings, cut down to one distribution; JSON's scalars and lists are TOML's."""
    shared = towncrier_settings(root)
    own = {
        "directory": f"{FOLDER}/{distribution.name}",
        "filename": (distribution.folder / "CHANGELOG.md").as_posix(),
    }
    yield "[tool.towncrier]"
    tables = {name: value for name, value in {**shared, **own}.items() if name != "section"}
    yield from (f"{name} = {json.dumps(value)}" for name, value in tables.items() if name != "type")
    kinds = shared.get("type")
    for kind in kinds if isinstance(kinds, list) else []:
        yield "[[tool.towncrier.type]]"
        yield from (f"{name} = {json.dumps(value)}" for name, value in kind.items())
