"""What an installation will change, decided before anything is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from micropip._vendor.packaging.utils import NormalizedName
from micropip.candidate import Candidate, Installed, Locked, Wheel
from micropip.requirement import Need
from micropip.resolve.sources import Sources


@dataclass(frozen=True)
class WheelStep:
    """A wheel to install.

    Attributes:
        requested: Whether the user asked for it, not only another package.
        requires: The names of the packages that it needs.
    """

    candidate: Candidate
    wheel: Wheel
    requested: bool
    requires: tuple[NormalizedName, ...]


@dataclass(frozen=True)
class Plan:
    """The changes.

    Attributes:
        wheels: What to download and install.
        locked: What to load from the lock file.
        kept: What is there already.
    """

    wheels: tuple[WheelStep, ...]
    locked: tuple[Candidate, ...]
    kept: tuple[Candidate, ...]

    def __str__(self) -> str:
        return ", ".join(f"{candidate.name}-{candidate.version}" for candidate in self.changes)

    @property
    def changes(self) -> list[Candidate]:
        """What will be new."""
        return sorted([*(step.candidate for step in self.wheels), *self.locked], key=lambda candidate: candidate.name)


def make_plan(chosen: Mapping[NormalizedName, Candidate], needs: Sequence[Need], sources: Sources) -> Plan:
    """Sort what was chosen by what is to be done about it.

    Args:
        chosen: A candidate for each project.
        needs: What the user asked for.
        sources: Knows what each wheel needs.
    """
    requested = {need.name for need in needs}
    wheels, locked, kept = [], [], []
    for name in sorted(chosen):
        candidate = chosen[name]
        match candidate.origin:
            case Wheel() as wheel:
                requires = {need.name for need in sources.dependencies(candidate)} - {name}
                wheels.append(WheelStep(candidate, wheel, name in requested, tuple(sorted(requires))))
            case Locked(is_loaded=False):
                locked.append(candidate)
            case Installed() | Locked():
                kept.append(candidate)
    return Plan(tuple(wheels), tuple(locked), tuple(kept))
