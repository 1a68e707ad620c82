"""The hooks of the `pyodide` command, a sentence each."""

from collections.abc import Mapping
from types import ModuleType

import pluggy

hookspec = pluggy.HookspecMarker("pyodide")


@hookspec
def register_commands() -> Mapping[str, object]:
    """Return the commands to add: a Typer app, a click command or a function under each name."""
    raise NotImplementedError


@hookspec
def register_hookspecs() -> ModuleType | type:
    """Return a module or class whose hook specifications other plugins may then implement."""
    raise NotImplementedError
