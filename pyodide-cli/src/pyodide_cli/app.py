"""The root of the `pyodide` command."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from pyodide_cli.entry_points import Commands
from pyodide_cli.errors import PluginError, expected_exit_code
from pyodide_cli.help_groups import write_commands

INTERRUPTED = 130  # what a shell reports for a process that SIGINT ended


class Root(TyperGroup):
    """A group that imports a subcommand when it is needed."""

    commands: Any

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.rich_markup_mode = None  # plain help needs no import of rich

    def list_commands(self, ctx: Any) -> list[str]:
        """Name all commands without loading one."""
        return list(self.commands)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command; while the shell completes, one that fails does not exist."""
        try:
            return self.commands.get(cmd_name)
        except PluginError:
            if not ctx.resilient_parsing:
                raise
            return None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Group the commands by distribution."""
        write_commands(self.commands, formatter)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; interrupts and errors meant for the user leave no traceback."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            raise typer.Exit(INTERRUPTED) from interrupt
        except Exception as error:
            code = expected_exit_code(error)
            if code is None:
                raise
            typer.echo(f"Error: {error}", err=True)
            raise typer.Exit(code) from error


def create_command(commands: Commands) -> Any:
    """Make the root command over the given subcommands."""

    def show_versions(requested: bool) -> None:
        if requested:
            typer.echo("\n".join(version_lines(commands)))
            raise typer.Exit

    app = typer.Typer(cls=Root, context_settings={"help_option_names": ["-h", "--help"]})

    @app.callback(invoke_without_command=True)
    def pyodide(
        context: typer.Context,
        version: bool = typer.Option(
            False,
            "--version",
            callback=show_versions,
            is_eager=True,
            help="Show the versions of this command and of its plugins.",
        ),
    ) -> None:
        """Python for the browser and Node.js: run it, build packages for it, distribute them.

        Installed distributions add the commands below.
        """
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    root: Any = get_command(app)
    root.commands = commands
    return root


def version_lines(commands: Commands) -> list[str]:
    """Name this distribution, then each that registers a command, with its version."""
    plugins = {each.distribution for each in commands.registrations.values()} - {"pyodide-cli"}
    return [f"{name} {_version(name)}" for name in ["pyodide-cli", *sorted(plugins)]]


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "(version unknown)"
