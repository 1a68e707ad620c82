"""Types and functions of the foreign function interface.

Outside the runtime the module can be imported, too: the classes are there for annotations, and conversions give back
what they are given.
"""

from _pyodide.js_import import register_js_module, unregister_js_module
from _pyodide.without_javascript import IN_PYODIDE

TYPE_CHECKING = False

if TYPE_CHECKING or IN_PYODIDE:
    from _pyodide.stack_switching import run_sync
    from _pyodide_core import (
        ConversionError,
        JsArray,
        JsAsyncGenerator,
        JsAsyncIterable,
        JsAsyncIterator,
        JsBigInt,
        JsBuffer,
        JsCallable,
        JsCallableDoubleProxy,
        JsDomElement,
        JsDoubleProxy,
        JsException,
        JsFetchResponse,
        JsGenerator,
        JsIterable,
        JsIterator,
        JsMap,
        JsMutableMap,
        JsNull,
        JsOnceCallable,
        JsPromise,
        JsProxy,
        JsTypedArray,
        JsWeakRef,
        can_run_sync,
        create_once_callable,
        create_proxy,
        destroy_proxies,
        jsnull,
        to_js,
    )
else:
    from _pyodide.jsproxy import (
        JsArray,
        JsAsyncGenerator,
        JsAsyncIterable,
        JsAsyncIterator,
        JsBigInt,
        JsBuffer,
        JsCallable,
        JsCallableDoubleProxy,
        JsDomElement,
        JsDoubleProxy,
        JsException,
        JsFetchResponse,
        JsGenerator,
        JsIterable,
        JsIterator,
        JsMap,
        JsMutableMap,
        JsNull,
        JsOnceCallable,
        JsPromise,
        JsProxy,
        JsTypedArray,
        JsWeakRef,
        jsnull,
    )
    from _pyodide.without_javascript import (
        ConversionError,
        can_run_sync,
        create_once_callable,
        create_proxy,
        destroy_proxies,
        run_sync,
        to_js,
    )

__all__ = [
    "IN_PYODIDE",
    "ConversionError",
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
    "can_run_sync",
    "create_once_callable",
    "create_proxy",
    "destroy_proxies",
    "jsnull",
    "register_js_module",
    "run_sync",
    "to_js",
    "unregister_js_module",
]
