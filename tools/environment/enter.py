"""Run a command in the build environment, making the environment on first use.

Usage: enter.py [--] COMMAND [ARGUMENT...]
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

import host
import recipe
from create import create
from errors import EnvironmentFailure
from package_list import read_packages

ENTER = Path(__file__).resolve().with_name("enter.sh")
LINK = ENTER.parents[2] / "build" / "environment"


def root_for_this_host() -> str:
    """Return the root filesystem to enter, or "" where this host is the environment already."""
    if os.environ.get("PYODIDE_BUILD_ENVIRONMENT") or host.is_environment(recipe.SUITE, read_packages()):
        return ""
    root = create()
    _link(root)
    return str(root)


def _link(root: Path) -> None:
    """Point build/environment at the root filesystem, for those who enter without this script."""
    if os.path.realpath(LINK) == str(root):
        return
    LINK.parent.mkdir(exist_ok=True)
    temporary = LINK.with_name(f"environment.{os.getpid()}")
    temporary.symlink_to(root)
    temporary.replace(LINK)


def main(arguments: list[str]) -> NoReturn:
    """Become the command."""
    if arguments[:1] == ["--"]:
        arguments = arguments[1:]
    if not arguments:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    # A terminated run must unwind, so that what is half made is removed now and not by the next run.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        root = root_for_this_host()
    except EnvironmentFailure as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
    os.execv("/bin/sh", ["sh", str(ENTER), root, *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
