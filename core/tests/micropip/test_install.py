"""What only the runtime shows: importing what was installed, its hosts, and the lock file."""

import hashlib
import json

import pytest

from harness.errors import ThrownError
from local_index.wheels import make_wheel, wheel_filename

pytestmark = pytest.mark.realms("node24", "chromium", "firefox")


def test_installing_and_importing(python, index) -> None:
    index.add("top-project", "1.0", "needed>=1", 'windows-only ; sys_platform == "win32"')
    index.add("needed", "1.5")

    python.install("top-project")

    assert "1.0 1.5" == python.run("import top_project, needed\nf'{top_project.version} {needed.version}'")
    assert {"needed": "1.5", "top-project": "1.0"} == python.installed
    assert {"needed": index.simple, "top-project": index.simple} == python.interpreter.js(
        "return { ...pyodide.loadedPackages }"
    )


def test_from_javascript(python, index) -> None:
    index.add("from-javascript", "2.0")

    body = """
        const micropip = pyodide.pyimport("micropip");
        await micropip.install(["from-javascript"]);
        await micropip.install.callKwargs("from-javascript", { keep_going: true });
        return pyodide.pyimport("from_javascript").version;
    """

    assert "2.0" == python.interpreter.js(body)


def test_conflict(python, index) -> None:
    index.add("first", "1.0", "shared<2")
    index.add("second", "1.0", "shared>=2")
    index.add("shared", "1.0")
    index.add("shared", "2.0")

    with pytest.raises(ThrownError, match=r"(?s)ResolutionError.*shared<2 is what first 1\.0 needs.*shared>=2 is what"):
        python.install("first", "second")

    assert {} == python.installed


def test_uninstalling(python, index) -> None:
    index.add("project", "1.0")
    python.install("project")

    python.run("micropip.uninstall('project')")

    assert {} == python.installed
    assert {} == python.interpreter.js("return { ...pyodide.loadedPackages }")
    with pytest.raises(ThrownError, match="ModuleNotFoundError"):
        python.run("import project")


def test_reinstalling(python, index) -> None:
    index.add("project", "1.0")
    python.install("project")
    index.add("project", "2.0")

    python.install("project==2.0", reinstall=True)

    assert "2.0" == python.run("import project\nproject.version")


def test_wheels_in_the_file_system(python) -> None:
    name = wheel_filename("from-a-file", "1.0")
    python.interpreter.write_file(f"/tmp/{name}", make_wheel("from-a-file", "1.0"))

    python.install(f"emfs:/tmp/{name}")

    assert "1.0" == python.run("import from_a_file\nfrom_a_file.version")


def test_relative_addresses(python, realm, tmp_path) -> None:
    name = wheel_filename("relative", "1.0")
    path = (tmp_path if realm.is_node else realm.site.folder) / name
    path.write_bytes(make_wheel("relative", "1.0"))
    relative_path = "return process.getBuiltinModule('path').relative(process.cwd(), path)"
    address = python.interpreter.js(relative_path, path=str(path)) if realm.is_node else f"../../{name}"

    python.install(address)

    assert "1.0" == python.run("import relative\nrelative.version")


def test_a_library_of_the_lock_file_comes_first(start, index) -> None:
    index.add("shared", "3.0")
    index.add("top", "1.0", "shared")
    locked = make_wheel("shared", "2.0")
    index.add("locked-shared", content=locked)
    python = start(index.simple, **lock_file_of(index, "shared", "2.0", locked))

    python.install("top")
    assert {"shared": "2.0", "top": "1.0"} == python.installed
    assert "default channel" == python.interpreter.js("return pyodide.loadedPackages.shared")

    python.install("shared>2", reinstall=True)
    assert {"shared": "3.0", "top": "1.0"} == python.installed


def test_names_of_the_lock_file_are_normalized(start, index) -> None:
    options = lock_file_of(index, "Mixed_Case", "2.0", make_wheel("Mixed_Case", "2.0"))
    index.add("top", "1.0", "mixed.case>=2")
    python = start(index.simple, **options)

    python.install("top", "MIXED-case")

    assert "2.0" == python.run("import Mixed_Case\nMixed_Case.version")


