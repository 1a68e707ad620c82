"""Alphas, betas and release candidates: their notes stay until the version that they are before."""

import pytest

from release_tool.__main__ import main
from release_tool.release import release
from release_tool.repository import Repository

from .workspaces import Workspace


def release_as(workspace: Workspace, phase: str | None, *names: str) -> str:
    """Make a release without files, which take long, and return its tags."""
    options = {"dry_run": False, "build": False, "phase": phase}
    release(Repository(workspace.root), list(names), "2026-01-31", print, **options)
    return workspace.git("tag", "--points-at", "HEAD~1")


def test_from_alpha_to_final(workspace: Workspace) -> None:
    note = workspace.root / "changelog.d/alpha/+change.feature.md"

    assert "alpha-v0.5.0a1" == release_as(workspace, "a", "alpha")
    assert 'version = "0.5.0a1"' in workspace.git("show", "HEAD~1:alpha/pyproject.toml")
    assert 'version = "0.5.0a2.dev0"' in workspace.read("alpha/pyproject.toml")
    assert "- alpha can do something." in workspace.git("tag", "--list", "--format=%(contents)", "alpha-v0.5.0a1")
    assert "## " not in workspace.read("alpha/CHANGELOG.md")
    assert note.exists()

    workspace.note("alpha", "bugfix", "It does it right.", name="right")
    workspace.commit()
    assert "alpha-v0.5.0a2" == release_as(workspace, "a", "alpha")
    assert "alpha-v0.5.0rc1" == release_as(workspace, "rc", "alpha")

    assert "alpha-v0.5.0" == release_as(workspace, None, "alpha")
    assert 'version = "0.5.1.dev0"' in workspace.read("alpha/pyproject.toml")
    changelog = workspace.read("alpha/CHANGELOG.md")
    assert 1 == changelog.count("\n## ")
    assert "- alpha can do something." in changelog
    assert "- It does it right." in changelog
    assert not note.exists()


def test_a_kind_of_change_that_raises_what_comes(workspace: Workspace) -> None:
    release_as(workspace, None, "beta", "alpha")
    workspace.note("beta", "bugfix")
    workspace.commit()
    assert "beta-v1.2.1b1" == release_as(workspace, "b", "beta")
    workspace.note("beta", "feature", name="more")
    workspace.commit()
    assert "beta-v1.3.0b1" == release_as(workspace, "b", "beta")


def test_only_what_has_changed(workspace: Workspace, capsys) -> None:
    path = "beta/pyproject.toml"
    workspace.write(path, workspace.read(path).replace("alpha>=0.5", "alpha>=0.5.0a1"))
    workspace.commit()
    release_as(workspace, "a")
    before = workspace.state()
    assert 1 == main(["--pre", "a", "alpha"], workspace.root)
    assert "alpha has not changed since 0.5.0a1" in capsys.readouterr().err
    assert 0 == main(["--pre", "a", "--all"], workspace.root)
    assert "There is nothing to release." in capsys.readouterr().out
    assert before == workspace.state()

    workspace.write("beta/src/beta/new.py", "")
    workspace.commit()
    assert 0 == main(["--pre", "a", "--dry-run"], workspace.root)
    output = capsys.readouterr().out
    assert "tools/release publish beta\n" in output


def test_others_do_not_get_pre_releases(workspace: Workspace, capsys) -> None:
    """Where there is another version: that is what pip installs."""
    release_as(workspace, None, "alpha")
    workspace.note("alpha", "feature")
    workspace.commit()
    release_as(workspace, "rc", "alpha")
    capsys.readouterr()
    assert 0 == main(["--dry-run", "beta"], workspace.root)
    assert "beta needs alpha>=0.5: 0.5.0 is its last release" in capsys.readouterr().out


def test_a_bound_that_pre_releases_do_not_fit(workspace: Workspace, capsys) -> None:
    before = workspace.state()
    assert 1 == main(["--pre", "a", "alpha", "beta"], workspace.root)
    assert "beta needs alpha>=0.5: 0.5.0a1 is released with it, which does not fit" in capsys.readouterr().err
    assert before == workspace.state()


def test_wrong_kind(workspace: Workspace) -> None:
    with pytest.raises(SystemExit):
        main(["--pre", "gamma", "alpha"], workspace.root)
