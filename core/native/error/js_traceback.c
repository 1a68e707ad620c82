/* error/js_traceback.c: JavaScript's frames in Python's tracebacks, as entries with code that is empty. */

#include "error/js_traceback.h"

#include "boundary.gen.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

#include "frameobject.h"

/* The namespace of all frames that are made here, by which they are known. */
static PyObject *
frame_globals(void)
{
  static PyObject *globals;
  if (!globals) {
    globals = PyDict_New();
  }
  return globals;
}

static PyObject *
new_entry(PyObject *next, PyObject *name, PyObject *file, int line)
{
  const char *name_text = PyUnicode_AsUTF8(name);
  const char *file_text = name_text ? PyUnicode_AsUTF8(file) : NULL;
  PyObject *globals = file_text ? frame_globals() : NULL;
  Py_owned code = globals ? (PyObject *)PyCode_NewEmpty(file_text, name_text, line) : NULL;
  if (!code) {
    return NULL;
  }
  Py_owned frame = (PyObject *)PyFrame_New(PyThreadState_GetUnchecked(), (PyCodeObject *)code, globals, NULL);
  return frame ? PyObject_CallFunction((PyObject *)&PyTraceBack_Type, "OOii", next ? next : Py_None, frame, 0, line)
               : NULL;
}

void *
py_traceback_entry(void *next, void *name, void *file, int line)
{
  Py_owned owned_name = name;
  Py_owned owned_file = file;
  PyObject *entry = name && file ? new_entry(next, name, file, line) : NULL;
  if (!entry) {
    PyErr_Clear(); /* a traceback with an entry less */
    return next;
  }
  Py_XDECREF((PyObject *)next);
  return entry;
}

void
add_js_frames(PyObject *exception, JsVal python_error)
{
  Py_owned trace = js_error_traceback(python_error, PyException_GetTraceback(exception));
  if (trace && PyException_SetTraceback(exception, trace) < 0) {
    PyErr_Clear();
  }
}

static bool
is_js_entry(PyTracebackObject *entry)
{
  Py_owned globals = PyFrame_GetGlobals(entry->tb_frame);
  return globals == frame_globals();
}

PyObject *
JsException_GetTraceback(PyObject *self, void *Py_UNUSED(closure))
{
  PyObject *trace = PyException_GetTraceback(self);
  if (!trace) {
    Py_RETURN_NONE;
  }
  PyTracebackObject *last = (PyTracebackObject *)trace;
  while (last->tb_next) {
    last = last->tb_next;
  }
  if (!is_js_entry(last)) {
    last->tb_next = js_error_traceback(JsProxy_Value(self), NULL);
  }
  return trace;
}

int
JsException_SetTraceback(PyObject *self, PyObject *traceback, void *Py_UNUSED(closure))
{
  if (!traceback) {
    PyErr_SetString(PyExc_TypeError, "__traceback__ may not be deleted");
    return -1;
  }
  return PyException_SetTraceback(self, traceback);
}
