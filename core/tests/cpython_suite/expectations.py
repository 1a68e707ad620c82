"""What is expected of CPython's tests: expectations.toml.

A pattern is that of fnmatch, and names a module (`test_fork1`) or tests in it (`test_os.PidTests.*`).
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

DATA = Path(__file__).with_name("expectations.toml")


class ExpectationError(Exception):
    """The file says what it must not."""


@dataclass(frozen=True)
class Expectations:
    """Patterns, each with the reason."""

    skip: dict[str, str]
    fail: dict[str, str]

    def reason_to_skip(self, module: str) -> str | None:
        """Return why a module is not run at all; None if it is."""
        return next((why for pattern, why in self.skip.items() if fnmatchcase(module, pattern)), None)

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
    if unknown := data.keys() - {"reasons", "skip", "fail"}:
        raise ExpectationError(f"{path}: [{min(unknown)}] is no table of this file: write reasons, skip or fail")
    reasons = data.get("reasons", {})
    skip, fail = (
        {each: _reason(why, reasons, path) for each, why in data.get(it, {}).items()} for it in ("skip", "fail")
    )
    if twice := skip.keys() & fail.keys():
        raise ExpectationError(f"{path}: {min(twice)} is both in [skip] and in [fail]")
    return Expectations(skip, fail)


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