def test_damaged_package_of_the_lock_file(start, index) -> None:
    index.add("top", "1.0", "shared")
    options = lock_file_of(index, "shared", "2.0", make_wheel("shared", "2.0"))
    options["lockFileContents"]["packages"]["shared"]["sha256"] = "0" * 64
    python = start(index.simple, **options)

    with pytest.raises(ThrownError, match="shared"):
        python.install("top")

    assert {} == python.installed


def test_freezing(start, index) -> None:
    index.add("top", "1.0", "needed")
    index.add("needed", "1.0")
    python = start(index.simple)
    python.install("top")
    frozen = json.loads(python.run("micropip.freeze()"))

    again = start(index.simple, lockFileContents=frozen, cachePackages=False)
    again.interpreter.js("await pyodide.loadPackage('top')")

    assert "1.0" == again.run("import top, needed\nneeded.version")


def lock_file_of(index, name, version, wheel):
    file_name = wheel_filename(name, version)
    index.add_file("locked", file_name, wheel)
    entry = {
        "name": name,
        "version": version,
        "file_name": file_name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel).hexdigest(),
        "package_type": "package",
        "imports": [name],
        "depends": [],
        "unvendored_tests": False,
    }
    info = {"arch": "wasm32", "platform": "emscripten_3_1_69", "python": "3.13.5", "abi_version": "2025_0"}
    contents = {"info": info, "packages": {name: entry}}
    return {"lockFileContents": contents, "packageBaseUrl": f"{index.url}/files/locked/", "cachePackages": False}


def test_a_shared_library_that_is_none(python, index) -> None:
    tag = "cp313-cp313-emscripten_3_1_69_wasm32"
    index.add("native", "1.0", tag=tag, files={"native.cpython-313-wasm32-emscripten.so": "no WebAssembly"})
    index.add("top", "1.0", "native")

    with pytest.raises(ThrownError, match="native"):
        python.install("top")

    assert {} == python.installed
    assert {} == python.interpreter.js("return { ...pyodide.loadedPackages }")


def test_what_was_replaced_comes_back(python, index) -> None:
    """Reinstalling ends with a library that cannot be used: everything is as it was."""
    tag = "cp313-cp313-emscripten_3_1_69_wasm32"
    index.add("native", "1.0", files={"native.py": "version = '1.0'\n", "only/old.py": ""})
    index.add("native", "2.0", tag=tag, files={"native.cpython-313-wasm32-emscripten.so": "no WebAssembly"})
    python.install("native==1.0")
    files = "from importlib.metadata import files\n' '.join(str(path) for path in files('native'))"
    before = python.run(files)

    with pytest.raises(ThrownError, match="native"):
        python.install("native==2.0", reinstall=True)

    assert {"native": "1.0"} == python.installed
    assert before == python.run(files)
    assert "1.0" == python.run("import native, only.old\nnative.version")
    assert [] == json.loads(
        python.run(
            "import json, site, os\njson.dumps([name for name in "
            "os.listdir(site.getsitepackages()[0]) if name.startswith('.')])"
        )
    )


def test_an_index_that_pages_may_not_read(python, realm, index) -> None:
    index.add("project", "1.0")

    python.install("project", index_urls=[f"{index.url}/private", index.simple])

    source = f"{index.url}/private" if realm.is_node else index.simple
    assert source == python.run("micropip.list()['project'].source")
    if not realm.is_node:
        with pytest.raises(ThrownError, match=r"private: could not be asked: .*\(CORS\)"):
            python.install("other", index_urls=f"{index.url}/private")


def test_two_at_once(python, index) -> None:
    for name in ("first", "second"):
        index.add(name, "1.0", "shared")
    index.add("shared", "1.0")

    body = """
        const micropip = pyodide.pyimport("micropip");
        await Promise.all([micropip.install("first"), micropip.install("second")]);
    """
    python.interpreter.js(body)

    assert {"first": "1.0", "second": "1.0", "shared": "1.0"} == python.installed


def test_standard_library(start, index) -> None:
    python = start(index.simple)

    python.install("sqlite3", "pydecimal")

    assert 3 == python.run(
        "import sqlite3, _pydecimal\nsqlite3.connect(':memory:').execute('select 1 + 2').fetchone()[0]"
    )
