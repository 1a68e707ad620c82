/** The types of proxies and errors, for `import type { ... } from "pyodide/ffi"`. */

export { FatalError } from "./error/fatal";
export { PythonError } from "./error/python-error";
export { PyProxy } from "./pyproxy/base";
