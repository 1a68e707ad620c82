"""Results are kept under a hash of the code that made them, too."""

import shutil
from pathlib import Path

import pytest

import pyodide_build
from pyodide_build.schedule.own_code import DECIDING, deciding_code


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a copy of the package."""
    return Path(shutil.copytree(Path(pyodide_build.__file__).parent, tmp_path / "pyodide_build"))


@pytest.mark.parametrize(
    ("module", "text", "counts"),
    [
        ("compiler/arguments.py", "\nDROPPED |= {'-new'}\n", True),
        ("wheel/tags.py", "\n\ndef another():\n    pass\n", True),
        ("compiler/arguments.py", "\n# A comment.\n\n", False),
        ("schedule/times.py", "\nSECONDS = 1\n", False),
    ],
    ids=["flags", "wheels", "comment", "order"],
)
def test_what_counts(package: Path, module: str, text: str, counts: bool) -> None:
    before = deciding_code(package)
    with (package / module).open("a") as file:
        file.write(text)

    deciding_code.cache_clear()
    assert counts == (before != deciding_code(package))


def test_docstrings_do_not_count(package: Path) -> None:
    module = package / "compiler/link.py"
    before = deciding_code(package)
    module.write_text(module.read_text().replace('"""Tell whether', '"""Say whether'))

    deciding_code.cache_clear()
    assert before == deciding_code(package)


@pytest.mark.parametrize("pattern", DECIDING)
def test_all_that_is_listed_is_there(package: Path, pattern: str) -> None:
    assert list(package.glob(pattern))
