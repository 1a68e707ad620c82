/* convert/to_py.c: the constructors that JavaScript calls to convert scalars.
 *
 * JavaScript knows the type of a value without asking, so the dispatch is there (runtime/convert/to-py.ts).
 */

#include "Python.h"

#include "boundary.gen.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

void
py_incref(void *object)
{
  Py_INCREF((PyObject *)object);
}

void
py_decref(void *object)
{
  Py_DECREF((PyObject *)object);
}

void *
py_from_int(int value)
{
  return PyLong_FromLong(value);
}

void *
py_from_double(double value)
{
  return PyFloat_FromDouble(value);
}

void *
py_from_integral(double value)
{
  return PyLong_FromDouble(value);
}

void *
py_none(void)
{
  return Py_None;
}

void *
py_true(void)
{
  return Py_True;
}

void *
py_false(void)
{
  return Py_False;
}

void *
py_from_digits(void *digits, int count)
{
  return _PyLong_FromByteArray(digits, (size_t)count * 4, /* little_endian */ 1, /* is_signed */ 1);
}

void *
py_from_js_object(JsVal value, int flags)
{
  return JsProxy_CreateWith(value, flags);
}

void *
py_from_js_method(JsVal value, int flags, JsVal receiver)
{
  return JsProxy_CreateMethod(value, flags, receiver);
}
