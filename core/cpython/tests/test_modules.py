"""The table of extension modules decides what is linked into the main module."""

from pathlib import Path

import pytest

from interpreter_build.errors import ModuleTableError
from interpreter_build.modules import ModuleTable, check_builtin, read_module_table, setup_local

SETUP = "@MODULE__LZMA_TRUE@_lzma _lzmamodule.c\n@MODULE_MATH_TRUE@math mathmodule.c\n"
TABLE = ModuleTable(builtin=("math",), shared=("_lzma",), absent=("fcntl",))
CONFIG = 'struct _inittab x[] = {\n    {"math", PyInit_math},\n    {"_imp", PyInit__imp},\n};\n'


def test_setup_local() -> None:
    assert "*disabled*\nfcntl\n*shared*\n_lzma _lzmamodule.c\n" == setup_local(TABLE, SETUP)


def test_shared_module_that_cpython_does_not_know() -> None:
    with pytest.raises(ModuleTableError, match="no rule for the shared modules _gone"):
        setup_local(ModuleTable((), ("_gone",), ()), SETUP)


def test_builtin_as_expected() -> None:
    check_builtin(TABLE, CONFIG)


def test_builtin_that_is_missing_or_not_expected() -> None:
    with pytest.raises(ModuleTableError, match=r"missing \['cmath'\], not expected \['math'\]"):
        check_builtin(ModuleTable(("cmath",), (), ()), CONFIG)


def test_module_in_two_places(tmp_path: Path) -> None:
    path = tmp_path / "modules.toml"
    path.write_text('[builtin]\na = ["math"]\n[shared]\nmath = "why"\n[absent]\n')

    with pytest.raises(ModuleTableError, match="math into two places"):
        read_module_table(path)


def test_the_real_table() -> None:
    table = read_module_table(Path(__file__).parents[1] / "modules.toml")

    assert {"_ctypes", "zlib", "_decimal"} <= set(table.builtin)
    assert {"fcntl", "termios", "resource", "syslog", "grp", "pwd"} <= set(table.absent)
