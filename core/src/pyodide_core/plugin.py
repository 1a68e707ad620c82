"""The subcommands of `pyodide` that this distribution registers."""

from pathlib import Path
from typing import Any, Optional

import typer
from typer.core import TyperCommand


class PythonCommandLine(TyperCommand):
    """Leave all arguments to python, but a first `--help`."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Say what python accepts."""
        return ["[PYTHON OPTIONS] [FILE | -c CODE | -m MODULE | -] [ARGS]..."]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read nothing into options."""
        if args[:1] == ["--help"] and not ctx.resilient_parsing:
            typer.echo(ctx.get_help())
            raise typer.Exit
        ctx.args = list(args)
        return args


def run(context: typer.Context) -> None:
    """Run Python in WebAssembly under Node.js.

    Takes what python's own command line takes: a file, -c CODE, -m MODULE, a
    program on standard input, or nothing for an interactive session. Files of
    this machine are there under their own paths.
    """
    from pyodide_core.run import replace_process

    replace_process(context.args)


run.typer_kwargs = {"cls": PythonCommandLine}  # type: ignore[attr-defined]


def serve(
    directory: Optional[Path] = typer.Argument(  # noqa: B008, UP045 - typer before 0.9 knows no other way
        None, metavar="DIR", help="What to serve; the built runtime if not given."
    ),
    port: Optional[int] = typer.Option(  # noqa: UP045
        None, "--port", "-p", min=0, max=65535, help="0 takes any; else the first free from 8000."
    ),
    bind: str = typer.Option("127.0.0.1", "--bind", "-b", help="Address to listen at."),
    verbose: Optional[bool] = typer.Option(  # noqa: UP045
        False, "--verbose", "-v", help="Report each request."
    ),
) -> None:
    """Serve a distribution to browsers on this machine.

    With the MIME types and the isolation headers that the runtime needs, and
    without stale answers after a rebuild. The address is on the first line.
    """
    from pyodide_core.artefacts import find_dist
    from pyodide_core.serve import serve_until_interrupted

    serve_until_interrupted(directory or find_dist(), bind, port, verbose=bool(verbose))
