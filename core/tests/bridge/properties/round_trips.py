"""What comes back when values go to JavaScript and return; runs in the runtime, which gets the values pickled."""

import base64
import math
import pickle

from pyodide.code import run_js
from pyodide.ffi import to_js

SAFE = 2**53 - 1

give_back = run_js("(value) => value")
# Elements in Arrays, whatever typed arrays and dimensions they are in.
plain = run_js("const plain = (v) => (typeof v === 'object' ? Array.from(v, plain) : v); plain")
# Read the elements of a view as its shape, strides and offset say.
through_view = run_js(
    """
    (object) => {
      const view = object.getBuffer();
      const read = (dimension, at) => dimension === view.ndim ? view.data[at] : Array.from(
        { length: view.shape[dimension] }, (_, i) => read(dimension + 1, at + i * view.strides[dimension]));
      const result = read(0, view.offset);
      view.release();
      return result;
    }
    """
)


def expected(value):
    """Return what a value is after its way through JavaScript."""
    match value:
        case float():
            # JavaScript has no integers of their own: integral numbers are ints where that is exact.
            return int(value) if value.is_integer() and abs(value) <= SAFE else value
        case str():
            # Two surrogates side by side are one character in UTF-16.
            return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        case list() | tuple():
            return [expected(item) for item in value]
        case dict():
            return {expected(key): expected(item) for key, item in value.items()}
        case set() | frozenset():
            return {expected(item) for item in value}
    return value


def is_same(a, b):
    """Compare values and types; NaN is the same as NaN."""
    if isinstance(b, memoryview):
        b = b.tobytes()
    if type(a) is not type(b):
        return False
    match a:
        case float():
            return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
        case list():
            return len(a) == len(b) and all(map(is_same, a, b))
        case dict():
            return list(a) == list(b) and all(is_same(a[key], b[key]) for key in a)
    return a == b


def load(pickled):
    return pickle.loads(base64.b64decode(pickled))


def differences(pickled, round_trip):
    """Return what does not come back as it should; empty if all do."""
    wrong = []
    for value in load(pickled):
        result = round_trip(value)
        if not is_same(expected(value), result):
            wrong.append(f"{value!r}: {expected(value)!r} became {result!r}")
    return "\n".join(wrong[:3])


def scalars(pickled):
    return differences(pickled, give_back)


def nested(pickled):
    return differences(pickled, lambda value: to_js(value).to_py())


def attributes(pickled):
    """Hand values over in every way there is."""
    array = run_js("[undefined]")
    box = run_js("({})")

    def round_trip(value):
        box.value = array[0] = value
        results = [box.value, array[0], box.as_object_map()["value"], next(iter(array)), list(array)[-1]]
        assert all(is_same(results[0], each) for each in results), results
        return results[0]

    return differences(pickled, round_trip)


def views(pickled):
    """Compare copies and views of buffers with what memoryview says is in them."""
    wrong = []
    for content, code, shape, step in load(pickled):
        view = memoryview(content).cast("B").cast(code, shape) if len(shape) > 1 else memoryview(content).cast(code)
        view = view[::step] if len(shape) == 1 else view
        for copy in (plain(to_js(view)).to_py(), plain(through_view(view)).to_py()):
            if not is_same(expected(view.tolist()), copy):
                wrong.append(f"{code} {shape} {step}: {view.tolist()} became {copy}")
    return "\n".join(wrong[:3])
