/* jsproxy/awaitable.c: `await promise`.
 *
 * The future belongs to the running event loop; _pyodide.promise makes it and joins it to the promise.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

static PyObject *
promise_then(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  if (count != 2) {
    PyErr_SetString(PyExc_TypeError, "expected a callback for the value and one for the error");
    return NULL;
  }
  js_promise_then(JsProxy_Value(self), Py_NewRef(args[0]), Py_NewRef(args[1]));
  return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyMethodDef promise_then_definition = {
  "promise_then",
  _PyCFunction_CAST(promise_then),
  METH_FASTCALL,
  "Call back when the promise is settled.",
};

PyObject *
JsProxy_Await(PyObject *self)
{
  Py_owned module = PyImport_ImportModule("_pyodide.promise");
  Py_owned then = PyCFunction_New(&promise_then_definition, self);
  if (!module || !then) {
    return NULL;
  }
  Py_owned future = PyObject_CallMethod(module, "future_of", "O", then);
  return future ? PyObject_CallMethod(future, "__await__", NULL) : NULL;
}

void *
py_exception_from_js(JsVal thrown)
{
  error_set_from_js(thrown);
  return PyErr_GetRaisedException();
}

void
py_call_settled(void *callback, void *argument)
{
  PyObject *result = argument ? PyObject_CallOneArg(callback, argument) : NULL;
  if (!result) {
    PyErr_WriteUnraisable(callback);
  }
  Py_XDECREF(result);
  Py_XDECREF((PyObject *)argument);
  Py_DECREF((PyObject *)callback);
}
