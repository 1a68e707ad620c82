"""micropip in the runtime, installing from an index on this machine."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from harness.interpreter import Interpreter
from harness.realms import Realm
from harness.site import ROOT
from local_index.server import IndexServer, running_index

LOAD = """
    pyodide.unpackArchive(wheel, "wheel", { extractDir: pyodide.runPython("import site; site.getsitepackages()[0]") });
"""


@pytest.fixture(scope="session")
def micropip_wheel(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Build micropip as it is here."""
    folder = tmp_path_factory.mktemp("micropip")
    command = [sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--wheel-dir", folder, ROOT / "micropip"]
    subprocess.run(command, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel.read_bytes()


@pytest.fixture(scope="session")
def session_index() -> Iterator[IndexServer]:
    """Run an index for all tests."""
    with running_index() as server:
        yield server


@pytest.fixture
def index(session_index: IndexServer) -> IndexServer:
    """Give an index without projects."""
    session_index.forget()
    return session_index


@dataclass(frozen=True)
class Python:
    """An interpreter with micropip in it."""

    interpreter: Interpreter

    def run(self, code: str) -> Any:
        """Run code that may await."""
        return self.interpreter.run_async(f"import micropip\n{code}", time_limit=120)

    def install(self, *requirements: str, **options: Any) -> None:
        """Call micropip.install."""
        arguments = ", ".join([repr(list(requirements)), *(f"{name}={value!r}" for name, value in options.items())])
        self.run(f"await micropip.install({arguments})")

    @property
    def installed(self) -> dict[str, str]:
        """The versions of what is installed, micropip aside."""
        listed = "import json\njson.dumps({name: package.version for name, package in micropip.list().items()})"
        found = json.loads(self.run(listed))
        return {name: version for name, version in sorted(found.items()) if name != "micropip"}


@pytest.fixture
def start(realm: Realm, micropip_wheel: bytes, no_unhandled_rejections: None) -> Iterator[Any]:
    """Give a function that starts an interpreter with micropip in it."""
    interpreters: list[Interpreter] = []

    def start(index_url: str, **options: Any) -> Python:
        interpreter = Interpreter(realm, f"micropip-{len(interpreters)}")
        interpreters.append(interpreter)
        interpreter.start(**options)
        interpreter.js(LOAD, wheel=micropip_wheel)
        python = Python(interpreter)
        python.run(f"micropip.set_index_urls({index_url!r})")
        return python

    yield start
    for interpreter in interpreters:
        if interpreter.is_loaded():
            interpreter.forget()


@pytest.fixture
def python(start: Any, index: IndexServer) -> Python:
    """Give an interpreter whose index is `index`."""
    python: Python = start(index.simple)
    return python
