#!/usr/bin/env python3
"""Write the archives of a release into `dist/`, out of the distribution that lies there."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
sys.path.insert(0, str(HERE / "cpython"))

from runtime_build.plan import read_version  # noqa: E402 - found through the line above
from runtime_build.release_archives import write_archives  # noqa: E402


def main() -> None:
    """Take what starting needs from package.json, and packages from the lock file."""
    dist = CHECKOUT / "dist"
    core = json.loads((dist / "package.json").read_text())["files"]
    packages = json.loads((dist / "pyodide-lock.json").read_text())["packages"].values()
    files = {package["file_name"] for package in packages}
    write_archives(dist, read_version(CHECKOUT), core, files, CHECKOUT / "build/archives.json")


if __name__ == "__main__":
    main()
