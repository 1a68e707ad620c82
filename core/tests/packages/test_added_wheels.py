"""Packages that `pyodide lockfile add-wheels` added to the distribution's lock file, from an address of their own."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.interpreter import Interpreter
from harness.site import DISTRIBUTION
from harness.wheels import PUBLISHED
from pyodide_lock.plugin import lockfile
from wheel_builder import Wheel

OWN = Wheel(
    "needs-binary",
    files={"needs_binary.py": "from msgpack import packb"},
    depends=["MsgPack>=1", "gone; sys_platform != 'emscripten'"],
)


@pytest.fixture
def added(tmp_path: Path, server) -> str:
    """Add two wheels, serve them, and return the text of the lock file."""
    msgpack = next(each for each in PUBLISHED if each.name == "msgpack")
    wheels = [tmp_path / "more" / "msgpack-1.2.4-cp313-cp313-pyemscripten_2025_0_wasm32.whl", tmp_path / OWN.file_name]
    wheels[0].parent.mkdir()
    shutil.copy(msgpack.fetch(), wheels[0])
    wheels[1].write_bytes(OWN.contents)
    arguments = ["--input", DISTRIBUTION / "pyodide-lock.json", "--output", tmp_path / "new.json"]
    arguments += ["--base-path", tmp_path, "--wheel-url", server.url + "wheels", *wheels]
    done = CliRunner().invoke(lockfile, ["add-wheels", *map(str, arguments)])
    assert 0 == done.exit_code, done.output
    server.files |= {f"wheels/{each.relative_to(tmp_path).as_posix()}": each.read_bytes() for each in wheels}
    return (tmp_path / "new.json").read_text()


def test_they_are_loaded_by_imports_beside_the_distributions_own(realm, server, added, no_unhandled_rejections):
    interpreter = Interpreter(realm, "added-wheels")
    interpreter.start(
        lockFileContents=json.loads(added),
        packageBaseUrl=realm.index_url(realm.site.folder / "dist"),
        cachePackages=False,
    )
    code = "import needs_binary, packaging.version; needs_binary.packb([1, 2]).hex()"

    loaded = interpreter.js("return (await pyodide.loadPackagesFromImports(code)).map(({ name }) => name)", code=code)

    assert ["msgpack", "needs-binary", "packaging"] == sorted(loaded)
    assert "920102" == interpreter.run(code)
    assert {"wheels/more/msgpack-1.2.4-cp313-cp313-pyemscripten_2025_0_wasm32.whl", f"wheels/{OWN.file_name}"} == set(
        server.requests
    )
    interpreter.forget()
