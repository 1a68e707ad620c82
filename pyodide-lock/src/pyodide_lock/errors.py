"""What is wrong with a lock file or a wheel, said so that one can mend it."""

from collections.abc import Iterable
from pathlib import Path

SHOWN = 20


class LockfileError(ValueError):
    """Base of what this distribution raises; the `pyodide` command shows it in one line without a traceback."""

    cli_exit_code = 1


class SpecValidationError(LockfileError):
    """Say which keys of which file are wrong, and what was expected there.

    Attributes:
        origin: The file, or what else the data came from.
        problems: One entry `key: what is wrong` for each.
    """

    def __init__(self, origin: str, problems: Iterable[str]) -> None:
        self.origin = origin
        self.problems = tuple(problems)
        super().__init__(f"{origin} is not valid:{listed(self.problems)}")


class WheelError(LockfileError):
    """Say which wheel cannot go into a lock file, and why."""

    def __init__(self, wheel: Path, reason: str) -> None:
        self.wheel = wheel
        self.reason = reason
        super().__init__(f"{wheel}: {reason}")


class IncompatibleWheelError(WheelError):
    """Say that a wheel is for another Python, ABI or platform than the lock file."""


class AddWheelsError(LockfileError):
    """Say all that keeps wheels from being added.

    Attributes:
        problems: A sentence for each.
    """

    def __init__(self, heading: str, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{heading}:{listed(self.problems)}")


class UnmetDependenciesError(AddWheelsError):
    """Say what the added wheels need that neither they nor the lock file provide, and who asked for it."""


def listed(problems: tuple[str, ...]) -> str:
    """Return problems on a line each, the first ones if there are very many."""
    lines = list(problems[:SHOWN])
    if len(problems) > SHOWN:
        lines.append(f"... and {len(problems) - SHOWN} more")
    return "".join(f"\n  - {line}" for line in lines)
