"""Options of loadPyodide: which lock file, where packages are, what is loaded at once."""

import json
from typing import Any

import pytest

from harness.errors import ThrownError
from harness.interpreter import Interpreter
from harness.package_server import Handler
from wheel_builder import INFO, Wheel

pytestmark = pytest.mark.realms("node24", "chromium")

A = Wheel("pkg-a", depends=["pkg-b"])
B = Wheel("pkg-b")
PART = Wheel("part", package_type="cpython_module")
TEST = Wheel("test", package_type="cpython_module", imports=["test"])

LOAD = "return (await pyodide.loadPackage(names, { messageCallback() {}, errorCallback() {} })).map(({ name }) => name)"


@pytest.fixture
def load(realm, server, no_unhandled_rejections):
    """Give a function that starts an interpreter with options and nothing else."""
    names = []

    def load(**options: Any) -> Interpreter:
        interpreter = Interpreter(realm, f"options-{len(names)}")
        names.append(interpreter)
        interpreter.start(cachePackages=False, **options)
        return interpreter

    yield load
    for interpreter in names:
        interpreter.forget()


def failure(load, **options: Any) -> str:
    with pytest.raises(ThrownError) as caught:
        load(**options)
    return f"{caught.value.name}: {caught.value.message}"


def test_packages(load, server) -> None:
    wheel = Wheel("by-address")
    contents = server.offer(A, B)
    server.offer(wheel)
    server.files |= {each.file_name: each.contents for each in (A, B)}

    python = load(
        lockFileContents=contents,
        packageBaseUrl=server.url,
        packages=["Pkg.A", f"{server.url}{wheel.file_name}"],
    )

    assert "pkg-a by-address" == python.run("import pkg_a, by_address; f'{pkg_a.name} {by_address.name}'")
    assert ["by-address", "pkg-a", "pkg-b"] == python.js("return Object.keys(pyodide.loadedPackages).sort()")


def test_downloads_begin_while_python_starts(realm, server) -> None:
    """All of them are there before there is an interpreter to install them."""
    contents = server.offer(A, B)

    def count(handler: Handler) -> None:
        handler.send(200, str(server.requests[A.file_name] + server.requests[B.file_name]).encode())

    server.answers["count"] = count

    result = realm.evaluate(
        """
        let requests;
        const pyodide = await loadPyodide({
          lockFileContents, packageBaseUrl: url, cachePackages: false, packages: ["pkg-a"], stdout() {},
          async fsInit() {
            for (let tries = 0; tries < 100 && requests !== 2; tries++) {
              requests = await (await fetch(url + "count")).json();
            }
          },
        });
        return [requests, pyodide.runPython("import pkg_a; pkg_a.name")];
        """,
        lockFileContents=contents,
        url=server.url,
    )

    assert [2, "pkg-a"] == result


def test_packages_that_are_unknown(load, server) -> None:
    error = failure(load, lockFileContents=server.offer(A, B), packageBaseUrl=server.url, packages=["nope"])

    assert "No known package with name 'nope'" in error


def test_packages_that_cannot_be_had(load, server) -> None:
    """The interpreter starts, and says what is missing."""
    contents = server.offer(A, B)
    del server.files[B.file_name]

    python = load(lockFileContents=contents, packageBaseUrl=server.url, packages=["pkg-a"])

    assert {} == python.js("return { ...pyodide.loadedPackages }")


def test_the_full_standard_library(load, server) -> None:
    """All of it, but for its tests."""
    python = load(lockFileContents=server.offer(A, B, PART, TEST), packageBaseUrl=server.url, fullStdLib=True)

    assert {"part": "default channel"} == python.js("return { ...pyodide.loadedPackages }")


@pytest.mark.parametrize("given", ["contents", "JSON.stringify(contents)", "Promise.resolve(contents)"])
def test_lock_file_contents(realm, server, given) -> None:
    contents = server.offer(B)

    result = realm.evaluate(
        f"""
        const pyodide = await loadPyodide({{
          lockFileContents: {given}, packageBaseUrl: url, cachePackages: false, packages: ["pkg-b"], stdout() {{}},
        }});
        return [pyodide.runPython("import pkg_b; pkg_b.name"), pyodide.lockfile, pyodide.lockfileBaseUrl];
        """,
        contents=contents,
        url=server.url,
    )

    assert ["pkg-b", contents, server.url] == result


