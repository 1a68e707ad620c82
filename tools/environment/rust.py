"""Install Rust beside the build environment, whose own folders stay as they are.

Runs inside the environment, started by rust/rustc and rust/cargo.

Usage: rust.py FOLDER
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cache
from errors import EnvironmentFailure
from package_list import read_packages

LIST = Path(__file__).with_name("rust.txt")

# Documentation, and of rustc's own source all but the standard library: builds compile it for their target.
_LEFT_OUT = ("./usr/share", "./usr/src/rustc-*/compiler", "./usr/src/rustc-*/src", "./usr/src/rustc-*/tests")


def install(folder: Path) -> None:
    """Make the folder, whole or not at all; do nothing if it is there."""
    packages = read_packages(LIST)
    print(f"Installing {', '.join(packages)} (once; some 120 MB to download).", file=sys.stderr, flush=True)
    cache.make_once(folder, lambda partial, _: _unpack(packages, partial))


def _unpack(packages: list[str], folder: Path) -> None:
    downloads = folder / "downloads"
    downloads.mkdir(parents=True)
    _run("apt-get", "download", "--quiet", "--quiet", *_needed(packages), cwd=downloads)
    options = ["--no-wildcards-match-slash", *(f"--exclude={pattern}" for pattern in _LEFT_OUT)]
    for archive in sorted(downloads.glob("*.deb")):
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(archive)], stdout=subprocess.PIPE) as content:
            _run("tar", "--extract", *options, cwd=folder, stdin=content.stdout)
        if content.returncode:
            raise EnvironmentFailure(f"{archive.name} cannot be unpacked.")
        archive.unlink()
    downloads.rmdir()


def _needed(packages: list[str]) -> list[str]:
    """Return the packages, and those that they depend on and that the environment has not."""
    plan = _run("apt-get", "install", "--simulate", "--no-install-recommends", *packages)
    return sorted(line.split()[1] for line in plan.splitlines() if line.startswith("Inst "))


def _run(*command: str, **options: object) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise EnvironmentFailure(f"`{' '.join(command)}` failed: its last lines above say why.")
    return str(done.stdout)


if __name__ == "__main__":
    try:
        install(Path(sys.argv[1]))
    except EnvironmentFailure as failure:
        sys.exit(str(failure))
