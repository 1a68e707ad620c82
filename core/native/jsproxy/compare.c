/* jsproxy/compare.c: proxies are equal if their objects are identical. */

#include "boundary.gen.h"
#include "jsproxy/jsproxy.h"

PyObject *
JsProxy_RichCompare(PyObject *self, PyObject *other, int op)
{
  if ((op != Py_EQ && op != Py_NE) || !JsProxy_Check(other)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  int same = js_is_same(JsProxy_Value(self), JsProxy_Value(other));
  return PyBool_FromLong(op == Py_EQ ? same : !same);
}
