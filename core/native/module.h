/* module.h: the built-in module of the bridge. */

#pragma once
#include "Python.h"

PyObject *PyInit__pyodide_core(void);

/* Functions of the module that have a file of their own: schedule.c, interrupt.c, terminal.c. */
PyObject *core_call_soon(PyObject *module, PyObject *callback);
PyObject *core_call_later(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *core_cancel_call(PyObject *module, PyObject *id);
PyObject *core_hold_interrupts(PyObject *module, PyObject *globals);
PyObject *core_terminal_size(PyObject *module, PyObject *fd);
