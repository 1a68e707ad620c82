/* jsproxy/array.h: what the files about arrays share. */

#pragma once
#include "Python.h"
#include <stdbool.h>

#include "handle/js_handle.h"

/* Indices start, start + step, ... within the array. */
typedef struct {
  int start;
  int step;
  int count;
} JsArraySlice;

/* Whether items may be added and removed; if not, TypeError is set. */
bool JsArray_CheckResizable(PyObject *self);

/* A new Array of what a Python iterable gives; null with an exception set on failure. */
JsVal JsArray_FromIterable(PyObject *iterable);

/* Methods that search. */
PyObject *JsArray_Index(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *JsArray_Count(PyObject *self, PyObject *value);
PyObject *JsArray_Remove(PyObject *self, PyObject *value);
