"""Commands of the click distribution below a root that is made by typer's own click."""

from typing import Any

import click
import typer
from click.shell_completion import ShellComplete
from typer.core import TyperCommand


class ClickCommand(TyperCommand):
    """Hand the arguments over unread, and bring outcomes back in typer's terms."""

    def __init__(self, name: str, command: click.Command) -> None:
        super().__init__(name, hidden=command.hidden, add_help_option=False)
        self.registered = command

    def get_short_help_str(self, limit: int = 45) -> str:
        """Say what the click command says."""
        return self.registered.get_short_help_str(limit)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Leave all arguments, options too, to the click command."""
        ctx.args = list(args)
        return args

    def invoke(self, ctx: Any) -> Any:
        """Run the click command; end as it would end by itself."""
        settings = {"help_option_names": ctx.help_option_names, **self.registered.context_settings}
        try:
            with self.registered.make_context(ctx.command_path, ctx.args, **settings) as inner:
                return self.registered.invoke(inner)
        except click.exceptions.Exit as exit_request:
            raise typer.Exit(exit_request.exit_code) from exit_request
        except click.Abort as abort:
            raise typer.Abort from abort
        except click.ClickException as error:
            error.show()
            raise typer.Exit(error.exit_code) from error

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Offer what the click command offers."""
        completion = ShellComplete(self.registered, {}, ctx.command_path, "")
        return completion.get_completions(list(ctx.args), incomplete)
