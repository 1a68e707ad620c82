"""What the user adds to the commands that compile and link the runtime."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from interpreter_build.errors import BuildError


@dataclass(frozen=True)
class ExtraFlags:
    """Flags for the compiler, and for the link of the main module."""

    compile: tuple[str, ...] = ()
    link: tuple[str, ...] = ()

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Read EXTRA_CFLAGS and EXTRA_LDFLAGS.

        Raises:
            BuildError: one of them cannot be split into words.
        """
        return cls(split(environment, "EXTRA_CFLAGS"), split(environment, "EXTRA_LDFLAGS"))


def split(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return a variable's words."""
    try:
        return tuple(shlex.split(environment.get(name, "")))
    except ValueError as error:
        raise BuildError(f"{name} cannot be split into words: {error}") from error
