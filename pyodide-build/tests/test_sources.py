"""Whatever names a source, the same package is built; what it requires is built with it."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from projects_by_hand import BACKEND, PYPROJECT, make_sdist, make_wheel, metadata
from pyodide_build.commands.build import parse_config_settings
from pyodide_build.errors import SourceError
from pyodide_build.source.locate import locate
from pyodide_build.source.requirements_file import read_requirements

pytestmark = pytest.mark.xdist_group("pyodide-build")


@pytest.fixture
def links(tmp_path: Path) -> Path:
    """Give a folder that pip takes for its only index."""
    folder = tmp_path / "links"
    folder.mkdir()
    return folder


@pytest.fixture
def pyodide_build(pyodide_root: Path, tmp_path: Path, links: Path):
    """Give a function that runs `pyodide build`, and returns what it wrote into the folder `out`."""

    def run(*arguments: str | Path, fails: str | None = None) -> list[str]:
        variables = {**os.environ, "PYODIDE_ROOT": str(pyodide_root), "XDG_STATE_HOME": str(tmp_path / "state")}
        variables |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(links)}
        command = [sys.executable, "-P", "-m", "pyodide_cli", "build", "-o", "out", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True)
        if fails is None:
            assert done.returncode == 0, done.stderr
        else:
            assert done.returncode == 1
            assert fails in " ".join(done.stderr.split())
            assert "Traceback" not in done.stderr
        out = tmp_path / "out"
        return sorted(path.name for path in out.iterdir()) if out.exists() else []

    return run


def test_an_archive_a_url_and_a_name(pyodide_build, links: Path) -> None:
    make_sdist(links, "one")
    make_sdist(links, "one", "2.0")
    address = make_sdist(links, "two").as_uri()
    digest = hashlib.sha256((links / "two-1.0.tar.gz").read_bytes()).hexdigest()

    assert ["one-2.0-py3-none-any.whl"] == pyodide_build(links / "one-2.0.tar.gz")
    wheels = pyodide_build(f"{address}#sha256={digest}")
    assert ["one-2.0-py3-none-any.whl", "two-1.0-py3-none-any.whl"] == wheels
    wheels = pyodide_build("one<2")
    assert ["one-1.0-py3-none-any.whl", "one-2.0-py3-none-any.whl", "two-1.0-py3-none-any.whl"] == wheels


def test_a_wrong_hash(pyodide_build, links: Path) -> None:
    address = make_sdist(links, "two").as_uri()

    assert [] == pyodide_build(f"{address}#sha256={'0' * 64}", fails="it is another file")


def test_a_name_that_the_index_does_not_have(pyodide_build) -> None:
    assert [] == pyodide_build("missing", fails="missing: downloading missing failed")


def test_dependencies(pyodide_build, links: Path, tmp_path: Path) -> None:
    markers = ["here; sys_platform == 'emscripten'", "never; sys_platform == 'linux'", "extra_only; extra == 'more'"]
    source = make_sdist(links, "top", requires=[*markers, "built", "skipped", "packaging>=1"])
    for name in ("here", "never", "extra_only", "skipped"):
        make_sdist(links, name)
    make_sdist(links, "built", requires=["deep<2", "here>=1"])
    make_wheel(links, "deep", {"deep.py": b""})

    wheels = pyodide_build(source, "--build-dependencies", "--skip-dependency=skipped", "--output-lockfile=lock.txt")

    expected = ["built", "deep", "here", "top"]
    assert [f"{name}-1.0-py3-none-any.whl" for name in expected] == wheels
    assert "".join(f"{name}==1.0\n" for name in expected) == (tmp_path / "lock.txt").read_text()

    (tmp_path / "requirements.txt").write_text("-r lock.txt # and\n\nextra_only == 1.0\n")
    wheels = pyodide_build("-r", "requirements.txt")
    assert "extra_only-1.0-py3-none-any.whl" in wheels


def test_requirements_that_exclude_each_other(pyodide_build, links: Path) -> None:
    source = make_sdist(links, "top", requires=["middle", "outer"])
    make_sdist(links, "outer", requires=["other"])
    make_sdist(links, "middle", requires=["deep>=2"])
    make_sdist(links, "other", requires=["deep<2"])
    make_sdist(links, "deep", "1.0")
    make_sdist(links, "deep", "2.0")

    problem = "other requires deep<2, but deep 2.0 was built for another package"
    wheels = pyodide_build(source, "--build-dependencies", fails=problem)

    assert "top-1.0-py3-none-any.whl" in wheels


def test_environments_in_another_folder(pyodide_build, links: Path, tmp_path: Path) -> None:
    source = make_sdist(links, "one")

    pyodide_build(source, f"--xbuildenv-path={tmp_path / 'empty'}", fails="No cross-build environment is installed")


@pytest.mark.parametrize(
    ("source", "problem"),
    [("no/such/folder", "is neither a folder"), ("not a name!", "is neither a folder")],
    ids=["path", "text"],
)
def test_what_is_no_source(source: str, problem: str, tmp_path: Path, target) -> None:
    with pytest.raises(SourceError, match=problem):
        locate(source, tmp_path, target, None)


def test_a_file_that_is_no_archive(tmp_path: Path, target) -> None:
    (tmp_path / "x.tar.gz").write_bytes(b"nothing")
    (tmp_path / "x.txt").write_bytes(b"nothing")
    for file, problem in (("x.tar.gz", "cannot be unpacked"), ("x.txt", "is no source distribution")):
        (tmp_path / f"scratch {file}").mkdir()
        with pytest.raises(SourceError, match=problem):
            locate(str(tmp_path / file), tmp_path / f"scratch {file}", target, None)


def test_a_requirements_file_with_a_line_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text("one\n--index-url elsewhere\n")

    with pytest.raises(SourceError, match=r"requirements\.txt, line 2"):
        read_requirements(file)


def test_settings_for_the_backend() -> None:
    given = ["one=1", "many=a", "many=b=c", "many=d", "none"]

    assert {"one": "1", "many": ["a", "b=c", "d"], "none": ""} == parse_config_settings(given)


def test_without_isolation(pyodide_build, links: Path, make_project) -> None:
    make_sdist(links, "plain")
    requires = PYPROJECT.replace("requires = []", 'requires = ["surely-not-here>=1"]')
    backend = BACKEND.format(name="needy", version="1.0", metadata=metadata("needy", "1.0", []))
    needy = make_project("needy", {"pyproject.toml": requires, "backend.py": backend})

    assert ["plain-1.0-py3-none-any.whl"] == pyodide_build("plain", "--no-isolation")
    pyodide_build(needy, "-n", fails="the build requires these to be installed: surely-not-here>=1")
    assert "needy-1.0-py3-none-any.whl" in pyodide_build(needy, "-n", "-x")
