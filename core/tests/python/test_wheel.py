"""The wheel of this distribution carries the runtime and runs without the checkout."""

import os
import subprocess
import sys
from pathlib import Path

CORE = Path(__file__).resolve().parents[2]


def test_an_installed_wheel_runs_python(tmp_path) -> None:
    pip = [sys.executable, "-m", "pip"]
    wheels = tmp_path / "wheels"
    build = [*pip, "wheel", "--quiet", "--no-deps", "-w", wheels, CORE, CORE.parent / "pyodide-cli"]
    subprocess.run(build, check=True)
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    found = [f"{next(wheels.glob('pyodide_core-*.whl'))}[node]", *wheels.glob("pyodide_cli-*.whl")]
    subprocess.run([*pip, "--python", environment, "install", "--quiet", *found], check=True)

    command = environment / "bin" / "pyodide"
    environ = {"PATH": os.defpath, "HOME": str(tmp_path)}
    code = "import sys, js; print(sys.platform, js.process.version)"
    ended = subprocess.run([command, "run", "-c", code], env=environ, cwd=tmp_path, capture_output=True, text=True)
    assert "" == ended.stderr
    platform, node = ended.stdout.split()
    assert "emscripten" == platform
    assert int(node.removeprefix("v").partition(".")[0]) >= 20

    (dist,) = environment.glob("lib/python*/site-packages/pyodide_core/dist")
    assert os.access(dist / "python", os.X_OK)
    stdlib = {path.name.partition("-")[0] for path in dist.glob("*.whl")}
    assert {"dbm", "hashlib", "lzma", "pydecimal", "pydoc_data", "sqlite3", "ssl"} == stdlib
