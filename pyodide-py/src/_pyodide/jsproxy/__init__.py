"""The classes of JavaScript objects, as type checkers see them and as they are outside the runtime.

Inside, the classes of these names come from _pyodide_core: an object is an instance of those that fit what it can do.
"""

from _pyodide.jsproxy.buffer import JsBuffer, JsTypedArray
from _pyodide.jsproxy.callable import JsCallable, JsCallableDoubleProxy, JsDoubleProxy, JsOnceCallable
from _pyodide.jsproxy.collections import JsArray, JsMap, JsMutableMap
from _pyodide.jsproxy.exception import JsException
from _pyodide.jsproxy.iteration import (
    JsAsyncGenerator,
    JsAsyncIterable,
    JsAsyncIterator,
    JsGenerator,
    JsIterable,
    JsIterator,
)
from _pyodide.jsproxy.promise import JsPromise
from _pyodide.jsproxy.proxy import JsDomElement, JsFetchResponse, JsProxy, JsWeakRef
from _pyodide.jsproxy.scalar import JsBigInt, JsNull, jsnull

__all__ = [
    "JsArray",
    "JsAsyncGenerator",
    "JsAsyncIterable",
    "JsAsyncIterator",
    "JsBigInt",
    "JsBuffer",
    "JsCallable",
    "JsCallableDoubleProxy",
    "JsDomElement",
    "JsDoubleProxy",
    "JsException",
    "JsFetchResponse",
    "JsGenerator",
    "JsIterable",
    "JsIterator",
    "JsMap",
    "JsMutableMap",
    "JsNull",
    "JsOnceCallable",
    "JsPromise",
    "JsProxy",
    "JsTypedArray",
    "JsWeakRef",
    "jsnull",
]
