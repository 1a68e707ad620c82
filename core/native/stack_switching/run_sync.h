/* stack_switching/run_sync.h: waiting for promises, as Python sees it. */

#pragma once
#include "Python.h"

/* Functions of the module _pyodide_core. */
extern PyMethodDef stack_switching_functions[];

/* JsProxy.syncify: wait for the promise. */
PyObject *JsProxy_Syncify(PyObject *self, PyObject *ignored);
