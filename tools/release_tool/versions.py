"""Which version comes next."""

from collections.abc import Iterable
from typing import Literal

from packaging.version import Version

from release_tool.errors import ReleaseError
from release_tool.fragments import LEVELS

# Alpha, beta, release candidate, as PEP 440 spells them.
type Phase = Literal["a", "b", "rc"]


def next_version(last: Version | None, written: Version, kinds: Iterable[str]) -> Version:
    """Return the version that follows from the kinds of changes (Semantic Versioning 2.0).

    Before 1.0 a breaking change raises the second number, as any other feature does: leaving 0 is a decision that
    somebody takes by writing 1.0.0.dev0. What is written is always the least that the next version can be.

    Args:
        last: The last version that is no pre-release, None before the first.
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


def pre_release(version: Version, phase: Phase, last: Version | None) -> Version:
    """Return the next pre-release of a version.

    Args:
        version: The version that it is before.
        phase: Which kind.
        last: The last version, a pre-release or not.

    Raises:
        ReleaseError: that kind is over: 1.0b1 is there, and 1.0a2 wanted.
    """
    before = last.pre if last is not None and last.base_version == version.base_version else None
    number = before[1] + 1 if before and before[0] == phase else 1
    found = Version(f"{version.base_version}{phase}{number}")
    if last is not None and found < last:
        raise ReleaseError(f"{found} would come before {last}, which is released: go on from there.")
    return found


def following(version: Version) -> Version:
    """Return what a checkout calls itself after a release: what comes before any version that can follow."""
    if version.pre is not None:
        phase, number = version.pre
        return Version(f"{version.base_version}{phase}{number + 1}.dev0")
    return Version(f"{version.major}.{version.minor}.{version.micro + 1}.dev0")
