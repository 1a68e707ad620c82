"""The archive of this checkout's cross-build environment has the same bytes each time, and can be installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from built_environment import CHECKOUT, require_checkout
from pyodide_build.frontend.host_packages import of_environment
from pyodide_build.xbuildenv.install import install

TOOLS = CHECKOUT / "tools"
MAKE = "import sys, pathlib, make_xbuildenv as make; print(make.write_archive(pathlib.Path(sys.argv[1])))"


@pytest.mark.xdist_group("pyodide-build")
def test_made_twice_and_installed(pyodide_root: Path, tmp_path: Path) -> None:
    require_checkout()
    archives, said = [], []
    for name, umask, seed in (("one", 0o022, "1"), ("another", 0o077, "2")):
        archives.append(tmp_path / name / "xbuildenv.tar.bz2")
        archives[-1].parent.mkdir()
        environment = {**os.environ, "PYTHONPATH": str(TOOLS), "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        command = [sys.executable, "-c", MAKE, archives[-1]]
        said.append(subprocess.check_output(command, env=environment, umask=umask, text=True).strip())
    assert said[0] == said[1]
    assert archives[0].read_bytes() == archives[1].read_bytes()

    target = install(str(archives[0]), tmp_path / "environments", sha256=said[0])
    assert (target.headers / "Python.h").is_file()
    for name, version in of_environment(target).versions.items():
        # Packages that others are compiled against: their files, but not they themselves.
        assert list((target.host_packages / name).rglob("*.[ah]"))
        assert not list((target.root / "dist").glob(f"{name}-{version}*"))
