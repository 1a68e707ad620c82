"""Install wheels: checked whole before anything is written, and all of a set or nothing.

This runs in the page for `loadPackage` and micropip, so it imports as little of the standard library as it can: the
first package is loaded while somebody waits.
"""

from pyodide._install.errors import (
    ArchiveError,
    IncompatibleWheelError,
    InstallError,
    MislabelledWheelError,
    UnsafeArchiveError,
)
from pyodide._install.installed import uninstall_distribution
from pyodide._install.staged import InstalledWheel, StagedWheel
from pyodide._install.transaction import Change, commit_all, install_all
from pyodide._install.wheel import stage_wheel

__all__ = [
    "ArchiveError",
    "Change",
    "IncompatibleWheelError",
    "InstallError",
    "InstalledWheel",
    "MislabelledWheelError",
    "StagedWheel",
    "UnsafeArchiveError",
    "commit_all",
    "install_all",
    "stage_wheel",
    "uninstall_distribution",
]
