"""What is installed, from where, and what is written about it."""

import asyncio
import csv
import hashlib
import json

import pytest

from local_index.wheels import make_wheel, wheel_filename
from micropip.errors import RequirementError, ResolutionError


def test_dependencies(environment, index) -> None:
    index.add("top", "1.0", "middle>=1", 'windows-only ; sys_platform == "win32"')
    index.add("middle", "1.5", "bottom")
    index.add("bottom", "0.1")

    environment.install("top")

    assert {"top": "1.0", "middle": "1.5", "bottom": "0.1"} == environment.installed


def test_without_dependencies(environment, index) -> None:
    index.add("top", "1.0", "not-there")

    environment.install("top", deps=False)

    assert {"top": "1.0"} == environment.installed
    assert [] == [path for path in index.counts() if path.endswith(".metadata")]


def test_newest_version_that_fits(environment, index) -> None:
    for version in ("1.0", "1.10", "1.9", "2.0", "2.1rc1"):
        index.add("project", version)

    environment.install("project<2")

    assert {"project": "1.10"} == environment.installed


def test_names_are_normalized(environment, index) -> None:
    index.add("Mixed.Case_name", "1.0")

    environment.install("mixed-case.NAME")

    assert ["Mixed.Case_name"] == list(environment.installed)


def test_extras(environment, index) -> None:
    index.add("project", "1.0", "always", extras={"one": ["first"], "Two_b": ["second[inner]"]})
    index.add("second", "1.0", extras={"inner": ["third"]})
    for name in ("always", "first", "third"):
        index.add(name)

    environment.install("project[two-b]")

    assert {"project", "always", "second", "third"} == set(environment.installed)


def test_extra_of_what_is_installed(environment, index) -> None:
    index.add("project", "1.0", extras={"more": ["other"]})
    index.add("other")
    environment.install("project")

    environment.install("project[more]")

    assert {"project", "other"} == set(environment.installed)
    assert ["other-1.0-py3-none-any.whl", "project-1.0-py3-none-any.whl"] == index.downloaded()


def test_circular_dependencies(environment, index) -> None:
    index.add("chicken", "1.0", "egg")
    index.add("egg", "1.0", "chicken")

    environment.install("chicken")

    assert {"chicken", "egg"} == set(environment.installed)


def test_dist_info(environment, index) -> None:
    index.add("asked", "1.0", "needed")
    index.add("needed", "1.0")

    environment.install("asked")

    assert "micropip\n" == environment.note("asked", "1.0", "INSTALLER")
    assert "" == environment.note("asked", "1.0", "REQUESTED")
    assert None is environment.note("needed", "1.0", "REQUESTED")
    assert None is environment.direct_url("asked", "1.0")
    recorded = [row[0] for row in csv.reader((environment.note("asked", "1.0", "RECORD") or "").splitlines())]
    assert environment.leftovers() == sorted(
        recorded + [path for path in environment.leftovers() if path.startswith("needed")]
    )


def test_wheel_by_address(environment, index) -> None:
    index.add("other", "1.0")
    file = index.add("project", "1.0", "other")
    url = f"{index.url}/files/project/project-1.0-py3-none-any.whl"

    environment.install(url)

    assert {"project": "1.0", "other": "1.0"} == environment.installed
    digest = hashlib.sha256(file.content).hexdigest()
    assert {
        "url": url,
        "archive_info": {"hash": f"sha256={digest}", "hashes": {"sha256": digest}},
    } == environment.direct_url("project", "1.0")
    assert 1 == index.counts()["/files/project/project-1.0-py3-none-any.whl"]


@pytest.mark.parametrize(
    "form", ["project[more] @ {}", "{}[more]", "project[more]@{}#sha256={}", "{}?token=1#sha256={}"]
)
def test_forms_of_addresses(environment, index, form) -> None:
    file = index.add("project", "1.0", extras={"more": ["other"]})
    index.add("other")

    environment.install(form.format(f"{index.url}/files/project/project-1.0-py3-none-any.whl", file.sha256))

    assert ("more" in form) == ("other" in environment.installed)


@pytest.mark.parametrize("scheme", ["file://", "emfs:"])
def test_files(environment, tmp_path, scheme) -> None:
    path = tmp_path / wheel_filename("project", "1.0+local")
    path.write_bytes(make_wheel("project", "1.0+local"))

    environment.install(f"{scheme}{path}")

    assert {"project": "1.0+local"} == environment.installed


def test_installed_stays(environment, index) -> None:
    index.add("project", "1.0")
    environment.install("project")
    index.add("project", "2.0")
    index.add("other", "1.0", "project")

    environment.install("other", "project>=1")

    assert {"project": "1.0", "other": "1.0"} == environment.installed


def test_installed_version_conflicts(environment, index) -> None:
    index.add("project", "1.0")
    environment.install("project")
    index.add("project", "2.0")

    with pytest.raises(ResolutionError, match=r"(?s)project>=2.*project 1\.0 is installed.*reinstall=True"):
        environment.install("project>=2")

    assert {"project": "1.0"} == environment.installed


