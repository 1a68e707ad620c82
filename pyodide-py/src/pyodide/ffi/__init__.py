"""Types of the foreign function interface."""

from _pyodide.js_import import register_js_module, unregister_js_module
from _pyodide_core import JsException, JsProxy, create_once_callable, create_proxy, destroy_proxies

__all__ = [
    "JsException",
    "JsProxy",
    "create_once_callable",
    "create_proxy",
    "destroy_proxies",
    "register_js_module",
    "unregister_js_module",
]
