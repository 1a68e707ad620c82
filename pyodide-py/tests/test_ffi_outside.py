"""pyodide.ffi in an ordinary Python: annotations, and code that is tested without a browser."""

import pickle
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping, MutableMapping, MutableSequence

import pytest

import pyodide.ffi
from pyodide.ffi import (
    IN_PYODIDE,
    JsArray,
    JsAsyncIterable,
    JsBuffer,
    JsCallable,
    JsCallableDoubleProxy,
    JsDoubleProxy,
    JsException,
    JsGenerator,
    JsIterable,
    JsMap,
    JsMutableMap,
    JsPromise,
    JsProxy,
    JsTypedArray,
    can_run_sync,
    create_proxy,
    run_sync,
    to_js,
)

CLASSES = [getattr(pyodide.ffi, name) for name in pyodide.ffi.__all__ if name.startswith("Js")]
PROXIES = [js_class for js_class in CLASSES if js_class.__name__ not in ("JsNull", "JsBigInt")]


def test_says_where_it_is() -> None:
    assert IN_PYODIDE is False
    assert can_run_sync() is False


def test_every_public_name_is_there() -> None:
    assert [] == [name for name in pyodide.ffi.__all__ if not hasattr(pyodide.ffi, name)]
    assert len(CLASSES) > 20


@pytest.mark.parametrize("js_class", PROXIES, ids=lambda js_class: js_class.__name__)
def test_classes_derive_from_proxy(js_class: type) -> None:
    assert issubclass(js_class, JsProxy)


@pytest.mark.parametrize(
    ("derived", "base"),
    [
        (JsArray, JsIterable),
        (JsArray, MutableSequence),
        (JsTypedArray, JsArray),
        (JsTypedArray, JsBuffer),
        (JsMap, JsIterable),
        (JsMap, Mapping),
        (JsMutableMap, JsMap),
        (JsMutableMap, MutableMapping),
        (JsGenerator, JsIterable),
        (JsGenerator, Iterable),
        (JsPromise, Awaitable),
        (JsCallableDoubleProxy, JsDoubleProxy),
        (JsCallableDoubleProxy, JsCallable),
        (JsException, Exception),
    ],
)
def test_bases(derived: type, base: type) -> None:
    assert issubclass(derived, base)


def test_classes_are_not_more_than_they_are() -> None:
    assert not issubclass(JsProxy, JsArray)
    assert not issubclass(JsAsyncIterable, AsyncIterator)


def test_generic() -> None:
    assert JsArray[int].__args__ == (int,)
    assert JsMap[str, int].__args__ == (str, int)
    assert JsPromise[None].__origin__ is JsPromise


def test_no_instances() -> None:
    with pytest.raises(TypeError, match=r"cannot create '.*JsArray' instances: they come from JavaScript"):
        JsArray()


def test_conversions_give_back_what_they_get() -> None:
    value = object()

    assert to_js(value) is value
    assert create_proxy(value) is value


def test_nothing_to_wait_for() -> None:
    with pytest.raises(RuntimeError, match=r"asyncio\.run"):
        run_sync(None)


def test_exceptions_can_be_made_and_pickled() -> None:
    error = pickle.loads(pickle.dumps(JsException("TypeError", "wrong", "at line 1")))

    assert (JsException, "TypeError", "wrong", "at line 1", "TypeError: wrong") == (
        type(error),
        error.name,
        error.message,
        error.stack,
        str(error),
    )
