"""Types of the foreign function interface."""

from _pyodide_core import JsException, JsProxy

from _pyodide.js_import import register_js_module, unregister_js_module

__all__ = ["JsException", "JsProxy", "register_js_module", "unregister_js_module"]