def test_reinstall(environment, index) -> None:
    index.add("project", "1.0", files={"project/__init__.py": "", "project/old.py": ""})
    environment.install("project")
    index.add("project", "2.0", files={"project/__init__.py": "", "project/new.py": ""})

    environment.install("project>=2", reinstall=True)

    assert {"project": "2.0"} == environment.installed
    assert [path for path in environment.leftovers() if "dist-info" not in path] == [
        "project/__init__.py",
        "project/new.py",
    ]


def test_reinstall_from_an_address(environment, index) -> None:
    index.add("project", "1.0", files={"project.py": "old"})
    url = f"{index.url}/files/project/project-1.0-py3-none-any.whl"
    environment.install(url)
    index.add("project", "1.0", files={"project.py": "new"})

    environment.install(url)
    assert "old" == (environment.folder / "project.py").read_text()

    environment.install(url, reinstall=True)
    assert "new" == (environment.folder / "project.py").read_text()


def test_constraints(environment, index) -> None:
    index.add("top", "1.0", "project")
    for version in ("1.0", "2.0"):
        index.add("project", version)
    index.add("unrelated", "1.0")

    environment.install("top", constraints=["project<2", "unrelated==3"])

    assert {"top": "1.0", "project": "1.0"} == environment.installed


def test_prereleases(environment, index) -> None:
    index.add("project", "1.0")
    index.add("project", "2.0b1")
    index.add("young", "0.1a1")

    environment.install("project", "young")
    assert {"project": "1.0", "young": "0.1a1"} == environment.installed

    environment.install("project>1", pre=True, reinstall=True)
    assert "2.0b1" == environment.installed["project"]


def test_yanked(environment, index) -> None:
    index.add("project", "1.0")
    index.add("project", "2.0", yanked="it deletes everything")

    environment.install("project")
    assert {"project": "1.0"} == environment.installed

    environment.install("project==2.0", reinstall=True)
    assert {"project": "2.0"} == environment.installed


def test_platforms(environment, index) -> None:
    for tag in ("cp313-cp313-manylinux_2_17_x86_64", "cp312-cp312-pyemscripten_2025_0_wasm32", "py2-none-any"):
        index.add("project", "2.0", tag=tag)
    index.add("project", "1.0")

    environment.install("project")

    assert {"project": "1.0"} == environment.installed


def test_python_version_of_a_wheel(environment, index) -> None:
    index.add("told-by-index", "2.0", requires_python=">=3.99")
    index.add("told-by-index", "1.0")
    index.add("told-by-wheel", "2.0", content=make_wheel("told-by-wheel", "2.0", requires_python="<3"))
    index.add("told-by-wheel", "1.0")

    environment.install("told-by-index", "told-by-wheel")

    assert {"told-by-index": "1.0", "told-by-wheel": "1.0"} == environment.installed


def test_two_installs_at_once(environment, index) -> None:
    for name in ("first", "second"):
        index.add(name, "1.0", "shared")
    index.add("shared", "1.0")

    async def both() -> None:
        await asyncio.gather(environment.installer.install(["first"]), environment.installer.install(["second"]))

    asyncio.run(both())

    assert {"first", "second", "shared"} == set(environment.installed)
    assert 1 == index.counts()["/files/shared/shared-1.0-py3-none-any.whl"]


def test_downloads_run_side_by_side(environment, index) -> None:
    for number in range(30):
        index.add(f"project{number}")

    environment.install(*(f"project{number}" for number in range(30)))

    assert 1 < index.most_at_once <= 8


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("foo bar", r"'foo bar' is no requirement(?s:.*)\^"),
        ("git+https://example.com/a.git", "version control"),
        ("project @ git+https://example.com/a", "version control"),
        ("https://example.com/a-1.0.tar.gz", "no requirement"),
        ("a @ https://example.com/a-1.0.tar.gz", "source archive"),
        ("https://example.com/a.whl", "not named like a wheel"),
        ("b @ https://example.com/a-1.0-py3-none-any.whl", "names b, but the wheel there is of a"),
        ("./folder", "emfs:"),
        ("", "no requirement"),
    ],
)
def test_wrong_requirements(environment, text, message) -> None:
    with pytest.raises(RequirementError, match=message):
        environment.install(text)


def test_markers_of_requirements(environment, index) -> None:
    index.add("project")

    environment.install("project", 'nothing ; sys_platform == "win32"', 'project ; sys_platform == "emscripten"')

    assert {"project"} == set(environment.installed)


def test_metadata_notes(environment, index) -> None:
    file = index.add("project", "1.0", "Other_one")
    index.add("other-one")

    environment.install("project")

    assert "pypi" == environment.note("project", "1.0", "PYODIDE_SOURCE")
    assert file.sha256 == environment.note("project", "1.0", "PYODIDE_SHA256")
    assert ["other-one"] == json.loads(environment.note("project", "1.0", "PYODIDE_REQUIRES") or "")
