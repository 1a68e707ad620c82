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

/* Convert the result of a call. An async function runs when it is called, as JavaScript's do. */
static JsVal
take_result(PyObject *result)
{
  if (!result) {
    return JsVal_Null();
  }
  JsVal value = to_js(result);
  if (PyCoro_CheckExact(result) && !threw(value)) {
    js_pyproxy_schedule(value);
    value = PyErr_Occurred() ? JsVal_Null() : value;
  }
  Py_DECREF(result);
  return value;
}

/* Call with the arguments that follow a free first word, and release them. */
static JsVal
call(PyObject *object, PyObject **words, Py_ssize_t count)
{
  Py_owned held_object = Py_NewRef(object);
  PyObject **args = words + 1;
  PyObject *result = PyObject_Vectorcall(object, args, (size_t)count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
  release_all(args, count);
  return take_result(result);
}

JsVal
pyproxy_call0(void *object)
{
  PyObject *words[] = { NULL };
  return call(object, words, 0);
}

JsVal
pyproxy_call1(void *object, void *a)
{
  PyObject *words[] = { NULL, a };
  return call(object, words, 1);
}

JsVal
pyproxy_call2(void *object, void *a, void *b)
{
  PyObject *words[] = { NULL, a, b };
  return call(object, words, 2);
}

JsVal
pyproxy_call3(void *object, void *a, void *b, void *c)
{
  PyObject *words[] = { NULL, a, b, c };
  return call(object, words, 3);
}

JsVal
pyproxy_call(void *object, void *arguments, int count)
{
  return call(object, arguments, count);
}

JsVal
pyproxy_call_plain(void *object, void *arguments, int count)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  PyObject **args = (PyObject **)arguments + 1;
  Py_owned result = PyObject_Vectorcall(object, args, (size_t)count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
  release_all(args, count);
  return result ? to_js(result) : JsVal_Null();
}

JsVal
pyproxy_call_kwargs(void *object, void *arguments, int count, void *names)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned kwnames = names;
  PyObject **args = (PyObject **)arguments + 1;
  Py_ssize_t positional = count - PyTuple_GET_SIZE(kwnames);
  PyObject *result = PyObject_Vectorcall(object, args, (size_t)positional | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames);
  release_all(args, count);
  return take_result(result);
}

JsVal
pyproxy_call_relaxed(void *object, void *arguments, int count, void *names)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned kwnames = names;
  Py_owned module = PyImport_ImportModule("_pyodide.relaxed_call");
  Py_owned relaxed_call = module ? PyObject_GetAttrString(module, "relaxed_call") : NULL;
  PyObject **args = arguments;
  args[0] = object; /* the first argument of relaxed_call, in the word that is free */
  PyObject *result = NULL;
  if (relaxed_call) {
    Py_ssize_t positional = count + 1 - (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    result = PyObject_Vectorcall(relaxed_call, args, (size_t)positional, kwnames);
  }
  release_all(args + 1, count);
  return take_result(result);
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
