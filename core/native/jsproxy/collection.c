/* jsproxy/collection.c: length, items and membership of arrays and maps. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

Py_ssize_t
JsProxy_Length(PyObject *self)
{
  return js_length(JsProxy_Value(self));
}

/* The index that a key means in an array: -1 with IndexError or TypeError set if none. */
static int
array_index(PyObject *self, PyObject *key)
{
  if (!PyIndex_Check(key)) {
    PyErr_Format(PyExc_TypeError, "array indices must be integers, not %.200s", Py_TYPE(key)->tp_name);
    return -1;
  }
  Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
  if (index == -1 && PyErr_Occurred()) {
    return -1;
  }
  Py_ssize_t length = JsProxy_Length(self);
  if (length < 0) {
    return -1;
  }
  if (index < 0) {
    index += length;
  }
  if (index < 0 || index >= length) {
    PyErr_SetString(PyExc_IndexError, "array index out of range");
    return -1;
  }
  return (int)index;
}

PyObject *
JsProxy_ArraySubscript(PyObject *self, PyObject *key)
{
  int index = array_index(self, key);
  if (index < 0) {
    return NULL;
  }
  JsVal value = js_array_get(JsProxy_Value(self), index);
  return threw(value) ? NULL : to_py(value);
}

int
JsProxy_ArrayAssign(PyObject *self, PyObject *key, PyObject *value)
{
  int index = array_index(self, key);
  if (index < 0) {
    return -1;
  }
  if (!value) {
    return js_array_delete(JsProxy_Value(self), index);
  }
  JsVal converted = to_js(value);
  return threw(converted) ? -1 : js_array_set(JsProxy_Value(self), index, converted);
}

PyObject *
JsProxy_MapSubscript(PyObject *self, PyObject *key)
{
  JsVal converted = to_js(key);
  if (threw(converted)) {
    return NULL;
  }
  JsVal value = js_map_get(JsProxy_Value(self), converted);
  if (JsVal_IsNull(value)) {
    if (!PyErr_Occurred()) {
      PyErr_SetObject(PyExc_KeyError, key);
    }
    return NULL;
  }
  return to_py(value);
}

int
JsProxy_MapAssign(PyObject *self, PyObject *key, PyObject *value)
{
  JsVal converted_key = to_js(key);
  if (threw(converted_key)) {
    return -1;
  }
  if (!value) {
    int deleted = js_map_delete(JsProxy_Value(self), converted_key);
    if (deleted == 0) {
      PyErr_SetObject(PyExc_KeyError, key);
    }
    return deleted > 0 ? 0 : -1;
  }
  JsVal converted = to_js(value);
  return threw(converted) ? -1 : js_map_set(JsProxy_Value(self), converted_key, converted);
}

int
JsProxy_Contains(PyObject *self, PyObject *value)
{
  JsVal converted = to_js(value);
  return threw(converted) ? -1 : js_includes(JsProxy_Value(self), converted);
}
