"""The types, as mypy sees them in a program that uses the wheel."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_a_program(tmp_path: Path) -> None:
    """From an empty folder: the checkout's own settings do not count."""
    program = tmp_path / "program.py"
    program.write_text((HERE / "typing" / "program.py").read_text())
    environment = {"MYPYPATH": str(HERE.parent / "src")}
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", tmp_path / "cache", program]
    checked = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)

    assert (0, "Success: no issues found in 1 source file\n") == (checked.returncode, checked.stdout + checked.stderr)
