"""Change notes: one file per change, whose name says for which distribution and of what kind."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from release_tool.errors import ReleaseError

FOLDER = "changelog.d"
# The number of a version that a change of a kind raises, beginning with 0.
LEVELS = {"breaking": 0, "feature": 1, "deprecation": 1, "bugfix": 2, "doc": 2, "misc": 2}


@dataclass(frozen=True)
class Fragment:
    """One of them.

    Args:
        path: The file, relative to the checkout.
        kind: What kind of change it tells of.
    """

    path: Path
    kind: str


def read_fragments(root: Path, distribution: str) -> list[Fragment]:
    """Return the notes for the next version of a distribution.

    Raises:
        ReleaseError: one has no text, or a name that does not say what it is.
    """
    folder = root / FOLDER / distribution
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return [_fragment(root, path) for path in paths if not path.name.startswith(".")]


def _fragment(root: Path, path: Path) -> Fragment:
    relative = path.relative_to(root)
    parts = path.name.split(".")
    if len(parts) not in (3, 4) or parts[-1] != "md" or parts[1] not in LEVELS:
        raise ReleaseError(
            f"{relative} is not named as a change note: NUMBER.KIND.md or +NAME.KIND.md, with one of the kinds "
            f"{', '.join(LEVELS)}"
        )
    if not path.read_text(encoding="utf-8").strip():
        raise ReleaseError(f"{relative} is empty. Say in a sentence what is different for users.")
    return Fragment(relative, parts[1])


def towncrier_settings(root: Path) -> dict[str, object]:
    """Return how change notes are written, which the workspace's pyproject.toml says."""
    settings: dict[str, object] = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["towncrier"]
    return settings
