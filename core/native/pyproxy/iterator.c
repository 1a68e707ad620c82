/* pyproxy/iterator.c: iteration from JavaScript, whose steps give { done, value }. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"

void *
pyproxy_iter(void *object)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  return PyObject_GetIter(object);
}

/* Takes value; null if there is none. */
static JsVal
iterator_result(PyObject *value, bool done)
{
  Py_owned owned = value;
  JsVal converted = value ? to_js(value) : JsVal_Null();
  return threw(converted) || !value ? JsVal_Null() : js_iterator_result(converted, done);
}

JsVal
pyproxy_send(void *iterator, void *value)
{
  Py_owned held = Py_NewRef((PyObject *)iterator); /* a step may destroy the proxy */
  Py_owned sent = value;
  PyObject *result = NULL;
  PySendResult state = PyIter_Send(iterator, sent ? sent : Py_None, &result);
  return iterator_result(result, state == PYGEN_RETURN);
}

/* The value of the StopIteration that is the current exception, which is cleared; NULL if it is another exception. */
static PyObject *
returned_value(void)
{
  if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
    return NULL;
  }
  Py_owned exception = PyErr_GetRaisedException();
  return Py_NewRef(((PyStopIterationObject *)exception)->value);
}

JsVal
pyproxy_throw(void *generator, void *exception, void *value)
{
  Py_owned held = Py_NewRef((PyObject *)generator);
  Py_owned thrown = exception ? exception : PyObject_CallNoArgs(PyExc_GeneratorExit);
  Py_owned last = value ? value : Py_NewRef(Py_None);
  PyObject *yielded = thrown ? PyObject_CallMethod(generator, "throw", "O", thrown) : NULL;
  if (yielded) {
    return iterator_result(yielded, false);
  }
  if (!exception && PyErr_ExceptionMatches(PyExc_GeneratorExit)) {
    PyErr_Clear();
    return iterator_result(take(&last), true);
  }
  return iterator_result(returned_value(), true);
}
