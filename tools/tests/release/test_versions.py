"""Which version comes next."""

import pytest
from packaging.version import Version

from release_tool.errors import ReleaseError
from release_tool.fragments import read_fragments
from release_tool.versions import Phase, following, next_version, pre_release

from .workspaces import Workspace


@pytest.mark.parametrize(
    ("last", "written", "kinds", "expected"),
    [
        ("1.2.3", "1.2.4.dev0", ["bugfix", "doc", "misc"], "1.2.4"),
        ("1.2.3", "1.2.4.dev0", ["bugfix", "feature"], "1.3.0"),
        ("1.2.3", "1.2.4.dev0", ["deprecation"], "1.3.0"),
        ("1.2.3", "1.2.4.dev0", ["breaking", "bugfix"], "2.0.0"),
        ("0.2.3", "0.2.4.dev0", ["bugfix"], "0.2.4"),
        ("0.2.3", "0.2.4.dev0", ["feature"], "0.3.0"),
        ("0.2.3", "0.2.4.dev0", ["breaking"], "0.3.0"),
        ("0.2.3", "1.0.0.dev0", ["bugfix"], "1.0.0"),
        ("1.2.3", "1.2.3", ["bugfix"], "1.2.4"),
        ("1.2", "1.2", ["bugfix"], "1.2.1"),
        (None, "0.7.0.dev0", ["breaking"], "0.7.0"),
        (None, "0.7.0", ["feature"], "0.7.0"),
    ],
)
def test_next_version(last: str | None, written: str, kinds: list[str], expected: str) -> None:
    assert expected == str(next_version(Version(last) if last else None, Version(written), kinds))


def test_what_follows_comes_before_everything_that_can_follow() -> None:
    following_version = following(Version("1.2.3"))

    assert "1.2.4.dev0" == str(following_version)
    assert Version("1.2.3") < following_version < Version("1.2.4")


def test_fragments(workspace: Workspace) -> None:
    workspace.write("changelog.d/alpha/12.bugfix.md", "It no longer fails.\n")
    workspace.write("changelog.d/alpha/12.bugfix.1.md", "Neither does the other.\n")

    assert ["feature", "bugfix", "bugfix"] == [each.kind for each in read_fragments(workspace.root, "alpha")]
    assert [] == read_fragments(workspace.root, "unheard-of")


@pytest.mark.parametrize("name", ["+x.md", "+x.improvement.md", "+x.feature.rst", "feature.md"])
def test_files_that_are_no_fragments(workspace: Workspace, name: str) -> None:
    workspace.write(f"changelog.d/alpha/{name}", "Text.\n")

    with pytest.raises(ReleaseError, match="breaking, feature, deprecation"):
        read_fragments(workspace.root, "alpha")


def test_empty_fragments(workspace: Workspace) -> None:
    workspace.note("alpha", "bugfix", "  ")

    with pytest.raises(ReleaseError, match=r"\+change.bugfix.md is empty"):
        read_fragments(workspace.root, "alpha")


@pytest.mark.parametrize(
    ("version", "phase", "last", "expected"),
    [
        ("1.3.0", "a", None, "1.3.0a1"),
        ("1.3.0", "a", "1.2.3", "1.3.0a1"),
        ("1.3.0", "a", "1.3.0a1", "1.3.0a2"),
        ("1.3.0", "b", "1.3.0a2", "1.3.0b1"),
        ("1.3.0", "rc", "1.3.0b9", "1.3.0rc1"),
        ("2.0.0", "a", "1.3.0a2", "2.0.0a1"),  # a breaking change came along
    ],
)
def test_pre_release(version: str, phase: Phase, last: str | None, expected: str) -> None:
    assert expected == str(pre_release(Version(version), phase, Version(last) if last else None))


def test_pre_releases_do_not_go_back() -> None:
    with pytest.raises(ReleaseError, match=r"1.3.0a1 would come before 1.3.0b2"):
        pre_release(Version("1.3.0"), "a", Version("1.3.0b2"))


@pytest.mark.parametrize("version", ["1.3.0a1", "1.3.0rc4", "1.3.0"])
def test_a_checkout_is_between_two_versions(version: str) -> None:
    parsed = Version(version)

    assert parsed < following(parsed)
    if parsed.is_prerelease:
        phase, number = parsed.pre
        assert following(parsed) < Version(f"1.3.0{phase}{number + 1}") < Version("1.3.0")
