"""The distributions of this checkout can be released, in a clone of it."""

import subprocess
from pathlib import Path

import pytest
from packaging.version import Version

from release_tool.__main__ import main
from release_tool.release import release
from release_tool.repository import Repository
from release_tool.workspace import read_workspace

from .workspaces import CHECKOUT, Workspace

NAMES = {
    *(
        "auditwheel-emscripten",
        "micropip",
        "pyodide-build",
        "pyodide-cli",
        "pyodide-core",
        "pyodide-lock",
        "pyodide-py",
    ),
}


@pytest.fixture
def clone(tmp_path: Path) -> Workspace:
    root = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--shared", str(CHECKOUT), str(root)], check=True)
    workspace = Workspace(root)
    workspace.git("switch", "--quiet", "--force-create", "main")
    workspace.git("config", "user.name", "Somebody")
    workspace.git("config", "user.email", "somebody@example.org")
    return workspace


def test_everything_and_then_one(clone: Workspace, capsys) -> None:
    release(Repository(clone.root), [], "2026-01-31", print, dry_run=False, build=False)
    tags = clone.git("tag", "--points-at", "HEAD~1").split()
    assert NAMES == {tag.rpartition("-v")[0] for tag in tags}
    for tag in tags:
        name, _, version = tag.rpartition("-v")
        distribution = read_workspace(clone.root)[name]
        assert Version(version) < distribution.version
        assert f"## {version} (2026-01-31)" in clone.read(f"{distribution.folder}/CHANGELOG.md")
    assert [] == list((clone.root / "changelog.d").glob("*/*.md"))

    clone.write("pyodide-lock/src/pyodide_lock/new.py", '"""Something new."""\n')
    clone.note("pyodide-lock", "feature", "Something can be done.")
    clone.commit()
    capsys.readouterr()
    assert 0 == main(["--dry-run"], clone.root)
    output = capsys.readouterr().out
    assert "Release pyodide-lock" in output
    assert "tools/release publish pyodide-lock\n" in output
    assert "- Something can be done." in output


def test_each_has_its_version_in_one_place() -> None:
    files = {}
    for name, distribution in read_workspace(CHECKOUT).items():
        files.setdefault(distribution.version_file.as_posix(), set()).add(name)
        assert (CHECKOUT / distribution.folder / "CHANGELOG.md").is_file()
    assert {"pyodide-core", "pyodide-py"} in files.values()
    assert len(NAMES) - 1 == len(files)


def test_each_has_the_licence() -> None:
    for distribution in read_workspace(CHECKOUT).values():
        assert (CHECKOUT / "LICENSE").read_bytes() == (CHECKOUT / distribution.folder / "LICENSE").read_bytes()
