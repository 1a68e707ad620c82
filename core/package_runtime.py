"""Put the built runtime into the wheel (a build hook of hatchling)."""

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Packages are loaded one by one from where the distribution is published.
NOT_PACKAGED = {".whl", ".tar", ".map"}


class PackageRuntime(BuildHookInterface):  # type: ignore[type-arg]
    """Copy what `make` left in `dist/`; an editable install uses it in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files, or refuse to make a wheel that cannot run."""
        if version == "editable":
            return
        dist = Path(os.environ.get("PYODIDE_DIST_DIR") or Path(self.root).parent / "dist")
        if not (dist / "pyodide.mjs").is_file():
            raise SystemExit(f"There is no built runtime in {dist}. Run `make` first.")
        for file in sorted(dist.iterdir()):
            if file.is_file() and file.suffix not in NOT_PACKAGED:
                build_data["force_include"][str(file)] = f"pyodide_core/dist/{file.name}"
