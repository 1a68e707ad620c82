/**
 * Private names of other Pyodide distributions that the test plugin `pytest-pyodide` uses on any distribution, on
 * `pyodide._api` and `pyodide._module`. Nothing of ours uses them.
 */

import type { Api } from "./api";
import { error_occurred, js_handle_count } from "./boundary/exports.gen";
import type { Pointer } from "./boundary/heap";
import type { Module } from "./emscripten";
import { throwPythonError } from "./error/python-error";
import { proxyCount } from "./pyproxy/collection";

type Call = (...args: unknown[]) => unknown;

/** On `pyodide._api`. */
export interface TestApi {
  /** pytest-pyodide sets it after every start, to ask for better error messages; ours need no asking. */
  inTestHoist: boolean;
  /** pytest-pyodide's users read and reset it: whether something went wrong that no test could see. */
  fail_test: boolean;
  /** pytest-pyodide, after every start: remember the global namespace and the JavaScript modules. */
  saveState(): unknown;
  /** pytest-pyodide, after every start: put back what saveState has given. */
  restoreState(state: unknown): void;
}

/** Make the part of `pyodide._api`; `api` gives the public API, once there is one. */
export function createTestApi(api: () => Api): TestApi {
  const call = (name: string, ...args: unknown[]): unknown => {
    const run = api().pyimport(`_pyodide.saved_state.${name}`) as Call & { destroy(): void };
    try {
      return run(...args);
    } finally {
      run.destroy();
    }
  };
  return {
    inTestHoist: false,
    fail_test: false,
    saveState: () => call("save_state"),
    restoreState: (state) => {
      call("restore_state", state);
    },
  };
}

/** Put the rest on `pyodide._module`. */
export function installTestModule(module: Module): void {
  const { PyDict_SetItem, Py_DecRef, Py_IncRef } = wasmExports as Record<string, Call>;
  Object.assign(module, {
    // After every piece of JavaScript that a test runs in a browser: did it leave a Python exception behind?
    _PyErr_Occurred: (): Pointer => error_occurred(),
    _pythonexc2js: throwPythonError,
    // get_num_hiwire_keys(): JavaScript values that Python holds.
    hiwire: { num_keys: js_handle_count },
    // get_num_proxies(): Python objects that JavaScript holds. They are counted always, traced or not.
    pyproxy_alloc_map: {
      get size() {
        return proxyCount();
      },
    },
    enable_pyproxy_allocation_tracing() {},
    disable_pyproxy_allocation_tracing() {},
    // PyodideHandle: Python objects that a test holds by their address.
    _Py_IncRef: Py_IncRef,
    _Py_DecRef: Py_DecRef,
    _PyDict_SetItem: PyDict_SetItem,
  });
}
