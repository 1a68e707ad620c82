"""Change notes: one file per change, whose name says for which distribution and of what kind."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

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


def next_version(last: Version | None, written: Version, kinds: Iterable[str]) -> Version:
    """Return the version that follows from the kinds of changes (Semantic Versioning 2.0).

    Before 1.0 a breaking change raises the second number, as any other feature does: leaving 0 is a decision that
    somebody takes by writing 1.0.0.dev0. What is written is always the least that the next version can be.

    Args:
        last: The last version, None before the first.
        written: What the checkout calls itself.
        kinds: The kinds of the changes since then.
    """
    least = Version(written.base_version)
    if last is None:
        return least
    level = min((LEVELS[kind] for kind in kinds), default=2)
    level = max(level, 1) if last.major == 0 else level
    numbers = [*last.release, 0, 0, 0][:3]
    raised = [*numbers[:level], numbers[level] + 1, 0, 0][:3]
    return max(least, Version(".".join(map(str, raised))))


def following(version: Version) -> Version:
    """Return what a checkout calls itself after a release: what comes before any version that can follow."""
    return Version(f"{version.major}.{version.minor}.{version.micro + 1}.dev0")


def towncrier_settings(root: Path) -> dict[str, object]:
    """Return how change notes are written, which the workspace's pyproject.toml says."""
    settings: dict[str, object] = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["towncrier"]
    return settings
