"""Classes of JavaScript objects in Python."""

import pytest

from harness.errors import ThrownError

CLASSES = """
import pyodide.ffi
names = [name for name in pyodide.ffi.__all__ if name.startswith("Js") and name not in ("JsProxy", "JsException")]
" ".join(name[2:] for name in names if isinstance(x, getattr(pyodide.ffi, name)))
"""
SUPPORTED = """
names = "len getitem setitem delitem contains iter next call await aiter anext".split()
" ".join(name for name in names if any(f"__{name}__" in vars(base) for base in type(x).__mro__))
"""
ITERABLE = "[Symbol.iterator]() { return [].values(); }"


@pytest.mark.parametrize(
    ("source", "classes", "supported"),
    [
        ("{}", "", ""),
        ("{ length: 3 }", "", "len"),
        ("{ then: 1, get: 1, next: 1, size: 'a' }", "", ""),
        ("{ get() {} }", "", "getitem"),
        ("{ get() {}, size: 1 }", "", "len getitem"),
        (f"{{ get() {{}}, size: 1, {ITERABLE} }}", "Iterable Map", "len getitem iter"),
        (f"{{ get() {{}}, length: 1, {ITERABLE} }}", "Iterable Map", "len getitem iter"),
        (f"{{ get() {{}}, has() {{}}, set() {{}}, size: 1, {ITERABLE} }}", "Iterable Map MutableMap", None),
        ("new Map()", "Iterable Map MutableMap", "len getitem setitem delitem contains iter"),
        ("new Set()", "Iterable", "len contains iter"),
        ("new WeakMap()", "", "getitem setitem delitem contains"),
        ("new URLSearchParams('a=1')", "Iterable Map MutableMap", None),
        ("new Headers()", "Iterable", "getitem setitem delitem contains iter"),
        ("[]", "Array Iterable", "len getitem setitem delitem contains iter"),
        ("new (class Mine extends Array {})", "Array Iterable", "len getitem setitem delitem contains iter"),
        ("new Proxy([], {})", "Array Iterable", "len getitem setitem delitem contains iter"),
        ("(function () { return arguments; })(1)", "Array Iterable", "len getitem contains iter"),
        ("new String('abc')", "Array Iterable", "len getitem contains iter"),
        (
            "new Uint8Array(2)",
            "Array Buffer Iterable TypedArray",
            "len getitem setitem delitem contains iter",
        ),
        ("new ArrayBuffer(2)", "Buffer", ""),
        ("new DataView(new ArrayBuffer(2))", "Buffer", ""),
        ("new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer", "Buffer", ""),
        ("{ next() {} }", "AsyncIterator Iterator", "iter next aiter anext"),
        (f"{{ next() {{}}, {ITERABLE} }}", "Iterable Iterator", "iter next"),
        ("{ next() {}, [Symbol.asyncIterator]() {} }", "AsyncIterable AsyncIterator", "aiter anext"),
        (
            f"{{ next() {{}}, [Symbol.asyncIterator]() {{}}, {ITERABLE} }}",
            "AsyncIterable AsyncIterator Iterable Iterator",
            None,
        ),
        ("(function* () {})()", "Generator Iterable Iterator", "iter next"),
        ("(async function* () {})()", "AsyncGenerator AsyncIterable AsyncIterator", "aiter anext"),
        ("[].values()", "Iterable Iterator", "iter next"),
        ("Promise.resolve()", "Promise", "await"),
        ("{ then() {} }", "Promise", "await"),
        ("() => 1", "Callable", "call"),
        ("class A {}", "Callable", "call"),
        ("Object.assign(() => 1, { then() {} })", "Callable Promise", "call await"),
        ("new WeakRef({})", "WeakRef", ""),
        ("new Date()", "", ""),
        ("new Response('')", "FetchResponse", ""),
        ("Symbol('a')", "", ""),
        ("Object.create(null)", "", ""),
        ("new (class extends Map {})()", "Iterable Map MutableMap", None),
        ("{ [Symbol.toStringTag]: 'FakeElement' }", "", ""),
        ("{ [Symbol.toStringTag]: 'ArrayBuffer' }", "", ""),
    ],
)
def test_kinds_of_objects(see, source, classes, supported) -> None:
    assert repr(classes) == see(source, CLASSES)
    if supported is not None:
        assert repr(supported) == see(source, SUPPORTED)


@pytest.mark.realms("chromium", "firefox")
@pytest.mark.parametrize(
    ("source", "classes"),
    [
        ("document.createElement('div')", "DomElement"),
        ("document.createElementNS('http://www.w3.org/2000/svg', 'svg')", "DomElement"),
        ("document.querySelectorAll('*')", "Array Iterable"),
        ("document.getElementsByTagName('*')", "Array Iterable"),
        ("document", ""),
        ("document.createTextNode('a')", ""),
    ],
)
def test_parts_of_a_document(see, source, classes) -> None:
    assert repr(classes) == see(source, CLASSES)


@pytest.mark.parametrize(
    "source",
    [
        "new Proxy({}, { get() { throw new Error('get'); } })",
        "new Proxy({}, { get() { throw 1; }, has() { throw 1; }, getPrototypeOf() { throw 1; } })",
        "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
        "(() => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy; })()",
        "{ get then() { throw 1; }, get length() { throw 1; }, get next() { throw 1; } }",
        "{ get [Symbol.toStringTag]() { throw 1; } }",
        "{ get [Symbol.iterator]() { throw 1; } }",
        "Map.prototype",
        "Uint8Array.prototype",
    ],
)
def test_hostile_objects_can_be_proxied(see, source) -> None:
    assert "'object True'" == see(source, "f'{x.typeof} {x == x}'")


