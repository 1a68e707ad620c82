"""Turn what a plugin registers into a command of the root."""

import copy
import inspect
from typing import Any

import typer
from typer.core import TyperCommand
from typer.main import get_group

from pyodide_cli.errors import UnsupportedCommandError

# Typer of today carries a click of its own, earlier ones use the click distribution.
NATIVE_COMMAND: type[Any] = TyperCommand.__bases__[0]


def to_command(name: str, registered: object, distribution: str) -> Any:
    """Make a command from a Typer app, a click command or a function."""
    command = _from_typer(name, registered)
    if command is not None:
        return credited(command, distribution)
    if _is_click_command(registered):
        from pyodide_cli.click_command import ClickCommand

        return ClickCommand(name, credited(registered, distribution))
    raise UnsupportedCommandError(registered)


def credited(command: Any, distribution: str) -> Any:
    """Return the command with the distribution that registered it in its help."""
    command = copy.copy(command)
    description = inspect.cleandoc(command.help or "").partition("\f")[0].strip()
    if not description and not command.short_help:
        command.short_help = " "  # else the list of commands would quote the credit
    command.help = f"{description}\n\nRegistered by: {distribution}".lstrip()
    return command


def _from_typer(name: str, registered: object) -> Any | None:
    if isinstance(registered, NATIVE_COMMAND):
        return registered
    holder = typer.Typer(add_completion=False)
    if isinstance(registered, typer.Typer):
        holder.add_typer(registered, name=name)
    elif inspect.isroutine(registered):
        holder.command(name, **getattr(registered, "typer_kwargs", {}))(registered)
    else:
        return None
    return get_group(holder).commands[name]


def _is_click_command(registered: object) -> bool:
    return any(
        base.__name__ in ("Command", "BaseCommand") and base.__module__ == "click.core"
        for base in type(registered).__mro__
    )
