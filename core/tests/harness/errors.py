"""What can go wrong in an engine."""

from typing import Any


class ThrownError(Exception):
    """JavaScript threw; for a PythonError `type` is the Python exception's."""

    def __init__(self, name: str, message: str, stack: str, type: str | None = None, cause: Any = None) -> None:
        super().__init__(f"{name}: {message}\n{stack}")
        self.name = name
        self.message = message
        self.stack = stack
        self.type = type
        self.cause = ThrownError(**cause) if cause else None


class EngineFailure(Exception):
    """The engine is of no more use; the next request starts a new one."""


class EngineTimeout(EngineFailure):
    """An evaluation took longer than its limit."""


class EngineCrash(EngineFailure):
    """The engine's process ended."""
