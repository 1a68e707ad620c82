"""Types of the foreign function interface."""

from _pyodide.js_import import register_js_module, unregister_js_module
from _pyodide_core import (
    ConversionError,
    JsException,
    JsProxy,
    create_once_callable,
    create_proxy,
    destroy_proxies,
    to_js,
)

__all__ = [
    "ConversionError",
    "JsException",
    "JsProxy",
    "create_once_callable",
    "create_proxy",
    "destroy_proxies",
    "register_js_module",
    "to_js",
    "unregister_js_module",
]
