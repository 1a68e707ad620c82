/* jsproxy/array_search.c: finding a value in an array.
 *
 * JavaScript compares, which is right for most scalars and for its own objects. Any other Python object, and None, is
 * searched for with ==, among the items as Python sees them.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "convert/js_scalar.h"
#include "error/check.h"
#include "jsproxy/array.h"
#include "jsproxy/jsproxy.h"

static bool
is_compared_by_js(PyObject *value)
{
  return PyUnicode_CheckExact(value) || PyLong_CheckExact(value) || PyFloat_CheckExact(value) || PyBool_Check(value) ||
         JsNull_Check(value) || JsProxy_Check(value);
}

/* The next index from start at which value stands, -1 if there is none, -2 with an exception set. */
static int
find(PyObject *self, PyObject *value, Py_ssize_t start, Py_ssize_t stop)
{
  if (is_compared_by_js(value)) {
    JsVal converted = to_js(value);
    return threw(converted) ? -2 : js_array_find(JsProxy_Value(self), converted, (int)start, (int)stop);
  }
  for (Py_ssize_t i = start; i < stop && i < JsProxy_Length(self); i++) {
    Py_owned item = JsArray_Item(self, i);
    int equal = item ? PyObject_RichCompareBool(item, value, Py_EQ) : -1;
    if (equal) {
      return equal < 0 ? -2 : (int)i;
    }
  }
  return PyErr_Occurred() ? -2 : -1;
}

int
JsArray_Contains(PyObject *self, PyObject *value)
{
  int index = find(self, value, 0, INT_MAX);
  return index == -2 ? -1 : index >= 0;
}

static void
raise_absent(PyObject *value)
{
  PyErr_Format(PyExc_ValueError, "%R is not in the array", value);
}

/* A bound of index(): an int as slices take it, counted from the end if negative. */
static int
parse_bound(PyObject *self, PyObject *object, Py_ssize_t *bound)
{
  Py_ssize_t value = PyNumber_AsSsize_t(object, NULL);
  Py_ssize_t length = JsProxy_Length(self);
  if (PyErr_Occurred()) {
    return -1;
  }
  value = value < 0 ? value + length : value;
  *bound = value < 0 ? 0 : value < length ? value : length;
  return 0;
}

PyObject *
JsArray_Index(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  if (count < 1 || count > 3) {
    PyErr_Format(PyExc_TypeError, "index takes a value, a start and a stop, not %zd arguments", count);
    return NULL;
  }
  Py_ssize_t start = 0;
  Py_ssize_t stop = INT_MAX;
  if ((count > 1 && parse_bound(self, args[1], &start) < 0) || (count > 2 && parse_bound(self, args[2], &stop) < 0)) {
    return NULL;
  }
  int index = find(self, args[0], start, stop);
  if (index == -1) {
    raise_absent(args[0]);
  }
  return index < 0 ? NULL : PyLong_FromLong(index);
}

PyObject *
JsArray_Count(PyObject *self, PyObject *value)
{
  long times = 0;
  int index = -1;
  while ((index = find(self, value, index + 1, INT_MAX)) >= 0) {
    times++;
  }
  return index == -2 ? NULL : PyLong_FromLong(times);
}

PyObject *
JsArray_Remove(PyObject *self, PyObject *value)
{
  if (!JsArray_CheckResizable(self)) {
    return NULL;
  }
  int index = find(self, value, 0, INT_MAX);
  if (index == -1) {
    raise_absent(value);
  }
  return index < 0 || js_array_delete(JsProxy_Value(self), index) < 0 ? NULL : Py_NewRef(Py_None);
}
