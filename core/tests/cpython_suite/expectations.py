"""What is expected of CPython's tests: expectations.toml.

A pattern is that of fnmatch, and names a module (`test_fork1`) or tests in it (`test_os.PidTests.*`).
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

# What whole modules are skipped for by CPython.
LIFTED = frozenset({"loops", "sockets", "subprocesses"})
DATA = Path(__file__).with_name("expectations.toml")


class ExpectationError(Exception):
    """The file says what it must not."""


@dataclass(frozen=True)
class Expectations:
    """Patterns, each with the reason."""

    skip: dict[str, str]
    fail: dict[str, str]
    lift: dict[str, str] = field(default_factory=dict)

    def reason_to_skip(self, module: str) -> str | None:
        """Return why a module is not run at all; None if it is."""
        return next((why for pattern, why in self.skip.items() if fnmatchcase(module, pattern)), None)

    def lifted_for(self, module: str) -> str | None:
        """Return what CPython is to be told that there is: one of LIFTED; None for most modules."""
        return next((what for pattern, what in self.lift.items() if fnmatchcase(module, pattern)), None)

    def skipped_in(self, module: str) -> list[str]:
        """Return the patterns of the tests in a module that are not to be started."""
        return [pattern for pattern in self.skip if pattern.startswith(f"{module}.")]

    def failing_in(self, module: str) -> list[str]:
        """Return the patterns of the tests in a module that fail, the module itself among them."""
        return [pattern for pattern in self.fail if pattern == module or pattern.startswith(f"{module}.")]


def read_expectations(path: Path = DATA) -> Expectations:
    """Read the file.

    Raises:
        ExpectationError: a table or a reason is not known, or a pattern stands there twice.
    """
    data = tomllib.loads(path.read_text())
    if unknown := data.keys() - {"reasons", "lift", "skip", "fail"}:
        raise ExpectationError(f"{path}: [{min(unknown)}] is no table of this file: write reasons, lift, skip or fail")
    reasons = data.get("reasons", {})
    skip, fail = (
        {each: _reason(why, reasons, path) for each, why in data.get(it, {}).items()} for it in ("skip", "fail")
    )
    lift = data.get("lift", {})
    if unknown := set(lift.values()) - LIFTED:
        raise ExpectationError(f"{path}: nobody can lift {min(unknown)!r}: write {' or '.join(sorted(LIFTED))}")
    if twice := skip.keys() & fail.keys():
        raise ExpectationError(f"{path}: {min(twice)} is both in [skip] and in [fail]")
    return Expectations(skip, fail, lift)


def _reason(why: str, reasons: dict[str, str], path: Path) -> str:
    """Look a word up; what is more than a word is a reason itself."""
    if " " in why:
        return why
    if why not in reasons:
        raise ExpectationError(f"{path}: {why!r} is not in [reasons]: give the reason there, or in its place")
    return reasons[why]


def without_match(patterns: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return the patterns that match none of the names."""
    names = list(names)
    return [pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in names)]
