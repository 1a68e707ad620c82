"""A release happens as a whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from release_tool import release as route
from release_tool.__main__ import main
from release_tool.checksums import checked_files, write_checksums
from release_tool.errors import ReleaseError
from release_tool.repository import Repository

from .workspaces import Workspace


def test_release(workspace: Workspace) -> None:
    start = workspace.git("rev-parse", "HEAD")
    assert 0 == main(["beta", "alpha"], workspace.root)

    subjects = workspace.git("log", "--format=%s", f"{start}..").splitlines()
    assert ["Go on after alpha 0.5.0 and beta 1.2.0", "Release alpha 0.5.0 and beta 1.2.0"] == subjects
    assert ["alpha-v0.5.0", "beta-v1.2.0"] == workspace.git("tag", "--points-at", "HEAD~1").split()
    assert "tag" == workspace.git("cat-file", "-t", "alpha-v0.5.0")
    assert "### New\n\n- alpha can do something." in workspace.git("tag", "--list", "--format=%(contents)", "alpha-v*")
    assert "Somebody" == workspace.git("log", "-1", "--format=%an")
    assert "" == workspace.git("status", "--porcelain")

    assert "- alpha can do something." in workspace.read("alpha/CHANGELOG.md")
    assert not (workspace.root / "changelog.d/alpha/+change.feature.md").exists()
    assert (workspace.root / "changelog.d/gamma/+change.feature.md").exists()
    assert 'version = "0.5.0"' in workspace.git("show", "HEAD~1:alpha/pyproject.toml")
    assert 'version = "0.5.1.dev0"' in workspace.read("alpha/pyproject.toml")

    finished = workspace.root / "build/release"
    assert ["alpha-v0.5.0", "beta-v1.2.0"] == sorted(path.name for path in finished.iterdir())
    names = [path.name for path in checked_files(finished / "beta-v1.2.0")]
    assert ["beta-1.2.0-py3-none-any.whl", "beta-1.2.0.tar.gz"] == names


def test_the_next_release_needs_no_other(workspace: Workspace) -> None:
    """The dependency of the one that is released is built of its last tag, not of what has become of it."""
    release(workspace)
    workspace.write("alpha/src/alpha/__init__.py", "raise RuntimeError('not released')\n")
    workspace.note("beta", "bugfix", "beta does not fail.")
    workspace.write("beta/src/beta/__init__.py", "import alpha\n")
    workspace.commit()
    assert 0 == main(["beta"], workspace.root)

    assert "beta-v1.2.1" == workspace.git("tag", "--points-at", "HEAD~1")
    changelog = workspace.read("beta/CHANGELOG.md")
    assert changelog.index("## 1.2.1") < changelog.index("- beta does not fail.") < changelog.index("## 1.2.0")


def release(workspace: Workspace, *names: str) -> None:
    """Make commits and tags, but no files, which take long."""
    route.release(Repository(workspace.root), list(names), "2026-01-31", print, dry_run=False, build=False)


def test_those_that_share_a_version(workspace: Workspace) -> None:
    release(workspace, "delta")

    assert ["delta-v2.0.0", "gamma-v2.0.0"] == workspace.git("tag").split()
    assert "## 2.0.0 (2026-01-31)" in workspace.read("delta/CHANGELOG.md")
    assert '__version__ = "2.0.1.dev0"' in workspace.read("gamma/src/gamma/_version.py")


BROKEN = {
    "differ in alpha-0.5.0-py3-none-any.whl: unlucky.py": ("alpha/src/unlucky.py", ""),
    "Importing alpha failed": ("alpha/src/alpha/__init__.py", "import what_nobody_has\n"),
    "Building alpha failed": ("alpha/backend.py", "raise SystemExit('out of order')\n"),
    "No module named 'what_nobody_has'": ("alpha/tests/test_alpha.py", "import what_nobody_has\n"),
    "alpha-0.5.0.tar.gz has no LICENSE": ("alpha/LICENSE", None),
}


def needs_tests(workspace: Workspace, name: str) -> None:
    """Let the tests of a distribution ask for pytest."""
    path = f"{name}/pyproject.toml"
    workspace.write(path, workspace.read(path) + '\n[dependency-groups]\ntest = ["pytest"]\n')


@pytest.mark.parametrize("message", BROKEN)
def test_what_is_broken_is_not_released(workspace: Workspace, capsys, message: str) -> None:
    path, text = BROKEN[message]
    if text is None:
        workspace.git("rm", "--quiet", path)
    else:
        workspace.write(path, text)
    needs_tests(workspace, "alpha")
    workspace.commit()
    before = workspace.state()

    assert 1 == main(["alpha"], workspace.root)
    assert message in capsys.readouterr().err
    assert before == workspace.state()
    assert [] == list((workspace.root / "build/release").iterdir())


def test_files_that_are_there_are_not_replaced(workspace: Workspace, tmp_path: Path) -> None:
    there = workspace.write("build/release/alpha-v0.5.0/published", "")
    before, start = workspace.state(), workspace.git("rev-parse", "HEAD")
    clone = Repository(workspace.root).clone(tmp_path / "clone")
    clone.git("commit", "--quiet", "--allow-empty", "--message", "Release")

    with pytest.raises(ReleaseError, match=r"alpha-v0.5.0 is there already"):
        route.land(Repository(workspace.root), clone, "main", start, [], {tmp_path / "new": there.parent})
    assert before == workspace.state()


def test_checked_files(tmp_path: Path) -> None:
    (tmp_path / "alpha-0.5.0.tar.gz").write_bytes(b"checked")
    write_checksums(tmp_path)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)
    assert [tmp_path / "alpha-0.5.0.tar.gz"] == checked_files(tmp_path)
    (tmp_path / "alpha-0.5.0.tar.gz").write_bytes(b"another one")

    with pytest.raises(ReleaseError, match=r"alpha-0.5.0.tar.gz is not the file that was checked"):
        checked_files(tmp_path)
    with pytest.raises(ReleaseError, match="no finished release"):
        checked_files(tmp_path.parent)


def test_command_of_this_checkout() -> None:
    """It runs from anywhere, in the build environment."""
    command = Path(__file__).resolve().parents[2] / "release"
    done = subprocess.run([command, "--help"], cwd="/", capture_output=True, text=True, check=True)

    assert "tools/release --dry-run [NAME...]" in done.stdout
    assert sys.version_info >= (3, 13)
