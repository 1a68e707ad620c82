"""Show the change notes that wait for a release."""

import tomllib
from pathlib import Path

SETTINGS = Path(__file__).parents[2] / "pyproject.toml"


def unreleased_changes(folder: Path) -> str:
    """Return the notes in a folder as lists, by their types in the order of towncrier's settings."""
    types = tomllib.loads(SETTINGS.read_text())["tool"]["towncrier"]["type"]
    parts = []
    for kind in types:
        notes = sorted(folder.glob(f"*.{kind['directory']}.md"))
        if notes:
            listed = "".join(f"- {' '.join(note.read_text().split())}\n" for note in notes)
            parts.append(f"**{kind['name']}**\n\n{listed}")
    return "\n".join(parts) or "Nothing yet.\n"
