"""What would be released."""

import pytest

from release_tool.__main__ import main

from .workspaces import Workspace


def run(workspace: Workspace, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments), workspace.root)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def rows(output: str) -> dict[str, list[str]]:
    table = output.partition("\n\n")[0]
    return {words[0]: words[1:3] for words in map(str.split, table.splitlines())}


def tag_all(workspace: Workspace) -> None:
    """Pretend that everything has been released, and nothing happened since."""
    workspace.git("rm", "-r", "--quiet", "changelog.d")
    workspace.commit("Release")
    for name, version in {"alpha": "0.5.0", "beta": "1.2.0", "gamma": "2.0.0", "delta": "2.0.0"}.items():
        workspace.git("tag", f"{name}-v{version}")


def test_before_the_first_release(workspace: Workspace, capsys) -> None:
    before = workspace.state()
    code, output, _ = run(workspace, capsys)

    assert 0 == code
    assert {"alpha": ["-", "0.5.0"], "gamma": ["-", "2.0.0"], "delta": ["-", "2.0.0"]}.items() <= rows(output).items()
    assert "beta needs alpha>=0.5: 0.5.0 is released with it" in output
    assert before == workspace.state()


def test_only_what_has_changed(workspace: Workspace, capsys) -> None:
    tag_all(workspace)
    workspace.write("beta/src/beta/new.py", "")
    workspace.note("beta", "bugfix")
    workspace.commit()
    code, output, _ = run(workspace, capsys)

    assert 0 == code
    expected = {"beta": ["1.2.0", "1.2.1"], "alpha": ["0.5.0", "-"], "gamma": ["2.0.0", "-"]}
    assert expected.items() <= rows(output).items()
    assert "1 file changed; 1 bugfix" in output
    assert "beta needs alpha>=0.5: 0.5.0 is its last release" in output


def test_a_version_of_development_is_no_change(workspace: Workspace, capsys) -> None:
    tag_all(workspace)
    path = "alpha/pyproject.toml"
    workspace.write(path, workspace.read(path).replace("0.5.0.dev0", "0.5.1.dev0"))
    workspace.commit()
    assert "alpha         0.5.0  -     nothing\n" in run(workspace, capsys)[1]

    workspace.write(path, workspace.read(path) + "\n[tool.other]\n")
    workspace.commit()
    assert "1 file changed; no change notes" in run(workspace, capsys)[1]


def test_those_that_share_a_version_go_together(workspace: Workspace, capsys) -> None:
    tag_all(workspace)
    workspace.note("delta", "feature")
    workspace.commit()

    assert ["2.0.0", "2.1.0"] == rows(run(workspace, capsys, "--dry-run", "gamma")[1])["delta"]


def test_a_dependency_that_nobody_has(workspace: Workspace, capsys) -> None:
    code, _, error = run(workspace, capsys, "--dry-run", "beta")

    assert 1 == code
    assert "beta needs alpha>=0.5: there is no alpha yet. Release it, too." in error


def test_a_dependency_that_is_too_old(workspace: Workspace, capsys) -> None:
    tag_all(workspace)
    path = "beta/pyproject.toml"
    workspace.write(path, workspace.read(path).replace("alpha>=0.5", "alpha>=0.6"))
    workspace.note("beta", "bugfix")
    workspace.commit()
    code, _, error = run(workspace, capsys, "--dry-run")
    assert 1 == code
    assert "alpha>=0.6: 0.5.0 is its last release, which does not fit" in error

    workspace.note("alpha", "feature")
    workspace.commit()
    code, output, _ = run(workspace, capsys, "--dry-run")
    assert 0 == code
    assert "beta needs alpha>=0.6: 0.6.0 is released with it" in output


def test_what_others_need_of_a_release(workspace: Workspace, capsys) -> None:
    """They keep working with the old one, so this is said and is no error."""
    path = "beta/pyproject.toml"
    workspace.write(path, workspace.read(path).replace("alpha>=0.5", "alpha>=0.5,<0.6"))
    tag_all(workspace)
    workspace.note("alpha", "breaking")
    workspace.commit()
    code, output, _ = run(workspace, capsys)

    assert 0 == code
    assert "beta needs alpha<0.6,>=0.5: 0.6.0 is released now, which does not fit" in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["unheard-of"], "There is no distribution unheard-of. There are alpha, beta, delta, gamma."),
        (["alpha"], "alpha has no change notes: write what is different"),
    ],
)
def test_wrong_names(workspace: Workspace, capsys, arguments: list[str], message: str) -> None:
    tag_all(workspace)
    code, _, error = run(workspace, capsys, "--dry-run", *arguments)

    assert 1 == code
    assert message in error


def test_changes_that_no_commit_has(workspace: Workspace, capsys) -> None:
    workspace.write("alpha/src/alpha/__init__.py", "changed = True\n")

    assert "Commit or stash them:\n M alpha/src/alpha/__init__.py" in run(workspace, capsys, "alpha")[2]


def test_no_branch(workspace: Workspace, capsys) -> None:
    workspace.git("checkout", "--quiet", "--detach")

    assert "No branch is checked out" in run(workspace, capsys, "alpha")[2]


def test_dry_run_shows_everything_and_changes_nothing(workspace: Workspace, capsys) -> None:
    before = workspace.state()
    code, output, _ = run(workspace, capsys, "--dry-run", "beta", "alpha")

    assert 0 == code
    expected = [
        "Release alpha 0.5.0 and beta 1.2.0",
        "tag  alpha-v0.5.0",
        "- beta can do something.",
        "publish alpha beta",
    ]
    assert expected == [text for text in expected if text in output]
    assert output.index("tag  alpha-v0.5.0") < output.index("tag  beta-v1.2.0")
    assert before == workspace.state()
