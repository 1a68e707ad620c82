"""Fixtures that give engines and their realms, for the conftest.py of each folder with tests that need them."""

from collections.abc import Iterator

import pytest

from harness.errors import EngineFailure
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
