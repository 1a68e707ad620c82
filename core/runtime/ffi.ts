/** The classes of proxies and errors: `pyodide.ffi`, and the types of `import type { ... } from "pyodide/ffi"`. */

export { FatalError } from "./error/fatal";
export { PyBufferView } from "./buffer/view";
export { PythonError } from "./error/python-error";
export { PyProxy } from "./pyproxy/base";
export { PyAsyncGenerator, PyAsyncIterable, PyAsyncIterator } from "./pyproxy/methods/async-iteration";
export { PyAwaitable } from "./pyproxy/methods/awaitable";
export { PyBuffer } from "./pyproxy/methods/buffer";
export { PyCallable } from "./pyproxy/methods/callable";
export { PyDict, PyProxyWithGet, PyProxyWithHas, PyProxyWithLength, PyProxyWithSet } from "./pyproxy/methods/item";
export { PyGenerator, PyIterable, PyIterator } from "./pyproxy/methods/iteration";
export { PyMutableSequence } from "./pyproxy/methods/mutable-sequence";
export { PySequence } from "./pyproxy/methods/sequence";
