/* error/js_traceback.h: JavaScript's frames in Python's tracebacks. */

#pragma once
#include "Python.h"

#include "handle/js_handle.h"

/* Put the frames of JavaScript through which a PythonError has come before the traceback of its exception. */
void add_js_frames(PyObject *exception, JsVal python_error);

/* JsException.__traceback__: at its end are the frames of JavaScript in which the error was thrown. They are added when
 * somebody looks, since few look and engines take their time to give a stack. */
PyObject *JsException_GetTraceback(PyObject *self, void *closure);
int JsException_SetTraceback(PyObject *self, PyObject *traceback, void *closure);
