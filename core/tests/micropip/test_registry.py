"""What projects publish, from the package index that this machine is configured for."""

import json
from collections.abc import Iterator

import pytest

from harness.index_mirror import IndexMirror, running_index_mirror
from harness.site import DISTRIBUTION

pytestmark = pytest.mark.realms("node24", "chromium")

BINARY = ["bitarray==3.12.3", "charset-normalizer==3.5.2", "msgpack==1.2.4", "simplejson==4.3.0", "xxhash==4.1.0"]
COUNTS = "import json\njson.dumps([r.testsRun, len(r.errors + r.failures)])"


@pytest.fixture(scope="session")
def mirror() -> Iterator[IndexMirror]:
    """Serve the index of the distribution."""
    index_urls = json.loads((DISTRIBUTION / "pyodide-index.json").read_text())["index_urls"]
    with running_index_mirror(index_urls[0]) as server:
        yield server


@pytest.fixture
def python(start, realm, mirror):
    """Give an interpreter without packages of its own; in Node.js it asks the default index itself."""
    lock_file = json.loads((DISTRIBUTION / "pyodide-lock.json").read_text()) | {"packages": {}}
    index_url = "PYPI" if realm.is_node else f"{mirror.url}/simple"
    return start(index_url, lockFileContents=lock_file)


def test_pure_python(python) -> None:
    python.install("snowballstemmer")

    stems = "import snowballstemmer\n' '.join(snowballstemmer.stemmer('english').stemWords(['going', 'gone', 'goes']))"
    assert "go gone goe" == python.run(stems)


def test_pure_python_with_dependencies_and_backtracking(python) -> None:
    # No later version of pydantic goes without pydantic-core, of which there is no wheel for this runtime.
    python.install("black", "pydantic<3")

    assert python.installed["pydantic"].startswith("1.10.")
    assert {"click", "pathspec", "platformdirs", "typing_extensions"} < python.installed.keys()
    assert "x = 1\n" == python.run("import black\nblack.format_str('x=1', mode=black.Mode())")
    assert 5 == python.run("import pydantic\npydantic.create_model('M', size=(int, ...))(size='5').size")


def test_binary_wheels(python) -> None:
    python.install(*BINARY)

    assert dict(requirement.split("==") for requirement in BINARY) == python.installed
    assert "06b05ab6733a618578af5f94892f3950" == python.run("import xxhash\nxxhash.xxh128(b'abc').hexdigest()")
    assert b"\x93\x01\xa1a\xc0".hex() == python.run("import msgpack\nmsgpack.packb([1, 'a', None]).hex()")
    assert python.run("import charset_normalizer.md\ncharset_normalizer.md.__file__").endswith(".so")


def test_tests_of_bitarray(python) -> None:
    python.install("bitarray==3.12.3")

    result = json.loads(python.run(f"import bitarray\nr = bitarray.test(verbosity=0)\n{COUNTS}"))

    assert result[0] > 500
    assert 0 == result[1]


def test_tests_of_simplejson(python) -> None:
    python.install("simplejson==4.3.0")

    run = "unittest.TextTestRunner(verbosity=0).run(all_tests_suite())"
    tests = f"import unittest\nfrom simplejson.tests import all_tests_suite\nr = {run}\n{COUNTS}"
    result = json.loads(python.run(tests))

    assert result[0] > 300
    assert 0 == result[1]


def test_binary_wheel_without_its_dependencies(python) -> None:
    python.install("contourpy==1.4.0", deps=False)

    assert {"contourpy": "1.4.0"} == python.installed
    assert python.run("""
import importlib.util, pathlib, site
[path] = pathlib.Path(site.getsitepackages()[0], "contourpy").glob("_contourpy*.so")
spec = importlib.util.spec_from_file_location("contourpy._contourpy", str(path))
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
hasattr(module, "SerialContourGenerator")
""")


def test_what_is_built_for_other_systems_only(python) -> None:
    message = python.run("""
try:
    await micropip.install("pywin32")
except ValueError as error:
    message = str(error)
message
""")

    assert "wheels for Windows" in message
    assert "pyemscripten_2025_0_wasm32" in message
