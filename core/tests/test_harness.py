"""A lost engine is a clear failure of one test, and the next one gets a new engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.errors import EngineCrash, EngineTimeout, ThrownError
from harness.realms import Realm, running_engines
from harness.wire import UNDEFINED, BigInt


@pytest.fixture(params=["node24", "chromium", "firefox"])
def own_realm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Realm]:
    """Give an engine that no other test uses."""
    with running_engines(tmp_path) as engines:
        yield engines.realm(request.param)


def test_hanging(own_realm) -> None:
    with pytest.raises(EngineTimeout, match=r"did not answer within 2 s: it was killed"):
        own_realm.evaluate("for (;;);", time_limit=2)

    assert 2 == own_realm.evaluate("return 1 + 1")


@pytest.mark.parametrize("own_realm", ["node24"], indirect=True)
def test_never_settling(own_realm) -> None:
    with pytest.raises(EngineTimeout):
        own_realm.evaluate("await new Promise(() => {})", time_limit=2)

    assert 2 == own_realm.evaluate("return 1 + 1")


def test_crashing(tmp_path) -> None:
    with running_engines(tmp_path) as engines:
        realm = engines.realm("node24")
        with pytest.raises(EngineCrash, match=r"(?s)node24 ended with status 3.*last words"):
            realm.evaluate("console.log('last words'); process.exit(3)")

        assert 2 == realm.evaluate("return 1 + 1")


def test_values_travel(realm) -> None:
    values = [
        None,
        UNDEFINED,
        True,
        1,
        -1.5,
        2.0**70,
        float("inf"),
        BigInt(2**70),
        "ä\ud800🐍\0",
        b"\0\xff",
        {"a": [{}]},
    ]

    assert values == realm.evaluate("return values", values=values)


def test_errors_travel(realm) -> None:
    with pytest.raises(ThrownError) as caught:
        realm.evaluate("throw new RangeError('outer', { cause: new TypeError('inner') })")

    assert ("RangeError", "outer") == (caught.value.name, caught.value.message)
    assert "inner" == caught.value.cause.message


def test_what_cannot_travel(realm) -> None:
    with pytest.raises(ThrownError, match="Only plain data can be sent to the test"):
        realm.evaluate("return new Map()")


def test_unhandled_rejections_are_seen(realm) -> None:
    [rejection] = realm.evaluate("Promise.reject(new Error('nobody')); return await realm.takeRejections()")

    assert "nobody" == rejection["message"]
