/* pyproxy/call.c: calls from JavaScript.
 *
 * JavaScript has converted the arguments and laid them out one word after the first of `arguments`, which is free for
 * PY_VECTORCALL_ARGUMENTS_OFFSET, so that calling a bound method copies nothing.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"

static void
release_all(PyObject **objects, Py_ssize_t count)
{
  for (Py_ssize_t i = 0; i < count; i++) {
    Py_DECREF(objects[i]);
  }
}

JsVal
pyproxy_call(void *object, void *arguments, int count)
{
  PyObject **args = (PyObject **)arguments + 1;
  PyObject *result = PyObject_Vectorcall(object, args, (size_t)count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
  release_all(args, count);
  if (!result) {
    return JsVal_Null();
  }
  JsVal value = to_js(result);
  Py_DECREF(result);
  return value;
}

JsVal
pyproxy_call_kwargs(void *object, void *arguments, int count, void *names)
{
  Py_owned kwnames = names;
  PyObject **args = (PyObject **)arguments + 1;
  Py_ssize_t positional = count - PyTuple_GET_SIZE(kwnames);
  Py_owned result = PyObject_Vectorcall(object, args, (size_t)positional | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames);
  release_all(args, count);
  return result ? to_js(result) : JsVal_Null();
}

void *
py_tuple_take(void *items, int count)
{
  PyObject *tuple = PyTuple_New(count);
  for (int i = 0; i < count; i++) {
    PyObject *item = ((PyObject **)items)[i];
    if (tuple) {
      PyTuple_SET_ITEM(tuple, i, item);
    } else {
      Py_DECREF(item);
    }
  }
  return tuple;
}