def test_lock_file_by_address(load, server) -> None:
    """Names in it are those of files of the distribution, or else of files beside it."""
    server.offer(A, B)

    python = load(lockFileURL=f"{server.url}pyodide-lock.json", packages=["pkg-a"])

    assert "pkg-a" == python.run("import pkg_a; pkg_a.name")
    assert server.url == python.js("return pyodide.lockfileBaseUrl")


@pytest.mark.realms("node24")
def test_lock_file_by_a_path(load, server, tmp_path) -> None:
    contents = server.offer(B)
    (tmp_path / "my-lock.json").write_text(json.dumps(contents))
    (tmp_path / B.file_name).write_bytes(B.contents)
    relative = "../" * 20 + str(tmp_path / "my-lock.json").lstrip("/")

    for url in (str(tmp_path / "my-lock.json"), relative, (tmp_path / "my-lock.json").as_uri()):
        python = load(lockFileURL=url, packages=["pkg-b"])
        assert "pkg-b" == python.run("import pkg_b; pkg_b.name")


def test_packages_elsewhere(load, server) -> None:
    """What is not under packageBaseUrl is under cdnUrl."""
    contents = server.offer(B)
    server.files = {f"cdn/{B.file_name}": B.contents}

    python = load(lockFileContents=contents, packageBaseUrl=f"{server.url}base", cdnUrl=f"{server.url}cdn")

    assert ["pkg-b"] == python.js(LOAD, names=["pkg-b"])
    assert 1 == server.requests[f"base/{B.file_name}"]


@pytest.mark.parametrize(
    ("info", "message"),
    [
        ({"python": "3.12.7"}, "lists packages for Python 3.12.7, and this is Python 3.13"),
        ({"abi_version": "2024_0"}, "lists packages for the platform 2024_0, and this is 2025_0"),
    ],
)
def test_a_lock_file_for_another_runtime(load, server, info, message) -> None:
    server.offer(B, **info)
    url = f"{server.url}pyodide-lock.json"

    error = failure(load, lockFileURL=url)

    assert f"PyodideLockFileError: {url} {message}" in error


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        ("no JSON", "is not JSON"),
        ("[]", "is not a lock file: it must be an object with 'info' and 'packages'"),
        ('{"info": {}}', "is not a lock file"),
        ({"name": 5}, "packages.pkg-b.name must be a string"),
        ({"depends": None}, "packages.pkg-b.depends must be an array of strings"),
        ({"install_dir": "../.."}, "packages.pkg-b.install_dir must be one of site, stdlib, dynlib"),
    ],
    ids=str,
)
def test_a_damaged_lock_file(load, contents, message) -> None:
    if isinstance(contents, dict):
        contents = json.dumps({"info": INFO, "packages": {"pkg-b": B.entry | contents}})

    error = failure(load, lockFileContents=contents)

    assert error.startswith("PyodideLockFileError: lockFileContents is ")
    assert message in error


def test_a_lock_file_that_is_not_there(load, server) -> None:
    error = failure(load, lockFileURL=f"{server.url}nowhere.json")

    assert "Cannot load nowhere.json: the server answered 404" in error


def test_no_lock_file_at_all(realm, load) -> None:
    """The interpreter starts without the distribution's; whoever needs it is told."""
    folder = realm.site.copy_distribution("without-lock-file")
    (folder / "pyodide-lock.json").unlink()

    python = load(indexURL=realm.index_url(folder))

    assert 2 == python.run("1 + 1")
    for body in ("await pyodide.loadPackage('pytest')", "pyodide.lockfile"):
        with pytest.raises(ThrownError, match=r"Cannot load pyodide-lock.json|There is no lock file"):
            python.js(body)


def test_the_lock_file_of_the_distribution(load) -> None:
    python = load()

    assert "3.13.5" == python.js("return pyodide.lockfile.info.python")
    assert python.js("return pyodide.lockfileBaseUrl === pyodide._api.config.indexURL")
