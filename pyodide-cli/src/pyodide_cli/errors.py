"""What the command reports in one line instead of a traceback."""

import sys


class CliError(Exception):
    """Stop the command with one line on stderr and an exit code.

    Plugins that do not want to depend on this distribution get the same from
    any exception that has an integer attribute `cli_exit_code`.
    """

    cli_exit_code = 1


class PluginError(CliError):
    """Say which plugin of which distribution does not work, and why."""

    def __init__(self, plugin: str, distribution: str, cause: BaseException | str) -> None:
        reason = cause if isinstance(cause, str) else f"{type(cause).__name__}: {cause}"
        super().__init__(" ".join(f"{plugin} of {distribution}: {reason}".split()))


class UnsupportedCommandError(TypeError):
    """Say that a plugin registered something that cannot become a command."""

    def __init__(self, found: object) -> None:
        super().__init__(f"expected a Typer app, a click command or a function, got {found!r}")


def expected_exit_code(error: BaseException) -> int | None:
    """Return the exit code of an error meant for the user, None for a bug."""
    code = getattr(error, "cli_exit_code", None)
    return code if isinstance(code, int) else None


def warn(error: PluginError) -> None:
    """Name a plugin that does not work and go on."""
    print(f"pyodide: warning: skipped {error}", file=sys.stderr)
