"""loadPackage: names and addresses, what depends on what, messages, and what it gives."""

import json

import pytest

from harness.errors import ThrownError
from wheel_builder import Wheel

A = Wheel("pkg-a", depends=["pkg-b"])
B = Wheel("pkg-b")
C = Wheel("pkg-c", depends=["Pkg_A"])
pytestmark = pytest.mark.realms("node24", "chromium", "firefox")


def test_by_name_with_dependencies(start) -> None:
    python = start(A, B, C)

    result = python.load("pkg-c")

    assert {
        "messages": ["Loading pkg-a, pkg-b, pkg-c", "Loaded pkg-a, pkg-b, pkg-c"],
        "errors": [],
        "loaded": ["pkg-b", "pkg-a", "pkg-c"],
    } == result
    assert dict.fromkeys(["pkg-a", "pkg-b", "pkg-c"], "default channel") == python.loaded
    assert "pkg-c" == python.run("import pkg_a, pkg_b, pkg_c; pkg_c.name")


def test_by_address(start, server) -> None:
    python = start()
    server.offer(A)
    url = f"{server.url}{A.file_name}"

    result = python.load(url)

    assert {"messages": ["Loading pkg-a", "Loaded pkg-a"], "errors": [], "loaded": ["pkg-a"]} == result
    assert {"pkg-a": url} == python.loaded
    assert "pkg-a" == python.run("import pkg_a; pkg_a.name")


def test_what_is_there_already(start) -> None:
    python = start(A, B, C)
    python.load("pkg-a")

    assert {
        "messages": ["pkg-a already loaded from default channel", "No new packages to load"],
        "errors": [],
        "loaded": [],
    } == python.load("pkg-a")
    assert ["pkg-a already loaded from default channel", "Loading pkg-c", "Loaded pkg-c"] == python.load("pkg-c")[
        "messages"
    ]


@pytest.mark.parametrize("name", ["pkg-a", "Pkg_A", "PKG.a", "pkg--a"])
def test_spellings_of_names(start, name) -> None:
    """A name stands for all its spellings (PEP 503)."""
    assert ["pkg-b", "pkg-a"] == start(A, B).load(name)["loaded"]


def test_what_it_gives(start) -> None:
    python = start(Wheel("Pkg-A"))

    assert [
        {"name": "Pkg-A", "version": "1.0", "fileName": "Pkg_A-1.0-py3-none-any.whl", "packageType": "package"}
    ] == python.js("return await pyodide.loadPackage('pkg-a', { messageCallback() {} })")


@pytest.mark.realms("node24")
@pytest.mark.parametrize("list", ["new Set(['pkg-a'])", "['pkg-a'].values()", "pyodide.toPy(['pkg-a'])"])
def test_lists_of_all_kinds(start, list) -> None:
    """A PyProxy is destroyed."""
    python = start(A, B)
    proxies = python.js("return pyodide._api.referenceCounts().proxies")

    loaded = python.js(
        f"return (await pyodide.loadPackage({list}, {{ messageCallback() {{}} }})).map(({{ name }}) => name)"
    )

    assert ["pkg-b", "pkg-a"] == loaded
    # What installs packages is kept.
    assert proxies + 2 == python.js("return pyodide._api.referenceCounts().proxies")


@pytest.mark.realms("node24")
def test_from_python(start) -> None:
    python = start(A, B)

    result = python.interpreter.run_async(
        """
        import pyodide_js
        messages = []
        packages = await pyodide_js.loadPackage(["pkg-a"], messageCallback=messages.append, checkIntegrity=True)
        import pkg_a
        " | ".join([*messages, *(package.name for package in packages)])
        """
    )

    assert "Loading pkg-a, pkg-b | Loaded pkg-a, pkg-b | pkg-b | pkg-a" == result


