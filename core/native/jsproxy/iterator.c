/* jsproxy/iterator.c: the iteration protocol. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

/* An iterator whose Symbol.iterator gives itself is its own iterator in Python, too. */
static PyObject *
iterator_to_py(PyObject *self, JsVal iterator)
{
  if (threw(iterator)) {
    return NULL;
  }
  return js_is_same(iterator, JsProxy_Value(self)) ? Py_NewRef(self) : to_py(iterator);
}

PyObject *
JsProxy_Iter(PyObject *self)
{
  return iterator_to_py(self, js_iterator(JsProxy_Value(self)));
}

PyObject *
JsProxy_AsyncIter(PyObject *self)
{
  return iterator_to_py(self, js_async_iterator(JsProxy_Value(self)));
}

PyObject *
JsProxy_Next(PyObject *self)
{
  PyObject *value = NULL;
  int more = js_iterator_next(JsProxy_Value(self), &value);
  if (more > 0 || (more < 0 && !value)) {
    return value;
  }
  if (value && !Py_IsNone(value)) {
    PyObject *stop = PyObject_CallOneArg(PyExc_StopIteration, value);
    PyErr_SetRaisedException(stop);
  }
  Py_XDECREF(value);
  return NULL;
}
