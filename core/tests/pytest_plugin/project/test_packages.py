"""Packages of the distribution and files of the project, in the runtime."""

import zipfile
from pathlib import Path

import pytest
from pytest_pyodide import copy_files_to_pyodide, run_in_pyodide

HERE = Path(__file__).parent


@run_in_pyodide(packages=["pytest", "six"])
def test_packages_are_loaded(selenium):
    import pytest
    import six

    assert six.PY3
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        1 / 0  # noqa: B018


@run_in_pyodide(packages=["micropip"])
async def test_micropip(selenium):
    import micropip

    await micropip.install("tblib")
    assert "tblib" in micropip.list()


def test_load_package(selenium):
    selenium.load_package(["tzdata"])

    assert "3600.0" == selenium.run(
        """
        import datetime, zoneinfo
        str(datetime.datetime(2026, 1, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")).utcoffset().total_seconds())
        """
    )


@pytest.fixture
def wheel(monkeypatch, tmp_path):
    """Give a wheel that the project has built; the plugin wants it below the current folder."""
    monkeypatch.chdir(tmp_path)
    file = Path("answers-1.0-py3-none-any.whl")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("answers.py", "ANSWER = 42\n")
        archive.writestr("answers-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: answers\nVersion: 1.0\n")
        archive.writestr(
            "answers-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("answers-1.0.dist-info/RECORD", "")
    return file


@run_in_pyodide
def use_files(selenium):
    from importlib.metadata import version

    from answers import ANSWER

    with open("copied/data.txt") as file:  # noqa: PTH123
        return ANSWER, version("answers"), file.read()


def test_files_are_copied_and_wheels_installed(selenium_standalone, wheel):
    Path("data").mkdir()
    Path("data/data.txt").write_text("text")
    selenium_standalone.load_package("micropip")

    @copy_files_to_pyodide([wheel.resolve(), ("data", "copied")])
    def copied(selenium):
        return use_files(selenium)

    assert (42, "1.0", "text") == copied(selenium_standalone)
