"""A program in a page, for mypy --strict: an ignored error that is none is an error, too."""

from typing import Any, assert_type

import js
import pyodide_js
from js import JSON, Array, Object, console, document, fetch, setTimeout
from pyodide.code import eval_code, find_imports
from pyodide.ffi import (
    JsArray,
    JsDomElement,
    JsException,
    JsFetchResponse,
    JsPromise,
    JsProxy,
    create_once_callable,
    create_proxy,
    to_js,
)
from pyodide.http import FetchResponse, pyfetch


async def load(url: str) -> str:
    response = await fetch(url, method="POST")
    assert_type(response, JsFetchResponse)
    ours = await pyfetch(url)
    assert_type(ours, FetchResponse)
    assert_type(await ours.string(), str)
    await fetch(5)  # type: ignore[arg-type]
    return await ours.text()


def show(text: str) -> JsDomElement:
    element = document.createElement("p")
    assert_type(element, JsDomElement)
    element.innerText = text
    document.body.appendChild(element)
    found = document.getElementById("output")
    if found is not None:
        assert_type(found, JsDomElement)
    console.log(element, 1)
    document.getElementById(5)  # type: ignore[arg-type]
    return element


def convert() -> None:
    assert_type(JSON.stringify({}), str)
    assert_type(Object.keys(Object.new()), JsArray[str])
    assert_type(Array.new(1, 2), JsArray[Any])
    assert_type(js.anything.at.all, Any)
    to_js([1], depth=1)
    setTimeout(create_once_callable(lambda: print("later")), 10)
    proxy = create_proxy(lambda value: value)
    proxy.destroy()
    try:
        JSON.parse("{")
    except JsException as error:
        assert_type(error.message, str)


async def packages() -> None:
    assert_type(pyodide_js.version, str)
    assert_type(pyodide_js.loadPackage(["numpy"], checkIntegrity=False), JsPromise[JsArray[Any]])
    await pyodide_js.loadPackagesFromImports("import numpy", messageCallback=print)
    pyodide_js.registerJsModule("name", Object.new())
    pyodide_js.loadPackage(5)  # type: ignore[arg-type]
    handle: JsProxy = pyodide_js.detectEnvironment()
    print(handle, find_imports("import a"), eval_code("1"))
    eval_code(5)  # type: ignore[arg-type]
