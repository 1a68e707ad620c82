"""The subcommands of `pyodide` that this distribution registers.

They are click's: every version of the command takes those, whether it has typer or not.
"""

from pathlib import Path
from typing import Any

import click

from pyodide_lock.errors import LockfileError

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


class Lockfile(click.Group):
    """A group whose commands show what is wrong without a traceback, whichever program they belong to."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except LockfileError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Lockfile)
def lockfile() -> None:
    """Look into and change pyodide-lock.json, the list of packages that a distribution loads."""


@lockfile.command("add-wheels")
@click.argument("wheels", nargs=-1, required=True, type=FILE)
@click.option(
    "--ignore-missing-dependencies/--no-ignore-missing-dependencies",
    default=False,
    show_default=True,
    help="Write the lock file although something is missing or in a version that does not suit, and warn of it. "
    "Such a package fails to load until somebody provides the rest.",
)
@click.option(
    "--input",
    type=FILE,
    default="pyodide-lock.json",
    show_default=True,
    metavar="FILE",
    help="The lock file to start from.",
)
@click.option(
    "--output",
    type=FILE,
    default="pyodide-lock-new.json",
    show_default=True,
    metavar="FILE",
    help="The lock file to write; it may be the same.",
)
@click.option(
    "--base-path",
    type=FOLDER,
    show_default="where the first wheel is",
    metavar="DIR",
    help="The folder that the wheels' names in the lock file start from.",
)
@click.option(
    "--wheel-url",
    default="",
    metavar="URL",
    help="The address where that folder will be served. If not given, the wheels have to be put beside the "
    "distribution's own packages.",
)
def add_wheels(
    wheels: tuple[Path, ...],
    ignore_missing_dependencies: bool,
    input: Path,
    output: Path,
    base_path: Path | None,
    wheel_url: str,
) -> None:
    """Add wheels to a lock file, so that their packages load like the distribution's own.

    What the wheels need has to be in the lock file or among the wheels; markers and extras are evaluated for
    the Python and the platform that the lock file is for. A package of the same name is replaced. If something
    is wrong, all of it is listed and nothing is written.

    For example, for wheels that will be served from https://example.org/wheels:

    \b
      pyodide lockfile add-wheels wheels/*.whl --wheel-url https://example.org/wheels

    \b
    Then load it:
      loadPyodide({ lockFileURL: "https://example.org/pyodide-lock-new.json" })
    """  # noqa: D301 - the control character keeps click from filling the lines
    from pyodide_lock.commands import add_wheels_command

    add_wheels_command(list(wheels), input, output, base_path, wheel_url, ignore_missing_dependencies)


@lockfile.command()
@click.argument("file", type=FILE, default="pyodide-lock.json")
@click.option("--files", type=FOLDER, metavar="DIR", help="Where its files are: compare their hashes with its own.")
def check(file: Path, files: Path | None) -> None:
    """Find what would only fail in the page: wrong keys, names that differ, missing dependencies, other files.

    Looks into pyodide-lock.json if no FILE is given.
    """
    from pyodide_lock.commands import check_command

    check_command(file, files)


@lockfile.command()
@click.option("--index", is_flag=True, help="The schema of pyodide-index.json, the file beside it.")
def schema(index: bool) -> None:
    """Print the JSON schema of lock files, for editors and for other languages."""
    from pyodide_lock.commands import schema_command

    schema_command(index=index)
