/** Exceptions caught by the other language. */

export const rows = [
  {
    name: "JS: catch a Python exception",
    python: "def fail():\n  raise ValueError('no')\nfail",
    run(fail, count) {
      let caught;
      for (let i = 0; i < count; i++) {
        try {
          fail();
        } catch (error) {
          caught = error;
        }
      }
      return caught;
    },
    check: (error, pyodide) =>
      error instanceof pyodide.ffi.PythonError && error.type === "ValueError" && /ValueError: no/.test(error.message),
  },
  {
    name: "Py: catch a JavaScript exception",
    values: {
      fail: () => {
        throw new TypeError("no");
      },
    },
    setup: "from pyodide.ffi import JsException",
    body: "try:\n  fail()\nexcept JsException as error:\n  result = error.message",
    check: (result) => result === "no",
  },
];
