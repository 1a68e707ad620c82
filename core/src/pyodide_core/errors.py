"""What stops `pyodide run` and `pyodide serve`, in a sentence for the user.

The attribute `cli_exit_code` makes the `pyodide` command print the sentence
without a traceback.
"""

from pathlib import Path

HOW_TO_GET_NODE = 'Get one with: pip install "pyodide-core[node]"'


class CommandError(Exception):
    """Base of the errors below."""

    cli_exit_code = 1


class RuntimeNotBuiltError(CommandError):
    """Say where the runtime was looked for."""

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"there is no built runtime in {directory}. Run `make` in the checkout,"
            " install a wheel of pyodide-core, or set PYODIDE_DIST_DIR."
        )


class NodeNotFoundError(CommandError):
    """Say that there is no Node.js and how to get it."""

    def __init__(self, place: str) -> None:
        super().__init__(f"found no Node.js {place}. {HOW_TO_GET_NODE}")


class NodeUnusableError(CommandError):
    """Say why the Node.js that was found will not do."""

    def __init__(self, executable: Path, fault: str) -> None:
        super().__init__(f"the Node.js at {executable} {fault}. {HOW_TO_GET_NODE}")


class AddressInUseError(CommandError):
    """Say that a server cannot have the address it was told to use."""

    def __init__(self, address: str, port: int, fault: str) -> None:
        super().__init__(f"cannot serve at {address}, port {port}: {fault}. Choose another --port; 0 takes any.")


class NotADirectoryToServeError(CommandError):
    """Say that what should be served is no directory."""

    cli_exit_code = 2

    def __init__(self, directory: Path) -> None:
        super().__init__(f"{directory} is not a directory")
