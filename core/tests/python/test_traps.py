"""What is said when WebAssembly traps, which no handler in Python can see."""

import pytest

TRAP = """\
import ctypes
def read():
    ctypes.string_at(0xfffffff0, 4)
read()
"""


@pytest.mark.parametrize("options", [["-X", "faulthandler"], []])
def test_faulthandler_says_where_python_was(python, options: list[str]) -> None:
    (python.directory / "trap.py").write_text(TRAP)

    done = python.run(*options, "trap.py")

    assert 0 != done.returncode
    assert "memory access out of bounds" in done.stderr
    stack = [line.rpartition('trap.py", ')[2] for line in done.stderr.splitlines() if 'trap.py", ' in line]
    assert stack == (["line 3 in read", "line 4 in <module>"] if options else [])
