/* buffer/buffer.h: contiguous memory of either language. */

#pragma once
#include "Python.h"

#include "handle/js_handle.h"

/* A copy of what an object exports: typed arrays. Null with an exception set on failure, and without one if JavaScript
 * knows nothing like its elements. */
JsVal buffer_to_js(PyObject *object);

/* Add functions to a module; 0, or -1 with an exception set. */
int buffer_init(PyObject *module);
