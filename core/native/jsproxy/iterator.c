/* jsproxy/iterator.c: the iteration protocol. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

PyObject *
JsProxy_Iter(PyObject *self)
{
  JsVal iterator = js_iterator(JsProxy_Value(self));
  return threw(iterator) ? NULL : to_py(iterator);
}

PyObject *
JsProxy_Next(PyObject *self)
{
  PyObject *value = NULL;
  int more = js_iterator_next(JsProxy_Value(self), &value);
  if (more < 0) {
    return NULL;
  }
  if (!more) {
    if (value && !Py_IsNone(value)) {
      PyObject *stop = PyObject_CallOneArg(PyExc_StopIteration, value);
      PyErr_SetRaisedException(stop);
    }
    Py_XDECREF(value);
    return NULL;
  }
  return value;
}
