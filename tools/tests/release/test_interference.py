"""Whatever happens while a release is made, it happens as a whole or not at all."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from release_tool import release as route
from release_tool.__main__ import main
from release_tool.errors import ReleaseError
from release_tool.repository import Repository

from .workspaces import CHECKOUT, Workspace

START = """
import sys
from pathlib import Path
from release_tool.__main__ import end_cleanly, main

end_cleanly()
sys.exit(main(sys.argv[2:], Path(sys.argv[1])))
"""


def interfere_before_landing(monkeypatch: pytest.MonkeyPatch, workspace: Workspace, act) -> list[object]:
    """Let something happen when all is ready; return what will then be the state of the checkout."""
    after: list[object] = []

    def interfere(*arguments: object) -> None:
        act()
        after.append(workspace.state())
        land(*arguments)

    land = route.land
    monkeypatch.setattr(route, "land", interfere)
    return after


MEANWHILE = {
    "a commit": lambda workspace: workspace.commit("Meanwhile"),
    "a file": lambda workspace: workspace.write("alpha/CHANGELOG.md", "Meanwhile\n"),
    "a tag": lambda workspace: workspace.git("tag", "alpha-v0.5.0", "HEAD"),
    "a branch": lambda workspace: workspace.git("switch", "--quiet", "--create", "another"),
    "a tag that git has locked": lambda workspace: workspace.write(".git/refs/tags/alpha-v0.5.0.lock", ""),
    "a branch that git has locked": lambda workspace: workspace.write(".git/refs/heads/main.lock", ""),
    "files that git has locked": lambda workspace: workspace.write(".git/index.lock", ""),
}


@pytest.mark.parametrize("change", MEANWHILE)
def test_a_checkout_that_changes_meanwhile(workspace: Workspace, monkeypatch, change: str) -> None:
    """What somebody does while the files are built stays; of the release, nothing does."""
    after = interfere_before_landing(monkeypatch, workspace, lambda: MEANWHILE[change](workspace))
    with pytest.raises(ReleaseError, match="The checkout has changed since the release began"):
        route.release(Repository(workspace.root), ["alpha"], "2026-01-31", print, dry_run=False, build=False)
    assert after == [workspace.state()]
    assert [] == list((workspace.root / "build/release").iterdir())


def test_a_file_that_cannot_be_written(workspace: Workspace, monkeypatch, tmp_path: Path) -> None:
    """The changelog is written by then, as when the disk gets full; it is taken back."""
    content = tmp_path / "content"

    def fill_the_disk() -> None:
        workspace.write(".git/info/attributes", "alpha/pyproject.toml filter=full\n")
        workspace.git("config", "filter.full.required", "true")
        workspace.git("config", "filter.full.clean", "cat")
        # What git writes to the file: nothing that is new.
        workspace.git("config", "filter.full.smudge", f"cat >{content}; grep -q 0.5.0.dev0 {content} && cat {content}")

    after = interfere_before_landing(monkeypatch, workspace, fill_the_disk)
    with pytest.raises(ReleaseError, match="smudge filter full failed"):
        route.release(Repository(workspace.root), ["alpha"], "2026-01-31", print, dry_run=False, build=False)
    assert after == [workspace.state()]


def test_a_tag_of_another_branch(workspace: Workspace, capsys) -> None:
    workspace.git("switch", "--quiet", "--create", "maintenance")
    workspace.commit("Released from here")
    workspace.git("tag", "alpha-v0.5.0")
    workspace.git("switch", "--quiet", "main")
    before = workspace.state()

    assert 1 == main(["alpha"], workspace.root)
    assert "tag 'alpha-v0.5.0' already exists" in capsys.readouterr().err
    assert before == workspace.state()


def test_the_last_of_several_fails(workspace: Workspace, capsys) -> None:
    """The others are built and checked by then."""
    workspace.write("gamma/backend.py", "raise SystemExit('out of order')\n")
    workspace.commit()
    before = workspace.state()

    assert 1 == main(["--all"], workspace.root)
    output, error = capsys.readouterr()
    assert "built twice with the same bytes: delta-2.0.0-py3-none-any.whl" in output
    assert "Building gamma failed" in error
    assert before == workspace.state()
    assert [] == list((workspace.root / "build/release").iterdir())


def test_no_folder_for_the_files(workspace: Workspace, capsys) -> None:
    workspace.write("build", "is in the way\n")
    before = workspace.state()

    assert 1 == main(["alpha"], workspace.root)
    assert "build/release, which cannot be had: Not a directory" in capsys.readouterr().err
    assert before == workspace.state()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted(workspace: Workspace, number: int) -> None:
    """Beta's build has begun, and will not end by itself; alpha's files are there already."""
    began = workspace.root / "build/began"
    workspace.write("build/.keep", "")
    code = f"import pathlib, time\npathlib.Path({str(began)!r}).touch()\ntime.sleep(600)\n"
    workspace.write("beta/backend.py", code)
    workspace.commit()
    before = workspace.state()
    command = [sys.executable, "-c", START, str(workspace.root), "alpha", "beta"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT / "tools")}
    # A terminal sends Ctrl-C to all processes of the group.
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        while not began.exists():
            assert process.poll() is None
            time.sleep(0.1)
        os.killpg(process.pid, number)
        _, error = process.communicate(timeout=60)
    assert 130 == process.returncode
    assert "tools/release: interrupted. If it has not said Released, nothing has changed." in error
    assert before == workspace.state()
    assert [] == list((workspace.root / "build/release").iterdir())
