"""Interpreters that load packages from a server of the tests'."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from harness.interpreter import Interpreter
from harness.package_server import PackageServer, running_package_server
from wheel_builder import Wheel

LOAD = """
    const messages = [], errors = [];
    const options = { messageCallback: (text) => messages.push(text), errorCallback: (text) => errors.push(text) };
    const result = await pyodide.loadPackage(names, { ...options, ...more });
    return { messages, errors, loaded: result.map(({ name }) => name) };
"""


@pytest.fixture(scope="session")
def package_server_process() -> Iterator[PackageServer]:
    """Serve for all tests."""
    with running_package_server() as server:
        yield server


@pytest.fixture
def server(package_server_process: PackageServer) -> PackageServer:
    """Give a server that has nothing."""
    package_server_process.forget()
    return package_server_process


@dataclass(frozen=True)
class Python:
    """An interpreter with a lock file of the test's own."""

    interpreter: Interpreter
    server: PackageServer

    def load(self, *names: str, **options: Any) -> dict[str, Any]:
        """Call loadPackage and return what it said and gave."""
        return self.interpreter.js(LOAD, names=list(names), more=options)

    def run(self, code: str) -> Any:
        return self.interpreter.run(code)

    def js(self, body: str, **values: Any) -> Any:
        return self.interpreter.js(body, **values)

    @property
    def loaded(self) -> dict[str, str]:
        return self.js("return { ...pyodide.loadedPackages }")

    @property
    def site_packages(self) -> list[str]:
        """Every file in site-packages."""
        return self.run(LIST_FILES).splitlines()


LIST_FILES = """
import json, os
base = "/lib/python3.13/site-packages"
"\\n".join(sorted(os.path.relpath(f"{d}/{n}", base) for d, dirs, names in os.walk(base)
    for n in [*names, *(x for x in dirs if not os.listdir(f"{d}/{x}"))] if "__pycache__" not in d))
"""


@pytest.fixture
def start(realm, server: PackageServer, no_unhandled_rejections: None) -> Iterator[Callable[..., Python]]:
    """Give a function that starts an interpreter whose lock file lists wheels that the server has."""
    interpreters: list[Interpreter] = []

    def start(*wheels: Wheel, **options: Any) -> Python:
        contents = server.offer(*wheels)
        interpreter = Interpreter(realm, f"packages-{len(interpreters)}")
        interpreters.append(interpreter)
        settings = {"lockFileContents": contents, "packageBaseUrl": server.url, "cachePackages": False}
        interpreter.start(**(settings | options))
        return Python(interpreter, server)

    yield start
    for interpreter in interpreters:
        if interpreter.is_loaded():
            interpreter.forget()