@pytest.mark.realms("node24")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("null", "TypeError: loadPackage: expected the name of a package, the address of a wheel, or a list of them"),
        ("5", "TypeError: loadPackage: expected the name"),
        ("['pkg-a', 5]", "TypeError: loadPackage: names and addresses must be strings, not number"),
        ("'pkg-a', () => 0", "TypeError: loadPackage: the options must be an object"),
        ("'pkg-a', { messageCallback: 5 }", "TypeError: loadPackage: messageCallback must be a function, not number"),
        ("['pkg-b', 'nope']", "Error: No known package with name 'nope': the lock file does not list it"),
        ("'needs-nope'", "Error: No known package with name 'nope', which 'needs-nope' depends on"),
        ("'pkg-b>=1.0'", "Error: 'pkg-b>=1.0' is neither the name of a package nor the address of a wheel"),
        ("'pkg-b[extra]'", "Requirements with versions, extras or markers are for micropip.install()"),
        ("'https://example.org/pkg.whl'", "is neither the name of a package nor the address of a wheel"),
        ("''", "Error: '' is neither the name"),
    ],
)
def test_bad_arguments(start, arguments, message) -> None:
    """Nothing is loaded then."""
    python = start(A, B, Wheel("needs-nope", depends=["nope"]))

    with pytest.raises(ThrownError) as caught:
        python.js(f"await pyodide.loadPackage({arguments})")

    assert message in f"{caught.value.name}: {caught.value.message}"
    assert {} == python.loaded


def test_a_wheel_in_the_place_of_a_dependency(start, server) -> None:
    """Also if both are asked for at once."""
    other = Wheel("pkg-b", version="2.0", files={"pkg_b/__init__.py": "name = 'mine'\n"})
    python = start(A, B, C)
    server.files[other.file_name] = other.contents
    url = f"{server.url}{other.file_name}"

    assert ["pkg-b", "pkg-a"] == python.load("pkg-a", url)["loaded"]

    assert "mine" == python.run("import pkg_b; pkg_b.name")
    assert url == python.loaded["pkg-b"]
    again = python.load(f"{server.url}{B.file_name}")
    assert [] == again["loaded"]
    assert "while it is already loaded from" in again["errors"][0]
    assert "To override a dependency, load the custom package first." in again["errors"][0]


def test_the_hash_in_an_address(start, server) -> None:
    python = start()
    server.offer(A, B)

    result = python.load(
        f"{server.url}{A.file_name}#sha256={A.entry['sha256']}", f"{server.url}{B.file_name}?x#sha256={'0' * 64}"
    )

    assert ["pkg-a"] == result["loaded"]
    assert f"its SHA-256 is {B.entry['sha256']}, expected was 0000" in result["errors"][0]


def test_a_file_of_pythons(start) -> None:
    python = start()
    python.interpreter.write_file(f"/home/pyodide/{B.file_name}", B.contents)

    missing = python.load(f"emfs:/nowhere/{A.file_name}")["errors"][0]

    assert "there is no file /nowhere/pkg_a-1.0-py3-none-any.whl in the file system of Python" in missing
    assert ["pkg-b"] == python.load(f"emfs:/home/pyodide/{B.file_name}")["loaded"]
    assert f"emfs:/home/pyodide/{B.file_name}" == python.loaded["pkg-b"]


@pytest.mark.realms("node24")
@pytest.mark.parametrize("form", ["path", "relative", "URL"])
def test_a_file_in_node(start, tmp_path, form) -> None:
    folder = tmp_path / "with space"
    folder.mkdir()
    file = folder / B.file_name
    file.write_bytes(B.contents)
    address = {"path": str(file), "relative": "../" * 20 + str(file)[1:], "URL": file.as_uri()}[form]
    python = start()

    assert ["pkg-b"] == python.load(address)["loaded"]

    assert file.as_uri() == python.run(f"import json; json.load(open({DIRECT_URL!r}))['url']")


DIRECT_URL = "/lib/python3.13/site-packages/pkg_b-1.0.dist-info/direct_url.json"


@pytest.mark.realms("chromium", "firefox")
def test_a_relative_address_in_a_page(start, realm) -> None:
    """It is relative to the page, not to the distribution."""
    (realm.site.folder / B.file_name).write_bytes(B.contents)
    python = start()

    assert ["pkg-b"] == python.load(f"../../{B.file_name}")["loaded"]


