"""Requirements files, in the format of pip."""

import pytest

from local_index.wheels import make_wheel
from micropip.errors import FetchError, RequirementError, ResolutionError


@pytest.fixture(autouse=True)
def projects(index) -> None:
    """Publish two projects in two versions each."""
    for name in ("first", "second"):
        for version in ("1.0", "2.0"):
            index.add(name, version)


def test_at_an_address(environment, index) -> None:
    index.texts["/folder/requirements.txt"] = "\ufeff# a comment\nfirst ~= 1.0  # another\n\n-r more.txt\n"
    index.texts["/folder/more.txt"] = "-c constraints.txt\nsec\\\nond\n"
    index.texts["/folder/constraints.txt"] = "second<2\n"

    environment.install(f"-r {index.url}/folder/requirements.txt")

    assert {"first": "1.0", "second": "1.0"} == environment.installed


def test_in_the_file_system(environment, index, tmp_path) -> None:
    (tmp_path / "requirements.txt").write_text("first==1.0\n--requirement=sub/more.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "more.txt").write_text("./third-1.0-py3-none-any.whl\n")
    (tmp_path / "sub" / "third-1.0-py3-none-any.whl").write_bytes(make_wheel("third", "1.0"))

    environment.install(f"-remfs:{tmp_path}/requirements.txt", "second")

    assert {"first": "1.0", "second": "2.0", "third": "1.0"} == environment.installed


def test_options(environment, index) -> None:
    index.add("young", "1.0a1")
    index.add("young", "0.9")
    index.texts["/requirements.txt"] = f"-i {index.url}/nowhere\n--extra-index-url={index.simple}\n--pre\nyoung"

    environment.install(f"-r {index.url}/requirements.txt")

    assert {"young": "1.0a1"} == environment.installed


def test_hashes(environment, index) -> None:
    old = index.projects["first"]["first-1.0-py3-none-any.whl"].sha256
    index.texts["/requirements.txt"] = f"first \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{old}\n"

    environment.install(f"-r {index.url}/requirements.txt")

    assert {"first": "1.0"} == environment.installed


def test_hashes_that_nothing_has(environment, index) -> None:
    index.texts["/requirements.txt"] = f"first --hash=sha256:{'0' * 64}\n"

    with pytest.raises(ResolutionError, match="has a hash that the requirement allows"):
        environment.install(f"-r {index.url}/requirements.txt")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("first\nno requirement\n", r"requirements\.txt, line 2: 'no requirement' is no requirement"),
        ("-r requirements.txt", r"includes itself"),
        ("-e .", r"line 1: .*editable"),
        ("--frobnicate", r"there is no option --frobnicate"),
        ("-c other.txt", r"other\.txt, line 1: .*a constraint has no extras"),
    ],
)
def test_faults(environment, index, text, message) -> None:
    index.texts["/requirements.txt"] = text
    index.texts["/other.txt"] = "first[extra]<2"

    with pytest.raises(RequirementError, match=message):
        environment.install(f"-r {index.url}/requirements.txt")

    assert {} == environment.installed


def test_a_missing_file(environment, index) -> None:
    with pytest.raises(FetchError, match=r"nothing\.txt: the server answered 404"):
        environment.install(f"-r {index.url}/nothing.txt")


SCRIPT = """#!/usr/bin/env python
# /// script
# requires-python = ">=3.13"
# dependencies = [
#   "first<2", # a comment
#   "second",
# ]
#
# [tool.other]
# ///
import first
"""


def test_scripts(environment, index) -> None:
    index.texts["/script.py"] = SCRIPT

    environment.install(f"--requirements-from-script {index.url}/script.py")

    assert {"first": "1.0", "second": "2.0"} == environment.installed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import first", "has no comment `# /// script`"),
        (SCRIPT + SCRIPT, "has 2 comments"),
        (SCRIPT.replace("3.13", "3.99"), "needs Python >=3.99, and this is 3.13"),
        (SCRIPT.replace('"first<2"', "first"), r"script\.py: .*line 3"),
        (SCRIPT.replace('"first<2"', "1"), "must be an array of strings"),
        (SCRIPT.replace("first<2", "no requirement"), "'no requirement' is no requirement"),
    ],
)
def test_faults_of_scripts(environment, index, text, message) -> None:
    index.texts["/script.py"] = text

    with pytest.raises(RequirementError, match=message):
        environment.install(f"--requirements-from-script {index.url}/script.py")
