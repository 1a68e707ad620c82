"""Python's side of operations.js; runs in the runtime."""

from pyodide.ffi import JsException, create_proxy


class Failure(Exception):
    pass


class Counter:
    def __init__(self):
        self.count = 0

    def increment(self):
        self.count += 1
        return self.count


def add(a, b):
    return a + b


def give_back(value):
    return value


def fail(message):
    raise Failure(message)


def call_with(function, value):
    return function(value, 1)


def catch_from(function):
    try:
        function()
    except JsException as error:
        return error.name


def use(target):
    target.number = target.list[1] + len(target.list)
    return target.number + target.add(1, 1)


def iterate(items):
    return sum(items)


def generate(count):
    return (number for number in range(count))


def copy(mapping):
    return dict(mapping.to_py())


def nested():
    return {"a": [1, {"b": [2.5, "x", None, True]}], "c": (1, {2})}


def buffer(size):
    return bytearray(size + 1)


def buffer_sum(array):
    return sum(array.to_py())


def proxies(call):
    proxy = create_proxy(lambda number: number * 2)
    try:
        return call(proxy)
    finally:
        proxy.destroy()


async def sum_async(promise):
    return await promise + 1


SHARED = (Counter, Failure, add, give_back, fail, call_with, catch_from, use, iterate, generate, buffer, sum_async)