def test_from_imports(start) -> None:
    python = start(A, B, C, Wheel("scikit-thing", imports=["skthing", "google.thing"]))

    result = python.js(
        """
        const messages = [];
        const options = { messageCallback: (text) => messages.push(text) };
        await pyodide.loadPackagesFromImports("import sys, js, nope\\nfrom skthing.part import x", options);
        await pyodide.loadPackagesFromImports("import google.thing", options);
        await pyodide.loadPackagesFromImports("def f():\\n  import pkg_a", options);
        await pyodide.loadPackagesFromImports("this is not Python", options);
        return messages;
        """
    )

    assert [
        "Loading scikit-thing",
        "Loaded scikit-thing",
        "scikit-thing already loaded from default channel",
        "No new packages to load",
        "Loading pkg-a, pkg-b",
        "Loaded pkg-a, pkg-b",
    ] == result


def test_messages_without_callbacks(start, realm) -> None:
    """They go where Python's output goes."""
    python = start(A, B, C, Wheel("bad", lies={"sha256": "0" * 64}))

    lines = python.js(
        """
        const lines = [];
        pyodide.setStdout({ batched: (text) => lines.push(["out", text]) });
        pyodide.setStderr({ batched: (text) => lines.push(["err", text.split(":")[0]]) });
        await pyodide.loadPackage(["pkg-b", "bad"]);
        pyodide.setStdout();
        pyodide.setStderr();
        return lines;
        """
    )

    assert [
        ["out", "Loading bad, pkg-b"],
        ["out", "Loaded pkg-b"],
        ["out", "Failed to load bad"],
        ["err", "The following error occurred while loading bad"],
    ] == lines


RECORDED = """
import csv, json, os
base = "/lib/python3.13/site-packages"
info = f"{base}/pkg_a-1.0.dist-info"
names = sorted(set(os.listdir(info)) - {"METADATA", "WHEEL", "RECORD"})
notes = {name: open(f"{info}/{name}").read() for name in names}
recorded = sorted(os.path.normpath(os.path.join(base, row[0])) for row in csv.reader(open(f"{info}/RECORD")))
json.dumps([notes, recorded])
"""


@pytest.mark.realms("node24")
def test_data_files_and_records(start) -> None:
    """The files of a wheel go where the wheel format says, and RECORD names all of them (PEP 427, PEP 376)."""
    files = {
        "pkg_a/__init__.py": "",
        "pkg_a-1.0.data/data/share/pkg_a/data.txt": "data",
        "pkg_a-1.0.data/data/etc/with,comma.txt": "data",
        "pkg_a-1.0.data/scripts/run": "#!python\nprint('run')\n",
        "pkg_a-1.0.data/purelib/pkg_a/pure.py": "pure = 1\n",
        "pkg_a-1.0.data/platlib/pkg_a/plat.py": "plat = 2\n",
        "pkg_a-1.0.data/headers/pkg.h": "int x;\n",
    }
    python = start(Wheel("pkg-a", files=files, depends=["pkg-b"]), B)
    python.load("pkg-a")

    notes, recorded = json.loads(python.run(RECORDED))

    base = "/lib/python3.13/site-packages"
    assert {"INSTALLER": "pyodide.loadPackage\n", "PYODIDE_SOURCE": "pyodide", "REQUESTED": ""} == notes
    placed = {f"{base}/pkg_a/{name}" for name in ("__init__.py", "pure.py", "plat.py")} | {
        "/share/pkg_a/data.txt",
        "/etc/with,comma.txt",
        "/bin/run",
        "/include/python3.13/pkg-a/pkg.h",
    }
    names = ["INSTALLER", "METADATA", "PYODIDE_SOURCE", "RECORD", "REQUESTED", "WHEEL"]
    assert sorted(placed | {f"{base}/pkg_a-1.0.dist-info/{name}" for name in names}) == recorded
    assert 3 == python.run("from pkg_a.pure import pure; from pkg_a.plat import plat; pure + plat")
    assert "data" == python.run("open('/share/pkg_a/data.txt').read()")
    assert True is python.run("import os; os.access('/bin/run', os.X_OK)")
    assert False is python.run("os.path.exists('/lib/python3.13/site-packages/pkg_b-1.0.dist-info/REQUESTED')")
