/* pyproxy/async_iterator.c: asynchronous iteration from JavaScript. The steps are scheduled by _pyodide.async_steps. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"

void *
pyproxy_aiter(void *object)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  PyAsyncMethods *async = Py_TYPE((PyObject *)object)->tp_as_async;
  if (!async || !async->am_aiter) {
    PyErr_Format(PyExc_TypeError, "'%.200s' object is not an async iterable", Py_TYPE((PyObject *)object)->tp_name);
    return NULL;
  }
  return async->am_aiter(object);
}

static int
schedule(const char *function, PyObject *iterator, PyObject *argument, JsVal on_item, JsVal on_end, JsVal on_error)
{
  Py_owned module = PyImport_ImportModule("_pyodide.async_steps");
  Py_owned item = to_py(on_item);
  Py_owned end = to_py(on_end);
  Py_owned error = to_py(on_error);
  if (!module || !item || !end || !error) {
    return -1;
  }
  Py_owned done = argument ? PyObject_CallMethod(module, function, "OOOOO", iterator, item, end, error, argument)
                           : PyObject_CallMethod(module, function, "OOOO", iterator, item, end, error);
  return done ? 0 : -1;
}

int
pyproxy_async_next(void *iterator, void *value, JsVal on_item, JsVal on_end, JsVal on_error)
{
  Py_owned sent = value;
  return schedule("schedule_next", iterator, sent, on_item, on_end, on_error);
}

int
pyproxy_async_throw(void *generator, void *exception, JsVal on_item, JsVal on_end, JsVal on_error)
{
  Py_owned thrown = exception;
  return schedule("schedule_throw", generator, thrown, on_item, on_end, on_error);
}
