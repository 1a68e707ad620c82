"""Look at the host: which system it is, which tools it has, how its apt is configured."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from errors import EnvironmentFailure

# The part of apt's settings that is about reaching a mirror; the lists of what to fetch are the environment's own.
_NOT_CARRIED_IN = ("Acquire::IndexTargets", "Acquire::Languages", "Acquire::GzipIndexes", "Acquire::Changelogs")

# Debian's packages, and the program each is needed for.
_TOOLS = {"mmdebstrap": "mmdebstrap", "bubblewrap": "bwrap"}
_TOOLS_WITHOUT_ROOT = {"uidmap": "newuidmap"}


def os_release(path: Path = Path("/etc/os-release")) -> dict[str, str]:
    """Return the host's identification, empty where there is none."""
    if not path.is_file():
        return {}
    pairs = (line.partition("=") for line in path.read_text(encoding="utf-8").splitlines())
    return {name: value.strip("\"'") for name, equals, value in pairs if equals}


def is_environment(suite: str, packages: list[str]) -> bool:
    """Tell whether the host is itself the Debian release with every package installed."""
    release = os_release()
    if (release.get("ID"), release.get("VERSION_CODENAME")) != ("debian", suite):
        return False
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}\\n", *packages]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.returncode == 0 and set(answer.stdout.split()) == {"installed"}


def apt_settings() -> list[str]:
    """Return the host's apt settings that say how to reach a mirror: proxies, certificates, retries."""
    if not shutil.which("apt-config"):
        return []
    dump = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True).stdout
    return [
        line
        for line in dump.splitlines()
        if not line.startswith(_NOT_CARRIED_IN) and not line.endswith(' "";') and line.startswith("Acquire::")
    ]


def ensure_tools() -> None:
    """Have what makes and enters a root filesystem, installing it where that takes no question."""
    tools = {**_TOOLS, **({} if os.geteuid() == 0 else _TOOLS_WITHOUT_ROOT)}
    missing = [package for package, program in tools.items() if not shutil.which(program)]
    if not missing:
        return
    debian_like = {"debian", "ubuntu"}.intersection([os_release().get("ID"), *os_release().get("ID_LIKE", "").split()])
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or not debian_like or not shutil.which("apt-get"):
        raise EnvironmentFailure(
            f"The build environment is made with {' and '.join(tools)}, and this host lacks {' and '.join(missing)}.\n"
            f"Install them with the host's package manager, on Debian and Ubuntu:  sudo {' '.join(install)}"
        )
    print(f"Installing {' and '.join(missing)} on this host.", file=sys.stderr, flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update", "-qq"], [*install, "-qq", "--option=Dpkg::Use-Pty=0"]):
        if subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode:
            raise EnvironmentFailure(f"`{' '.join(command)}` failed: its last lines above say why.")
