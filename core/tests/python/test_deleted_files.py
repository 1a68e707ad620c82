"""An open file stays what it is when its name is gone, or is another file's; temporary files have no name."""

import pytest

STAT_AND_TRUNCATE = """
import os, sys, tempfile
with tempfile.TemporaryFile(dir=sys.argv[1]) as file:
    file.write(b"abc")
    file.flush()
    size = os.fstat(file.fileno()).st_size
    file.truncate(2)
    file.seek(0)
    print(size, file.read(), os.fstat(file.fileno()).st_size)
"""
REPLACE = """
import os, sys
one, other = (sys.argv[1] + name for name in ("/one", "/other"))
with open(one, "w+") as file, open(other, "w") as longer:
    file.write("1")
    longer.write("22")
    file.flush()
    longer.flush()
    os.replace(other, one)
    file.truncate()
    print(os.fstat(file.fileno()).st_size, os.stat(one).st_size)
os.unlink(one)
"""


@pytest.fixture(params=["host", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path) -> str:
    return str(tmp_path) if request.param == "host" else "/lib"


def test_a_file_without_a_name(python, folder: str) -> None:
    done = python.run("-c", STAT_AND_TRUNCATE, folder)

    assert "3 b'ab' 2\n" == done.stdout, done.stderr


def test_a_file_whose_name_is_anothers(python, folder: str) -> None:
    done = python.run("-c", REPLACE, folder)

    assert "1 2\n" == done.stdout, done.stderr


def test_errors_of_the_host_have_their_codes(python, tmp_path) -> None:
    (tmp_path / "read-only").touch()
    code = "import os; os.ftruncate(os.open('read-only', os.O_RDONLY), 1)"

    assert "OSError: [Errno 28] Invalid argument" in python.run("-c", code).stderr
