"""What indexes say, in every format, and asking as little as possible."""

import pytest

from micropip.errors import ResolutionError

FORMATS = ["{}/simple", "{}/simple/", "{}/html", "{}/legacy/{{package_name}}/json"]


@pytest.mark.parametrize("form", FORMATS)
def test_formats(environment, index, form) -> None:
    index.add("top", "1.0", "needed")
    index.add("top", "3.0", "needed", yanked="broken")
    index.add("top", "4.0", requires_python=">=3.99")
    index.add("needed", "1.0")
    index.add_file("top", "top-5.0.tar.gz")

    environment.install("top", index_urls=form.format(index.url))

    assert {"top": "1.0", "needed": "1.0"} == environment.installed


@pytest.mark.parametrize("kind", ["simple", "html"])
def test_no_wheel_is_downloaded_while_looking(environment, index, kind) -> None:
    for version in ("1.0", "2.0", "3.0"):
        index.add("top", version, f"bottom=={version}")
    index.add("bottom", "1.0")

    environment.install("top", index_urls=f"{index.url}/{kind}")

    assert ["bottom-1.0-py3-none-any.whl", "top-1.0-py3-none-any.whl"] == index.downloaded()


@pytest.mark.parametrize("sizes", [True, False])
def test_metadata_out_of_a_part_of_a_wheel(environment, index, sizes) -> None:
    index.behaviour.separate_metadata = False
    index.behaviour.sizes = sizes
    index.add("top", "2.0", "not-there", padding=300_000)
    index.add("top", "1.0", "bottom", padding=300_000)
    index.add("bottom", "1.0", padding=300_000)

    environment.install("top")

    assert {"top": "1.0", "bottom": "1.0"} == environment.installed
    assert ["bottom-1.0-py3-none-any.whl", "top-1.0-py3-none-any.whl"] == index.downloaded()


def test_metadata_far_from_the_end_of_a_wheel(environment, index) -> None:
    index.behaviour.separate_metadata = False
    many = {f"top/module_{number:05}_with_quite_a_long_name.py": "" for number in range(3000)}
    index.add("top", "2.0", "not-there", files=many)
    index.add("top", "1.0", files=many)

    environment.install("top")

    assert {"top": "1.0"} == environment.installed
    assert ["top-1.0-py3-none-any.whl"] == index.downloaded()


def test_a_server_without_ranges(environment, index) -> None:
    index.behaviour.separate_metadata = False
    index.behaviour.ranges = False
    index.add("top", "1.0", "bottom", padding=300_000)
    index.add("bottom", "1.0", padding=300_000)

    environment.install("top")

    assert ["bottom-1.0-py3-none-any.whl", "top-1.0-py3-none-any.whl"] == index.downloaded()


def test_separate_metadata_that_are_missing(environment, index) -> None:
    index.add("top", "1.0", "bottom")
    index.add("bottom", "1.0")
    index.behaviour.faults["/files/top/top-1.0-py3-none-any.whl.metadata"] = [404]

    environment.install("top")

    assert {"top": "1.0", "bottom": "1.0"} == environment.installed


def test_pages_are_asked_for_conditionally(environment, index) -> None:
    index.add("project", "1.0")
    index.add("other", "1.0")
    environment.install("project")
    environment.installer.host.uninstall("project")

    environment.install("project")

    assert [200, 304] == [status for path, status in index.requests if path == "/simple/project/"]
    index.add("project", "2.0")
    environment.install("project", reinstall=True, constraints=["project>1"])
    assert {"project": "2.0"} == environment.installed


def test_metadata_are_read_once_in_a_session(environment, index) -> None:
    index.add("project", "1.0")
    environment.install("project")
    environment.installer.host.uninstall("project")

    environment.install("project")

    assert 1 == index.counts()["/files/project/project-1.0-py3-none-any.whl.metadata"]


def test_first_index_that_has_the_project(environment, index) -> None:
    index.add("project", "1.0")

    environment.install("project", index_urls=[f"{index.url}/nowhere", "PYPI"])

    assert {"project": "1.0"} == environment.installed
    assert "pypi" == environment.note("project", "1.0", "PYODIDE_SOURCE")


def test_an_index_that_cannot_be_reached(environment, index) -> None:
    index.add("project", "1.0")

    environment.install("project", index_urls=["http://127.0.0.1:1/simple", index.simple])
    assert {"project": "1.0"} == environment.installed

    with pytest.raises(ResolutionError, match=r"(?s)127\.0\.0\.1:1/simple: could not be asked: .*refused"):
        environment.install("other", index_urls=["http://127.0.0.1:1/simple", index.simple])


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("plain words", "neither JSON nor HTML"),
        ('{"files"', "is no JSON"),
        ('{"message": "hello"}', "neither of the simple API"),
        ('{"meta": {"api-version": "2.0"}, "files": []}', "version 2.0"),
        ('{"name": "x", "files": [{"url": "x"}]}', "not as PEP 691 says"),
        ('<html><head><meta name="pypi:repository-version" content="2.0"></head></html>', "version 2.0"),
    ],
)
def test_pages_that_are_none(environment, index, body, reason) -> None:
    index.texts["/other/project/"] = body

    with pytest.raises(ResolutionError, match=reason):
        environment.install("project", index_urls=f"{index.url}/other")


def test_default_indexes_need_not_exist(environment, index) -> None:
    environment.host._index_urls.clear()

    with pytest.raises(ResolutionError, match=r"no package index to ask for 'project'.*set_index_urls"):
        environment.install("project")


def test_an_index_of_a_thousand_versions(environment, index) -> None:
    for number in range(1000):
        index.add("project", f"0.{number}", tag="py3-none-any" if number % 2 else "cp39-cp39-win32")

    environment.install("project<0.500")

    assert {"project": "0.499"} == environment.installed
    assert 1 == len(index.downloaded())


def test_fetching_stops_when_the_search_is_over(environment, index) -> None:
    index.add("project", "1.0", "missing")

    with pytest.raises(ResolutionError, match="missing"):
        environment.install("project")

    assert [] == index.downloaded()
