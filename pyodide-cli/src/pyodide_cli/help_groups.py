"""List the commands under the distributions that registered them."""

from itertools import groupby
from typing import Any

import typer

from pyodide_cli.entry_points import Commands
from pyodide_cli.errors import PluginError, warn

MARGIN = 6  # columns that the list of commands keeps free, as click does


def write_commands(commands: Commands, formatter: Any) -> None:
    """Write a section per distribution; commands that do not work are named on stderr."""
    for error in commands.rejected:
        warn(error)
    working = {name: command for name in commands if (command := _load(commands, name))}
    limit = formatter.width - MARGIN - max(map(len, working), default=0)
    owners = {name: commands.registrations[name].distribution for name in working}
    by_owner = sorted(working, key=lambda name: (owners[name].lower(), name))
    for distribution, names in groupby(by_owner, key=owners.__getitem__):
        rows = [(name, working[name].get_short_help_str(limit)) for name in names]
        formatter.write_paragraph()
        formatter.write_text(typer.style(f"Registered by: {distribution}", bold=True))
        formatter.indent()
        formatter.write_dl(rows)
        formatter.dedent()


def _load(commands: Commands, name: str) -> Any | None:
    try:
        command = commands[name]
    except PluginError as error:
        warn(error)
        return None
    return None if command.hidden else command
