"""A change that users can notice comes with a note."""

import pytest

import check_changelog

from .workspaces import CHECKOUT, Workspace


@pytest.fixture
def branch(workspace: Workspace) -> Workspace:
    """Give a workspace with a branch that is going to join main."""
    workspace.git("switch", "--quiet", "--create", "topic")
    workspace.write("alpha/src/alpha/new.py", "")
    return workspace


def problems(workspace: Workspace, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = check_changelog.main(list(arguments), workspace.root)
    text = capsys.readouterr().err
    assert bool(text) == bool(code)
    return text


@pytest.mark.parametrize("committed", [True, False])
def test_without_a_note(branch: Workspace, capsys, committed: bool) -> None:
    if committed:
        branch.commit()
    text = problems(branch, capsys)

    assert "alpha has changed without a note for its users (alpha/src/alpha/new.py)" in text
    assert "changelog.d/alpha/" in text
    assert "Changelog: none" in text


@pytest.mark.parametrize("kind", ["feature", "misc"])
def test_with_a_note(branch: Workspace, capsys, kind: str) -> None:
    branch.commit()
    branch.note("alpha", kind, name="new")
    assert "" == problems(branch, capsys)
    branch.commit()
    assert "" == problems(branch, capsys)


def test_notes_of_others_and_old_ones_do_not_count(branch: Workspace, capsys) -> None:
    branch.note("beta", "feature", name="new")
    branch.git("rm", "--quiet", "changelog.d/alpha/+change.feature.md")
    branch.commit()

    assert "alpha has changed" in problems(branch, capsys)


def test_a_commit_that_no_user_can_notice(branch: Workspace, capsys) -> None:
    branch.commit("Tidy up\n\nNothing else.\n\nChangelog: none")
    assert "" == problems(branch, capsys)

    branch.write("alpha/src/alpha/new.py", "more = True\n")
    branch.commit("Do more\n\nThis is not about the changelog: none is there.")
    assert "alpha has changed" in problems(branch, capsys)


@pytest.mark.parametrize("path", ["alpha/tests/test_alpha.py", "alpha/README.md", "docs/index.py", "Makefile"])
def test_what_no_user_gets(workspace: Workspace, capsys, path: str) -> None:
    workspace.git("switch", "--quiet", "--create", "topic")
    workspace.write(path, "")
    workspace.commit()

    assert "" == problems(workspace, capsys)


def test_only_this_branch_counts(branch: Workspace, capsys) -> None:
    branch.commit()
    branch.git("branch", "--force", "main", "topic")
    branch.commit("Nothing more")
    assert "" == problems(branch, capsys)
    assert "alpha has changed" in problems(branch, capsys, "--base", "main~1")


def test_a_base_that_is_not_there(workspace: Workspace, capsys) -> None:
    assert "git merge-base failed" in problems(workspace, capsys, "--base", "origin/unheard-of")


def test_a_folder_of_no_distribution(workspace: Workspace, capsys) -> None:
    workspace.note("aplha", "feature")

    assert "changelog.d/aplha is of no distribution.\n" == problems(workspace, capsys)


def test_notes_of_this_checkout() -> None:
    assert [] == check_changelog.misplaced(CHECKOUT, check_changelog.read_workspace(CHECKOUT))
    for name in check_changelog.read_workspace(CHECKOUT):
        check_changelog.read_fragments(CHECKOUT, name)
