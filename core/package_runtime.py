"""Put the built runtime into the wheel and the sdist (a build hook of hatchling)."""

import json
import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Packages are loaded one by one from where the distribution is published.
NOT_PACKAGED = {".whl", ".metadata", ".zip", ".tar", ".bz2", ".map"}
# But the standard library is expected to be there, as far as one program in a hundred needs it.
PACKAGED = {"python_stdlib.zip", "python_stdlib_sources.zip"}
STDLIB_PACKAGES = "cpython_module"
TESTS = "test"


class PackageRuntime(BuildHookInterface):  # type: ignore[type-arg]
    """Copy what `make` left in `dist/`; an editable install uses it in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files, or refuse to make what cannot run."""
        if version == "editable":
            return
        root = Path(self.root)
        # An sdist has the runtime with it: nobody who installs from one has to build an interpreter.
        dist = root / "dist" if (root / "PKG-INFO").is_file() else built_runtime(root)
        if not (dist / "pyodide.mjs").is_file():
            raise SystemExit(f"There is no built runtime in {dist}. Run `make` first.")
        target = "dist" if self.target_name == "sdist" else "pyodide_core/dist"
        packaged = PACKAGED | set(stdlib_packages(dist))
        for file in sorted(dist.iterdir()):
            if file.is_file() and (file.suffix not in NOT_PACKAGED or file.name in packaged):
                build_data["force_include"][str(file)] = f"{target}/{file.name}"


def built_runtime(root: Path) -> Path:
    """Return where `make` leaves the runtime, or where else it is said to be."""
    return Path(os.environ.get("PYODIDE_DIST_DIR") or root.parent / "dist")


def stdlib_packages(dist: Path) -> list[str]:
    """Return the names of the wheels with parts of the standard library."""
    packages = json.loads((dist / "pyodide-lock.json").read_text())["packages"]
    return [
        package["file_name"]
        for name, package in packages.items()
        if package["package_type"] == STDLIB_PACKAGES and name != TESTS
    ]
