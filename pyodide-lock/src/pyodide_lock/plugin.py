"""The subcommands of `pyodide` that this distribution registers."""

from pathlib import Path
from typing import Any, Optional

import typer
from typer.core import TyperCommand, TyperGroup


class PlainGroup(TyperGroup):
    """A group whose help needs no import of rich, like that of `pyodide` itself."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.rich_markup_mode = None


class PlainCommand(TyperCommand):
    """A command whose help needs no import of rich."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.rich_markup_mode = None


lockfile = typer.Typer(
    cls=PlainGroup,
    no_args_is_help=True,
    help="Look into and change pyodide-lock.json, the list of packages that a distribution loads.",
)


@lockfile.command("add-wheels", cls=PlainCommand)
def add_wheels(
    wheels: list[Path] = typer.Argument(  # noqa: B008 - typer before 0.9 knows no other way
        ..., metavar="WHEELS", help="Wheels to add."
    ),
    ignore_missing_dependencies: bool = typer.Option(
        False,
        "--ignore-missing-dependencies/--no-ignore-missing-dependencies",
        help="Write the lock file although something is missing or in a version that does not suit, "
        "and warn of it. Such a package fails to load until somebody provides the rest.",
    ),
    input: Path = typer.Option(  # noqa: B008
        "pyodide-lock.json", "--input", metavar="FILE", help="The lock file to start from."
    ),
    output: Path = typer.Option(  # noqa: B008
        "pyodide-lock-new.json", "--output", metavar="FILE", help="The lock file to write; it may be the same."
    ),
    base_path: Optional[Path] = typer.Option(  # noqa: B008, UP045
        None,
        "--base-path",
        metavar="DIR",
        help="The folder that the wheels' names in the lock file start from. [default: where the first wheel is]",
    ),
    wheel_url: str = typer.Option(
        "",
        "--wheel-url",
        metavar="URL",
        help="The address where that folder will be served. If not given, the wheels have to be put beside "
        "the distribution's own packages.",
    ),
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

    add_wheels_command(wheels, input, output, base_path, wheel_url, ignore_missing_dependencies)


@lockfile.command("check", cls=PlainCommand)
def check(
    lock_file: Path = typer.Argument(  # noqa: B008
        "pyodide-lock.json", metavar="FILE", help="The lock file to check."
    ),
    files: Optional[Path] = typer.Option(  # noqa: B008, UP045
        None, "--files", metavar="DIR", help="Where its files are: compare their hashes with the lock file's."
    ),
) -> None:
    """Find what would only fail in the page: wrong keys, names that differ, missing dependencies, other files."""
    from pyodide_lock.commands import check_command

    check_command(lock_file, files)


@lockfile.command("schema", cls=PlainCommand)
def schema(
    index: bool = typer.Option(False, "--index", help="The schema of pyodide-index.json, the file beside it."),
) -> None:
    """Print the JSON schema of lock files, for editors and for other languages."""
    from pyodide_lock.commands import schema_command

    schema_command(index=index)
