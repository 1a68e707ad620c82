/* jsproxy/object_map.c: as_object_map(), any object as a map of its own properties. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "convert/string.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

Py_ssize_t
JsObjectMap_Length(PyObject *self)
{
  return js_object_size(JsProxy_Value(self));
}

PyObject *
JsObjectMap_Subscript(PyObject *self, PyObject *key)
{
  if (PyUnicode_Check(key)) {
    JsVal name = str_to_js(key);
    JsVal value = threw(name) ? name : js_own_get(JsProxy_Value(self), name);
    if (!JsVal_IsNull(value)) {
      return JsProxy_ItemToPy(self, value);
    }
  }
  if (!PyErr_Occurred()) {
    PyErr_SetObject(PyExc_KeyError, key);
  }
  return NULL;
}

int
JsObjectMap_Contains(PyObject *self, PyObject *key)
{
  if (!PyUnicode_Check(key)) {
    return 0;
  }
  JsVal name = str_to_js(key);
  return threw(name) ? -1 : js_own_has(JsProxy_Value(self), name);
}

int
JsObjectMap_AssignSubscript(PyObject *self, PyObject *key, PyObject *value)
{
  if (!PyUnicode_Check(key)) {
    if (value) {
      PyErr_Format(PyExc_TypeError, "keys of a JavaScript object are strings, not %.200s", Py_TYPE(key)->tp_name);
    } else {
      PyErr_SetObject(PyExc_KeyError, key);
    }
    return -1;
  }
  JsVal name = str_to_js(key);
  if (threw(name)) {
    return -1;
  }
  if (value) {
    JsVal converted = to_js(value);
    return threw(converted) ? -1 : js_set_attr(JsProxy_Value(self), name, converted);
  }
  int present = js_own_has(JsProxy_Value(self), name);
  if (present == 0) {
    PyErr_SetObject(PyExc_KeyError, key);
  }
  return present > 0 ? js_delete_attr(JsProxy_Value(self), name) : -1;
}

PyObject *
JsObjectMap_Iter(PyObject *self)
{
  JsVal keys = js_object_keys(JsProxy_Value(self));
  Py_owned array = threw(keys) ? NULL : to_py(keys);
  return array ? PyObject_GetIter(array) : NULL;
}
