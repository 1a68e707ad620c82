"""Python objects whose special methods raise or lie; runs in the runtime."""

import asyncio
import contextlib
import itertools
import sys
import time
import weakref


def fail(*args, **kwargs):
    raise RuntimeError("hostile")


# fmt: off
SPECIAL = [
    "__repr__", "__str__", "__bytes__", "__format__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
    "__hash__", "__bool__", "__getattr__", "__setattr__", "__delattr__", "__dir__", "__get__", "__set__", "__call__",
    "__len__", "__length_hint__", "__getitem__", "__setitem__", "__delitem__", "__missing__", "__iter__", "__next__",
    "__reversed__", "__contains__", "__await__", "__aiter__", "__anext__", "__aenter__", "__aexit__", "__enter__",
    "__exit__", "__buffer__", "__index__", "__int__", "__float__", "__complex__", "__round__", "__reduce__",
    "__reduce_ex__", "__getstate__", "__sizeof__", "__instancecheck__", "__subclasscheck__", "__copy__",
    "__deepcopy__", "__mro_entries__", "__fspath__", "__del__",
]
# fmt: on


class HostileError(Exception):
    def __str__(self):
        raise RuntimeError("hostile message")

    __repr__ = __str__

    def __getattr__(self, name):
        raise RuntimeError("hostile attribute")


def hostile(*names, base=object, raising=RuntimeError):
    def method(self, *args, **kwargs):
        raise raising()

    return type("Hostile", (base,), dict.fromkeys(names, method))


def lying(**members):
    return type("Lying", (), members)


class Changing(dict):
    def __iter__(self):
        for key in list(super().keys()):
            self[key + "x"] = 1
            yield key

    def keys(self):
        return iter(self)

    def items(self):
        return ((key, fail()) for key in self)


def cyclic():
    array, mapping, namespace = [], {}, lying()()
    array += [array, mapping, namespace]
    mapping.update(array=array, mapping=mapping)
    namespace.self = namespace
    return array, mapping, namespace


def nested(depth):
    result = []
    for _ in range(depth):
        result = [result]
    return result


def released():
    view = memoryview(b"x")
    view.release()
    return view


def stubborn():
    while True:
        with contextlib.suppress(BaseException):
            yield 1


def exhausted():
    result = (_ for _ in ())
    next(result, None)
    return result


def running():
    def generate():
        yield from result

    result = generate()
    return result


async def async_generator():
    yield 1
    fail()


async def coroutine():
    fail()


def finished():
    result = coroutine()
    with contextlib.suppress(RuntimeError):
        result.send(None)
    return result


def recursive(*args):
    return recursive(*args)


def dead_proxy():
    return weakref.proxy(lying()())


OBJECTS = {
    "every special method raises": hostile(*SPECIAL),
    "attribute access raises": hostile("__getattribute__", "__setattr__", "__delattr__"),
    "missing attributes raise": hostile("__getattr__"),
    "attribute access exits": hostile("__getattr__", "__call__", "__len__", raising=SystemExit),
    "attribute access interrupts": hostile("__getattr__", "__call__", "__getitem__", raising=KeyboardInterrupt),
    "attributes end iterations": hostile("__getattr__", "__getitem__", "__iter__", raising=StopIteration),
    "attributes exit generators": hostile("__getattr__", "__getitem__", raising=GeneratorExit),
    "exceptions of a hostile class": hostile("__getattr__", "__call__", "__iter__", raising=HostileError),
    "dir raises": hostile("__dir__"),
    "dir lies": lying(__dir__=lambda self: [1, None, "a"]),
    "class lies": lying(__class__=property(lambda self: 1)),
    "class raises": lying(__class__=property(fail)),
    "doc raises": lying(__doc__=property(fail), __name__=property(fail)),
    "len raises": hostile("__len__", "__iter__", "__getitem__"),
    "len is negative": lying(__len__=lambda self: -1, __getitem__=lambda self, key: key),
    "len is huge": lying(__len__=lambda self: 2**62, __getitem__=lambda self, key: key),
    "len is no number": lying(__len__=lambda self: "x", __bool__=lambda self: "x"),
    "eq and hash raise": hostile("__eq__", "__hash__"),
    "repr raises": hostile("__repr__", "__str__", "__format__"),
    "repr is no text": lying(__repr__=lambda self: 1, __str__=lambda self: b"x"),
    "repr is a lone surrogate": lying(__repr__=lambda self: "\ud800"),
    "iter gives a number": lying(__iter__=lambda self: 1),
    "iter gives itself": lying(__iter__=lambda self: self),
    "next raises": lying(__iter__=lambda self: self, __next__=fail),
    "next is endless": itertools.count,
    "contains raises": hostile("__contains__"),
    "contains lies": lying(__contains__=lambda self, item: hostile("__bool__")()),
    "bool raises": hostile("__bool__"),
    "call raises": hostile("__call__"),
    "call exits": hostile("__call__", raising=SystemExit),
    "await raises": hostile("__await__"),
    "await gives a number": lying(__await__=lambda self: 1),
    "await never ends": lambda: asyncio.Event().wait(),
    "awaitable yields nonsense": lying(__await__=lambda self: iter([1])),
    "buffer raises": hostile("__buffer__"),
    "buffer lies": lying(__buffer__=lambda self, flags: 1),
    "released memoryview": released,
    "index raises": hostile("__index__", "__int__", "__float__"),
    "int whose methods raise": lambda: hostile(*SPECIAL, base=int)(5),
    "float whose methods raise": lambda: hostile(*SPECIAL, base=float)(2.5),
    "str whose methods raise": lambda: hostile(*SPECIAL, base=str)("text"),
    "bytes whose methods raise": lambda: hostile(*SPECIAL, base=bytes)(b"bytes"),
    "list whose methods raise": lambda: hostile(*SPECIAL, base=list)([1, 2]),
    "tuple whose methods raise": lambda: hostile(*SPECIAL, base=tuple)([1, 2]),
    "dict whose methods raise": lambda: hostile(*SPECIAL, base=dict)(a=1),
    "set whose methods raise": lambda: hostile(*SPECIAL, base=set)({1}),
    "exception whose methods raise": lambda: hostile(*SPECIAL, base=Exception)("x"),
    "type whose methods raise": lambda: hostile(
        "__call__", "__instancecheck__", "__getattribute__", "__repr__", base=type
    )("T", (), {}),
    "class whose checks raise": lambda: type(
        "C", (), {"__subclasshook__": classmethod(fail), "__class_getitem__": classmethod(fail)}
    ),
    "list that contains itself": lambda: cyclic()[0],
    "dict that contains itself": lambda: cyclic()[1],
    "object that contains itself": lambda: cyclic()[2],
    "dict with odd keys": lambda: {
        1: 2,
        None: 3,
        (1,): 4,
        hostile("__repr__")(): 5,
        "__proto__": 6,
        "constructor": 7,
        "\ud800": 8,
    },
    "dict that changes": lambda: Changing({"a": 1, "b": 2, "c": 3}),
    "deeply nested": lambda: nested(50_000),
    "generator that does not end": stubborn,
    "generator that raises": lambda: (1 / 0 for _ in [0]),
    "exhausted generator": exhausted,
    "running generator": running,
    "asynchronous generator that raises": async_generator,
    "coroutine that raises": coroutine,
    "finished coroutine": finished,
    "recursive function": lambda: recursive,
    "module": lambda: sys,
    "weak proxy": dead_proxy,
    "Ellipsis": lambda: ...,
    "huge int": lambda: 10**5000,
    "named tuple": lambda: time.gmtime(0),
}