def test_a_getter_that_throws_counts_as_missing(see) -> None:
    """The rest of the object is what it is."""
    source = "{ get then() { throw 1; }, get() {}, get size() { throw 1; }, [Symbol.iterator]() {} }"

    assert "'Iterable'" == see(source, CLASSES)
    assert "'getitem iter'" == see(source, SUPPORTED)


def test_a_revoked_function_is_callable_and_throws(see) -> None:
    source = "(() => { const { proxy, revoke } = Proxy.revocable(() => 1, {}); revoke(); return proxy; })()"

    assert "'Callable'" == see(source, CLASSES)
    with pytest.raises(ThrownError, match="JsException: TypeError"):
        see(source, "x()")


def test_looking_has_no_other_effect_than_reading(see) -> None:
    source = "(() => { const o = { n: 0, get then() { this.n++; } }; return o; })()"

    assert "True" == see(source, "x.n <= 1")


ABSTRACT = """
import collections.abc
names = ["MutableSequence", "Sequence", "Mapping", "MutableMapping", "Iterator", "Iterable", "Callable", "Sized",
    "Container", "Collection", "Hashable", "Awaitable", "Generator", "AsyncIterable", "AsyncIterator", "AsyncGenerator"]
" ".join(name for name in names if isinstance(x, getattr(collections.abc, name)))
"""


@pytest.mark.parametrize(
    ("source", "classes"),
    [
        ("{}", ""),
        ("[]", "MutableSequence Sequence Iterable Sized Container Collection"),
        ("new Uint8Array(1)", "MutableSequence Sequence Iterable Sized Container Collection"),
        ("new Map()", "Mapping MutableMapping Iterable Sized Container Collection"),
        ("new Set()", "Iterable Sized Container Collection"),
        ("() => 1", "Callable"),
        ("(function* () {})()", "Iterator Iterable Generator"),
        ("(async function* () {})()", "AsyncIterable AsyncIterator AsyncGenerator"),
        ("{ then() {} }", "Awaitable"),
    ],
)
def test_abstract_classes(see, source, classes) -> None:
    assert repr(classes) == see(source, ABSTRACT)


def test_relations_of_classes(see) -> None:
    assert "[True, True, True, True, True, True, False]" == see(
        "[]",
        """
        from collections.abc import MutableSequence, MutableMapping
        from pyodide.ffi import JsArray, JsBuffer, JsException, JsIterable, JsMutableMap, JsProxy, JsTypedArray
        relations = [(JsArray, JsIterable), (type(x), JsArray), (JsTypedArray, JsBuffer), (JsArray, MutableSequence),
            (JsMutableMap, MutableMapping), (JsException, JsProxy), (JsProxy, JsArray)]
        [issubclass(*relation) for relation in relations]
        """,
    )


def test_names(see) -> None:
    assert "\"<class 'pyodide.ffi.JsProxy'> <class 'pyodide.ffi.JsArray'> pyodide.ffi.JsArray[int]\"" == see(
        "[]", "from pyodide.ffi import JsArray\nf'{type(x)} {JsArray} {JsArray[int]}'"
    )


@pytest.mark.parametrize("name", ["JsProxy", "JsArray", "JsCallable", "JsGenerator"])
def test_no_instances(pyodide, name) -> None:
    with pytest.raises(ThrownError, match=f"TypeError: cannot create 'pyodide.ffi.{name}' instances"):
        pyodide.run(f"import pyodide.ffi; pyodide.ffi.{name}()")


def test_classes_for_annotations(pyodide) -> None:
    """Programs describe objects by classes derived from these, which have no instances either."""
    with pytest.raises(ThrownError, match="TypeError: cannot create 'Point' instances"):
        pyodide.run(
            """
            from typing import Generic, TypeVar
            from pyodide.ffi import JsArray, JsProxy
            T = TypeVar("T")
            class Point(JsProxy): x: int
            class Path(JsArray[Point]): pass
            class Box(JsProxy, Generic[T]): content: T
            assert Box[int].__args__ == (int,) and Box.__parameters__ == (T,)
            Point()
            """
        )


@pytest.mark.parametrize("base", ["int", "dict", "Exception", "bytes"])
def test_no_instances_by_the_way_of_another_base(pyodide, base) -> None:
    with pytest.raises(ThrownError, match=r"TypeError: .* bases"):
        pyodide.run(f"from pyodide.ffi import JsProxy\nclass Both(JsProxy, {base}): pass\nBoth()")


@pytest.mark.parametrize(
    "trick",
    [
        "object.__new__(JsArray)",
        "object.__new__(type(x))",
        "type('T', (type(x),), {})",
        "JsArray.append([], 1)",
        "type(x).__len__([])",
        "setattr(type('Plain', (), {})(), '__class__', JsArray)",
        "setattr(type('Plain', (type('Empty', (), {'__slots__': ()}),), {'__slots__': ()}), '__bases__', (JsProxy,))",
    ],
)
def test_tricks_to_get_an_instance_without_an_object(see, trick) -> None:
    with pytest.raises(ThrownError, match="TypeError"):
        see("[]", f"from pyodide.ffi import JsArray, JsProxy\n{trick}")


def test_many_kinds_of_objects_do_not_pile_up_types(see) -> None:
    source = """(count) => {
      const keys = ["then", "get", "set", "delete", "has", "next", "length", Symbol.iterator, Symbol.asyncIterator];
      const object = {};
      keys.forEach((key, bit) => { if (count & (1 << bit)) object[key] = () => undefined; });
      return [object];
    }"""

    assert "True" == see(
        source,
        """
import gc
from pyodide.ffi import JsProxy
def derived(cls): return {cls}.union(*map(derived, cls.__subclasses__()))
for count in range(512): x(count)[0].typeof
gc.collect()
len(derived(JsProxy)) < 350""",
    )
