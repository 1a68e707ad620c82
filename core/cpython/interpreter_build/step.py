"""Describe one step of the build as a value: what goes in, how its result is made."""

import dataclasses
import hashlib
import inspect
import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import ClassVar

from interpreter_build.pins import Pin
from interpreter_build.process import Runner


@dataclass(frozen=True)
class Workspace:
    """What a step's recipe works with besides its fields."""

    out: Path
    work: Path
    jobs: int
    run: Runner
    result: Callable[["Step"], Path]
    source: Callable[[Pin], Path]


@dataclass(frozen=True)
class Step(ABC):
    """A frozen dataclass whose fields are all that may decide its result.

    A field is plain data, a pin, or an earlier step; so what a recipe uses is in its key, and nothing else is at hand.
    """

    name: ClassVar[str]
    # Modules with a share of the recipe, whose text is in the key, too.
    shares: ClassVar[tuple[ModuleType, ...]] = ()

    @abstractmethod
    def build(self, space: Workspace) -> None:
        """Fill the folder `space.out`."""

    def needs(self) -> tuple["Step", ...]:
        """Return the earlier steps among the fields."""
        values = [getattr(self, field.name) for field in dataclasses.fields(self)]
        flat = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
        return tuple(item for item in flat if isinstance(item, Step))

    @cached_property
    def key(self) -> str:
        """Return the hash of the recipe's text and the fields, with earlier steps by their keys."""
        kinds = [kind for kind in type(self).__mro__ if issubclass(kind, Step) and kind is not Step]
        recipes: list[type | ModuleType] = [*kinds, *self.shares]
        content = {
            "recipe": [Path(inspect.getfile(recipe)).read_text() for recipe in recipes],
            "fields": {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)},
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    """Turn a field into JSON, refusing what has no value of its own, such as a path on this machine."""
    match value:
        case None | bool() | int() | str():
            return value
        case Step():
            return value.key
        case Pin():
            return value.sha256
        case tuple():
            return [_plain(item) for item in value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise TypeError(f"{value!r} cannot be part of a step's key")
