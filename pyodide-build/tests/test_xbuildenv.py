"""Cross-build environments: installed whole from wherever they are, chosen, and removed."""

import hashlib
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from pyodide_build.errors import NoCrossBuildEnvironmentError, SourceError, XBuildEnvError
from pyodide_build.settings.target import Target
from pyodide_build.xbuildenv.install import install, installed, uninstall, use
from pyodide_build.xbuildenv.select import select_target

TARGET = {
    "python_version": "3.13.5",
    "emscripten_version": "3.1.69",
    "abi_version": "2025_0",
    "cflags": ["-fPIC"],
    "ldflags": [],
}


@pytest.fixture
def environments(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "environments"


@pytest.fixture
def make_archive(tmp_path: Path):
    """Give a function that writes the archive of an environment."""

    def make(version: str) -> Path:
        root = tmp_path / version / "xbuildenv/pyodide-root"
        root.mkdir(parents=True)
        (root / "target.json").write_text(json.dumps({**TARGET, "pyodide_version": version}))
        archive = tmp_path / f"xbuildenv-{version}.tar.bz2"
        with tarfile.open(archive, "w:bz2") as tar:
            tar.add(root.parent, "xbuildenv")
        return archive

    return make


def selected(environments: Path) -> Target:
    return select_target({"PYODIDE_XBUILDENV_PATH": str(environments)})


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def leftovers(environments: Path) -> list[str]:
    return [path.name for path in environments.iterdir() if path.name.startswith(".")]


def test_install_use_uninstall(environments: Path, make_archive, tmp_path: Path) -> None:
    one, two, three = (make_archive(version) for version in ("1.0", "2.0", "3.0"))

    install(str(one), environments, sha256=sha256(one))
    assert "1.0" == selected(environments).pyodide_version
    assert environments / "1.0/xbuildenv/pyodide-root" == selected(environments).root
    install(two.as_uri(), environments)
    install(str(three.parent / "3.0"), environments)
    assert ["1.0", "2.0", "3.0"] == installed(environments)
    assert "3.0" == selected(environments).pyodide_version

    use("1.0", environments)
    assert "1.0" == selected(environments).pyodide_version
    uninstall("2.0", environments)
    assert ["1.0", "3.0"] == installed(environments)
    uninstall("1.0", environments)
    with pytest.raises(NoCrossBuildEnvironmentError, match="pyodide xbuildenv install"):
        selected(environments)
    assert [] == leftovers(environments)


def test_another_file_than_expected(environments: Path, make_archive) -> None:
    with pytest.raises(SourceError, match="it is another file"):
        install(str(make_archive("1.0")), environments, sha256="0" * 64)
    assert [] == installed(environments) == leftovers(environments)


def test_a_damaged_one_does_not_replace_what_is_there(environments: Path, make_archive, tmp_path: Path) -> None:
    archive = make_archive("1.0")
    install(str(archive), environments)
    cut = tmp_path / "cut.tar.bz2"
    cut.write_bytes(archive.read_bytes()[:-20])
    (tmp_path / "1.0/xbuildenv/pyodide-root/target.json").write_text("{}")
    for broken in (cut, tmp_path / "1.0"):
        with pytest.raises(Exception, match=r"cannot be (unpacked|used)"):
            install(str(broken), environments, force=True)

    assert "1.0" == selected(environments).pyodide_version
    assert [] == leftovers(environments)


def test_replacing_one_of_the_same_version(environments: Path, make_archive) -> None:
    archive = make_archive("1.0")
    install(str(archive), environments)
    extra = environments / "1.0/extra"
    extra.touch()
    install(str(archive), environments)
    assert extra.exists()
    install(str(archive), environments, force=True)
    assert not extra.exists()


@pytest.mark.parametrize("change", [use, uninstall], ids=["use", "uninstall"])
def test_one_that_is_not_installed(environments: Path, make_archive, change) -> None:
    install(str(make_archive("1.0")), environments)

    with pytest.raises(XBuildEnvError, match=r"2\.0 is not installed; installed are 1\.0"):
        change("2.0", environments)
    with pytest.raises(XBuildEnvError, match="current is not installed"):
        change("current", environments)


@pytest.fixture
def pyodide(environments: Path):
    """Give a function that runs a command with the test's environments."""

    def run(*arguments: str, code: int = 0) -> str:
        variables = {**os.environ, "PYODIDE_XBUILDENV_PATH": str(environments), "PYODIDE_ROOT": ""}
        command = [sys.executable, "-P", "-m", "pyodide_cli", *arguments]
        done = subprocess.run(command, env=variables, capture_output=True, text=True)
        assert code == done.returncode, done.stderr
        return done.stdout if code == 0 else " ".join(done.stderr.split())

    return run


@pytest.fixture
def metadata(make_archive, tmp_path: Path) -> str:
    """Give the path of a list of environments: for this Python, for another, for a later pyodide-build."""
    releases = {}
    for version, python, low in (("1.0", "3.13.5", None), ("2.0", "3.12.1", "0.1"), ("3.0", "3.13.5", "99.0")):
        archive = make_archive(version)
        releases[version] = {
            "version": version,
            "url": archive.as_uri(),
            "sha256": sha256(archive),
            "python_version": python,
            "emscripten_version": "3.1.69",
            "min_pyodide_build_version": low,
            "published_at": "2026-01-01",
        }
    file = tmp_path / "list.json"
    file.write_text(json.dumps({"releases": releases}))
    return str(file)


def test_the_list_of_environments(pyodide, metadata: str) -> None:
    found = json.loads(pyodide("xbuildenv", "search", "--json", "--all", "--metadata", metadata))["environments"]

    assert [("3.0", False), ("2.0", False), ("1.0", True)] == [(each["version"], each["compatible"]) for each in found]
    assert {"min": "99.0", "max": None} == found[0]["pyodide_build"]
    assert "2026-01-01" == found[0]["published_at"]
    listed = "1.0  Python 3.13.5  Emscripten 3.1.69  2026-01-01\n"
    assert listed == pyodide("xbuildenv", "search", "--metadata", metadata)


def test_installing_from_the_list(pyodide, metadata: str, environments: Path) -> None:
    pyodide("xbuildenv", "install", "--metadata", metadata)
    assert "1.0\n" == pyodide("xbuildenv", "version")
    problem = pyodide("xbuildenv", "install", "2.0", "--metadata", metadata, code=1)
    assert "is for Python 3.12.1" in problem
    pyodide("xbuildenv", "install", "2.0", "--metadata", metadata, "--force")
    assert "  1.0\n* 2.0\n" == pyodide("xbuildenv", "versions")
    pyodide("xbuildenv", "uninstall")
    assert "  1.0\n" == pyodide("xbuildenv", "list")


def test_lists_of_other_kinds(pyodide, make_archive, metadata: str, environments: Path) -> None:
    archive = make_archive("4.0.dev20260102")
    build = {"version": "20260102", "url": archive.as_uri(), "sha256": sha256(archive), "python_version": "3.13.5"}
    listed = json.loads(Path(metadata).read_text())
    stable = listed["releases"]["1.0"]
    nightly = {**build, "emscripten_version": "3.1.69"}
    Path(metadata).write_text(json.dumps({**listed, "nightly": {"20260102": nightly}, "debug": {"1.0": stable}}))

    for options in ([], ["--debug"], ["--nightly"]):
        pyodide("xbuildenv", "install", *options, "--metadata", metadata)
    assert "  1.0\n  1.0-debug\n* 4.0.dev20260102\n" == pyodide("xbuildenv", "versions")
    pyodide("xbuildenv", "use", "1.0-debug")
    assert environments / "1.0-debug/xbuildenv/pyodide-root" == selected(environments).root
    assert "20260102  Python" in pyodide("xbuildenv", "search", "--nightly", "--metadata", metadata)
    problem = pyodide("xbuildenv", "search", "--nightly", "--debug", "--metadata", metadata, code=1)
    assert "lists no nightly debug environments" in problem
    Path(metadata).write_text(json.dumps({**listed, "nightly": {"20260102": build}}))
    problem = pyodide("xbuildenv", "install", "--nightly", "--metadata", metadata, code=1)
    assert "nightly.20260102.emscripten_version: Field required" in problem


def test_no_list_is_known(pyodide) -> None:
    assert "Name one with --metadata" in pyodide("xbuildenv", "search", code=1)


def test_variables(pyodide, metadata: str, environments: Path) -> None:
    pyodide("xbuildenv", "install", "--metadata", metadata)

    values = dict(line.split("=", 1) for line in pyodide("config", "list").splitlines())
    assert "3.13.5" == values["python_version"] == pyodide("config", "get", "python_version").strip()
    assert str(environments) == values["xbuildenv_path"]
    assert "2025_0" == values["pyodide_abi_version"]
    assert "-fPIC" == values["cflags"]
    for name in ("cmake_toolchain_file", "meson_cross_file", "pyo3_config_file"):
        assert Path(values[name]).is_file()
    assert (Path(values["emscripten_dir"]) / "emcc").is_file()
    assert "There is no variable nonsense" in pyodide("config", "get", "nonsense", code=1)
