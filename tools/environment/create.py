"""Make the build environment: a Debian 13 root filesystem in the cache.

Runs on the bare host with nothing but Python's standard library. `enter.py` calls it on first use.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import apt_sources
import cache
import host
import recipe
from errors import EnvironmentFailure
from package_list import read_packages
from progress import timed_steps


def create() -> Path:
    """Return the root filesystem of the current recipe, making it first where it is missing."""
    packages = read_packages()
    root = cache.environment_directory(recipe.stamp(packages))
    if root.is_dir():
        return root
    host.ensure_tools()
    print("Making the build environment, a Debian 13 root filesystem (once; about 2 minutes):", file=sys.stderr)
    cache.make_once(root, lambda partial, lock: _bootstrap(partial, packages, lock))
    print(f"The build environment is ready: {root}", file=sys.stderr)
    return root


def _bootstrap(root: Path, packages: list[str], lock: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        command = [
            "mmdebstrap",
            *recipe.mmdebstrap_options(packages),
            *_host_options(Path(scratch)),
            recipe.SUITE,
        ]
        mirror = _mirror_arguments(Path(scratch))
        if os.geteuid() == 0:
            # In namespaces of its own, all that mmdebstrap starts and mounts disappears with it when it is killed.
            namespace = [
                "unshare",
                "--mount",
                "--propagation=private",
                "--mount-proc",
                "--pid",
                "--fork",
                "--kill-child",
            ]
            _run_with_progress([*namespace, *command, "--mode=root", "--format=directory", str(root), *mirror], lock)
            return
        # Unpacked by the user, every file is the user's: readable, and removable without a user namespace.
        archive = root.with_suffix(".tar.partial")
        try:
            _run_with_progress([*command, "--mode=unshare", "--format=tar", str(archive), *mirror], lock)
            root.mkdir()
            unpack = ["tar", "--extract", "--file", str(archive), "--directory", str(root)]
            subprocess.run([*unpack, "--no-same-owner", "--exclude=./dev/*"], check=True, pass_fds=[lock])
        finally:
            archive.unlink(missing_ok=True)


def _host_options(scratch: Path) -> list[str]:
    """Return options that carry the host's way of reaching mirrors into the environment."""
    settings = scratch / "host.conf"
    settings.write_text("\n".join(host.apt_settings()) + "\n", encoding="utf-8")
    return [f"--aptopt={settings}"]


def _mirror_arguments(scratch: Path) -> list[str]:
    """Return the file with the mirror that the host uses, or nothing: then mmdebstrap has a default."""
    configured = os.environ.get("PYODIDE_DEBIAN_MIRROR")
    if configured:
        mirror = apt_sources.AptSource((configured,), (), ())
    else:
        found = apt_sources.debian_mirror(apt_sources.read_sources())
        if found is None:
            return []
        mirror = found
    file = scratch / "debian.sources"
    file.write_text(apt_sources.render_deb822(mirror, recipe.SUITE), encoding="utf-8")
    return [str(file)]


def _run_with_progress(command: list[str], lock: int) -> None:
    """Run mmdebstrap, showing its steps; explain a failure."""
    last_lines: list[str] = []
    dying_with_us = ["setpriv", "--pdeathsig", "KILL", *command]
    nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
    process = subprocess.Popen(dying_with_us, stdin=nothing, stderr=pipe, text=True, errors="replace", pass_fds=[lock])
    with timed_steps() as show, process:
        assert process.stderr is not None
        try:
            for line in map(str.rstrip, process.stderr):
                last_lines = [*last_lines[-30:], line]
                if line.startswith("I: ") and "hook" not in line:
                    show(line[3:])
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise EnvironmentFailure(_explanation("\n".join(last_lines)))


def _explanation(output: str) -> str:
    """Return what a failure of mmdebstrap means and what to do about it."""
    advice = "The lines above are mmdebstrap's."
    if re.search(r"NO_PUBKEY|public key is not available|Missing key", output):
        advice = (
            "The host does not have the key that Debian 13 is signed with: update the package debian-archive-keyring "
            "(2025.1 or newer)."
        )
    elif re.search(r"Could not (resolve|connect)|Temporary failure|Connection timed out|404  Not Found", output):
        advice = (
            "The mirror could not be reached. It is taken from the host's apt sources, with apt's proxy settings; "
            "PYODIDE_DEBIAN_MIRROR=ADDRESS names another one."
        )
    elif re.search(r"newuidmap|subuid|unshare|unprivileged", output):
        advice = (
            "Without root, mmdebstrap needs unprivileged user namespaces: install the package uidmap, give your user a "
            "range in /etc/subuid and /etc/subgid, and allow user namespaces (kernel.unprivileged_userns_clone=1, "
            "kernel.apparmor_restrict_unprivileged_userns=0); or run this once as root."
        )
    return f"{output}\nMaking the build environment failed. {advice}"


def main() -> None:
    """Make the environment and print where it is."""
    # A terminated run must unwind, so that what is half made is removed now and not by the next run.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        print(create())
    except EnvironmentFailure as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
