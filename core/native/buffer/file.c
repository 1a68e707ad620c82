/* buffer/file.c: functions of _pyodide_core that move bytes between a JavaScript buffer and an open file at once. */

#include "buffer/buffer.h"

#include "boundary.gen.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

#include <errno.h>

static PyObject *
transfer(PyObject *const *args, Py_ssize_t count, bool to_file)
{
  if (count != 3 || !JsProxy_Check(args[0])) {
    PyErr_SetString(PyExc_TypeError, "expected a JavaScript buffer, a file descriptor and a position or None");
    return NULL;
  }
  int fd = PyLong_AsInt(args[1]);
  double position = Py_IsNone(args[2]) ? -1 : PyFloat_AsDouble(args[2]);
  if (PyErr_Occurred()) {
    return NULL;
  }
  int moved = js_buffer_file(JsProxy_Value(args[0]), fd, position, to_file);
  if (moved < -1) {
    errno = -1 - moved;
    return PyErr_SetFromErrno(PyExc_OSError);
  }
  return moved == -1 ? NULL : PyLong_FromLong(moved);
}

static PyObject *
buffer_to_file(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
  return transfer(args, count, true);
}

static PyObject *
buffer_from_file(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
  return transfer(args, count, false);
}

static PyMethodDef methods[] = {
  { "buffer_to_file", _PyCFunction_CAST(buffer_to_file), METH_FASTCALL, "Write a buffer to a file descriptor." },
  { "buffer_from_file", _PyCFunction_CAST(buffer_from_file), METH_FASTCALL, "Fill a buffer from a file descriptor." },
  { NULL },
};

int
buffer_init(PyObject *module)
{
  return PyModule_AddFunctions(module, methods);
}
