/* schedule.c: Python functions that JavaScript's event loop calls. */

#include "module.h"

#include "boundary.gen.h"

PyObject *
core_call_soon(PyObject *Py_UNUSED(module), PyObject *callback)
{
  js_call_soon(Py_NewRef(callback));
  Py_RETURN_NONE;
}

PyObject *
core_call_later(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
  if (count != 2) {
    PyErr_SetString(PyExc_TypeError, "call_later takes a delay in milliseconds and a callback");
    return NULL;
  }
  double delay = PyFloat_AsDouble(args[0]);
  if (delay == -1.0 && PyErr_Occurred()) {
    return NULL;
  }
  return PyLong_FromLong(js_call_later(delay, Py_NewRef(args[1])));
}

PyObject *
core_cancel_call(PyObject *Py_UNUSED(module), PyObject *id)
{
  long timer = PyLong_AsLong(id);
  if (timer == -1 && PyErr_Occurred()) {
    return NULL;
  }
  js_cancel_call(timer);
  Py_RETURN_NONE;
}
