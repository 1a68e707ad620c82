"""Put the built runtime into the wheel (a build hook of hatchling)."""

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
        """Add the files, or refuse to make a wheel that cannot run."""
        if version == "editable":
            return
        dist = Path(os.environ.get("PYODIDE_DIST_DIR") or Path(self.root).parent / "dist")
        if not (dist / "pyodide.mjs").is_file():
            raise SystemExit(f"There is no built runtime in {dist}. Run `make` first.")
        packaged = PACKAGED | set(stdlib_packages(dist))
        for file in sorted(dist.iterdir()):
            if file.is_file() and (file.suffix not in NOT_PACKAGED or file.name in packaged):
                build_data["force_include"][str(file)] = f"pyodide_core/dist/{file.name}"


def stdlib_packages(dist: Path) -> list[str]:
    """Return the names of the wheels with parts of the standard library."""
    packages = json.loads((dist / "pyodide-lock.json").read_text())["packages"]
    return [
        package["file_name"]
        for name, package in packages.items()
        if package["package_type"] == STDLIB_PACKAGES and name != TESTS
    ]
