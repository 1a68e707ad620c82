/* pyproxy/awaitable.c: awaiting a Python object from JavaScript. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"

int
pyproxy_ensure_future(void *object, JsVal resolve, JsVal reject)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned module = PyImport_ImportModule("_pyodide.promise");
  Py_owned on_value = to_py(resolve);
  Py_owned on_error = to_py(reject);
  if (!module || !on_value || !on_error) {
    return -1;
  }
  Py_owned done = PyObject_CallMethod(module, "settle_with", "OOO", object, on_value, on_error);
  return done ? 0 : -1;
}
