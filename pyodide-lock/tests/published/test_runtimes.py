"""Published runtimes load a wheel that was added to their lock files."""

import json
import shutil
from pathlib import Path

import pytest

from harness.npm import NODE, run
from harness.wheels import PUBLISHED, Wheel
from pyodide_lock.plugin import lockfile

STEMMER = Wheel("snowballstemmer", "3.1.1", "7e207fa178741da09cdee59d3ecec3827ad5f92b1fc5c9ff3755b639f71f5752")
MSGPACK = next(each for each in PUBLISHED if each.name == "msgpack")

PROGRAM = """
const { loadPyodide } = await import("%(runtime)s/pyodide.mjs");
const pyodide = await loadPyodide({ lockFileURL: "%(folder)s/pyodide-lock-new.json", packageCacheDir: "%(folder)s" });
const quiet = { messageCallback() {} };
const loaded = await pyodide.loadPackagesFromImports(`%(code)s`, quiet);
console.log(JSON.stringify({ result: pyodide.runPython(`%(code)s`), names: Object.keys(pyodide.loadedPackages) }));
"""


@pytest.mark.parametrize("version", ["0.26.4", "0.29.5", "314.0.7"])
def test_an_added_package_is_loaded_by_its_import(tmp_path: Path, release, add, version):
    add(release(version), {"snowballstemmer-3.1.1-py3-none-any.whl": STEMMER})

    code = "import snowballstemmer; snowballstemmer.stemmer('english').stemWord('running')"
    assert {"result": "run", "names": ["snowballstemmer"]} == loaded(release(version), tmp_path, code)


def test_an_extension_module_that_an_added_package_needs(tmp_path: Path, release, add, make_wheel):
    own = make_wheel("own", requires=["MsgPack>=1"], files={"own.py": "from msgpack import packb"})
    shutil.copy(own, tmp_path)
    name = "msgpack-1.2.4-cp313-cp313-pyemscripten_2025_0_wasm32.whl"
    add(release("0.29.5"), {name: MSGPACK, own.name: None})

    found = loaded(release("0.29.5"), tmp_path, "import own; own.packb([1, 2]).hex()")
    assert ("920102", ["msgpack", "own"]) == (found["result"], sorted(found["names"]))


@pytest.fixture
def add(tmp_path: Path):
    """Add wheels, put beside it, to the lock file of a release, by the command."""
    from click.testing import CliRunner

    def add_wheels(runtime: Path, wheels: dict[str, Wheel | None]) -> None:
        for name, wheel in wheels.items():
            if wheel:
                shutil.copy(wheel.fetch(), tmp_path / name)
        output = tmp_path / "pyodide-lock-new.json"
        arguments = ["--input", str(runtime / "pyodide-lock.json"), "--output", str(output)]
        done = CliRunner().invoke(lockfile, ["add-wheels", *arguments, *[str(tmp_path / name) for name in wheels]])
        assert 0 == done.exit_code, done.output

    return add_wheels


def loaded(runtime: Path, folder: Path, code: str) -> dict:
    program = folder / "program.mjs"
    program.write_text(PROGRAM % {"runtime": runtime, "folder": folder, "code": code})
    return json.loads(run([NODE, program], folder).splitlines()[-1])
