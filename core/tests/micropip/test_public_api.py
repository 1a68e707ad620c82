"""Everything but install: what is there, pretending, and taking away."""

import json

import pytest

from harness.errors import ThrownError

pytestmark = pytest.mark.realms("node24", "chromium", "firefox")

SIGNATURES = {
    "add_mock_package": ["name", "version", "modules", "persistent"],
    "freeze": [],
    "install": [
        "requirements",
        "keep_going",
        "deps",
        "credentials",
        "pre",
        "index_urls",
        "constraints",
        "reinstall",
        "verbose",
    ],
    "list": [],
    "list_mock_packages": [],
    "remove_mock_package": ["name"],
    "set_constraints": ["constraints"],
    "set_index_urls": ["urls"],
    "uninstall": ["packages", "verbose"],
}


@pytest.mark.realms("node24")
def test_signatures(python) -> None:
    code = "import inspect, json\njson.dumps({n: list(inspect.signature(getattr(micropip, n)).parameters) for n in %r})"

    assert SIGNATURES == json.loads(python.run(code % sorted(SIGNATURES)))


@pytest.mark.realms("node24")
def test_names_stay_what_they_are(python) -> None:
    code = """
before = {name: getattr(micropip, name) for name in micropip.__all__}
for _ in range(2):
    micropip.freeze(), micropip.list(), micropip.list_mock_packages(), micropip.uninstall("nothing")
    micropip.set_constraints([]), micropip.set_index_urls("PYPI"), await micropip.install([])
before == {name: getattr(micropip, name) for name in micropip.__all__}
"""
    assert python.run(code)


def test_listing(python, index) -> None:
    index.add("Project_A", "1.0")
    index.add("project-b", "2.0.post1")
    python.install("project-a", f"{index.url}/files/project-b/project_b-2.0.post1-py3-none-any.whl")

    listed = python.run("micropip.uninstall('nothing')\nstr(micropip.list())").splitlines()

    assert "Name      | Version   | Source" == listed[0]
    rows = [[cell.strip() for cell in line.split("|")] for line in listed[2:]]
    assert ["Project_A", "1.0", index.simple] in rows
    assert ["project-b", "2.0.post1", f"{index.url}/files/project-b/project_b-2.0.post1-py3-none-any.whl"] in rows


@pytest.mark.parametrize("persistent", [False, True])
def test_mock_packages(python, index, persistent) -> None:
    index.add("top", "1.0", "Mocked_package>=2")
    code = f"""
modules = {{"mocked": "x = 1", "mocked.sub.inner": '''
    from mocked import x
    y = x + 1
'''}}
micropip.add_mock_package("mocked-package", "2.5", modules=modules, persistent={persistent})
await micropip.install("top")
import mocked.sub.inner, importlib.metadata
found = [*micropip.list_mock_packages(), importlib.metadata.version("mocked_package"), str(mocked.sub.inner.y)]
" ".join(found)
"""
    assert "mocked-package 2.5 2" == python.run(code)
    assert "mock" == python.run("micropip.list()['mocked-package'].source")

    python.run("micropip.remove_mock_package('mocked_package')")

    assert "" == python.run("' '.join(micropip.list_mock_packages())")
    with pytest.raises(ThrownError, match="No module named 'mocked'"):
        python.run("import mocked")
    with pytest.raises(ThrownError, match="PackageNotFoundError"):
        python.run("micropip.remove_mock_package('mocked-package')")


def test_mock_modules_made_by_functions(python) -> None:
    code = """
def fill(module):
    module.answer = 42
micropip.add_mock_package("filled", "1.0", modules={"filled": fill})
import filled
filled.answer
"""
    assert 42 == python.run(code)
    with pytest.raises(ThrownError, match="cannot be kept"):
        python.run("micropip.add_mock_package('kept', '1.0', modules={'kept': print}, persistent=True)")
    with pytest.raises(ThrownError, match="not a mock package"):
        python.run("micropip.remove_mock_package('micropip')")


def test_mock_packages_in_the_place_of_packages_of_the_lock_file(python) -> None:
    code = """
micropip.add_mock_package("sqlite3", "9.0", modules={"sqlite3": "version = 'mock'"})
await micropip.install("sqlite3>=9")
import sqlite3
sqlite3.version
"""
    assert "mock" == python.run(code)


def test_references(python, index) -> None:
    """Installing leaves no more objects of the other language behind, the more often it is done."""
    index.add("project", "1.0")
    code = """
import gc
for _ in range(3):
    await micropip.install("project")
    micropip.uninstall("project")
    micropip.list(), micropip.freeze()
    try:
        await micropip.install("not-there")
    except ValueError:
        pass
gc.collect()
None
"""
    counts = "return pyodide._api.referenceCounts()"
    python.run(code)
    before = python.interpreter.js(counts)
    python.run(code)

    assert before == python.interpreter.js(counts)


def test_constraints(python, index) -> None:
    for version in ("1.0", "2.0"):
        index.add("project", version)

    python.run("micropip.set_constraints(['project<2'])")
    python.install("project")

    assert {"project": "1.0"} == python.installed


def test_progress(python, index) -> None:
    index.add("project", "1.0")
    code = """
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()) as output:
    await micropip.install("project", verbose=True)
    micropip.uninstall(["project", "nothing"])
    await micropip.install("project")
output.getvalue()
"""
    assert python.run(code).splitlines() == [
        "Collecting project",
        "Installing collected packages: project",
        "  Downloading project-1.0-py3-none-any.whl",
        "Successfully installed project-1.0",
        "WARNING: Skipping 'nothing' as it is not installed.",
    ]


def test_what_embedders_replace(python, index) -> None:
    index.add("project", "1.0")
    code = f"""
from unittest.mock import patch
from micropip.package_index import CompatibilityLayer, ProjectInfo, query_package

async def replacement(name, index_urls=None, *, compat_layer, fetch_kwargs=None):
    asked.append(name)
    if name != "hosted":
        return await query_package(name, index_urls, compat_layer=compat_layer, fetch_kwargs=fetch_kwargs)
    text, headers = await compat_layer.fetch_string_and_headers("{index.url}/legacy/project/json", {{}})
    import json
    releases = json.loads(text.replace("project-1.0", "hosted-1.0"))["releases"]
    return ProjectInfo._compatible_only(name, releases)

asked = []
with patch("micropip.package_index.query_package", replacement):
    await micropip.install("project")
    try:
        await micropip.install("hosted")
    except OSError as error:
        asked.append(str(error))
"\\n".join(asked)
"""
    asked = python.run(code).splitlines()

    assert ["project", "hosted"] == asked[:2]
    assert f"{index.url}/files/project/hosted-1.0-py3-none-any.whl" in asked[2]
    assert "1.0" == python.run("import project\nproject.version")
