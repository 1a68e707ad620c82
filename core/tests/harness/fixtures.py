"""Fixtures that give engines and their realms, for the conftest.py of each folder with tests that need them."""

from collections.abc import Iterator

import pytest

from harness.errors import EngineFailure, ThrownError
from harness.interpreter import Interpreter
from harness.realms import Engines, Realm, running_engines


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """Start each engine when it is first used, end all."""
    with running_engines(tmp_path_factory.mktemp("engines")) as engines:
        yield engines


@pytest.fixture(scope="session")
def realm(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Realm]:
    """Give one thread of one engine; the engine is ended when the tests in this thread are over.

    Firefox has a limit on the machine code of a process, and does not collect interpreters before it is reached.
    """
    realm = engines.realm(request.param)
    yield realm
    realm.engine.close()


@pytest.fixture
def no_unhandled_rejections(realm: Realm) -> Iterator[None]:
    """Fail if the test left a rejected promise that nobody handles."""
    yield
    try:
        assert [] == realm.evaluate("return await realm.takeRejections()")
    except EngineFailure as failure:
        pytest.fail(f"The engine was lost: {failure}")


def lend(interpreter: Interpreter) -> Iterator[Interpreter]:
    """Give a test an interpreter that others have used and will use, and clear its global namespace afterwards."""
    interpreter.start()
    yield interpreter
    if not interpreter.is_loaded():
        return  # the test has lost its engine, and failed
    try:
        interpreter.clean()
    except (ThrownError, EngineFailure) as error:
        if not isinstance(error, EngineFailure):
            interpreter.forget()
        pytest.fail(f"The interpreter did not survive the test: {error}")
