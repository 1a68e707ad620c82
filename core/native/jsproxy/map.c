/* jsproxy/map.c: objects with the methods of a Map, or some of them. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

Py_ssize_t
JsProxy_Length(PyObject *self)
{
  return js_length(JsProxy_Value(self));
}

int
JsProxy_Contains(PyObject *self, PyObject *value)
{
  JsVal converted = to_js(value);
  return threw(converted) ? -1 : js_includes(JsProxy_Value(self), converted);
}

PyObject *
JsMap_Subscript(PyObject *self, PyObject *key)
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
  return JsProxy_ItemToPy(self, value);
}

int
JsMap_AssignSubscript(PyObject *self, PyObject *key, PyObject *value)
{
  int needed = value ? JSPROXY_HAS_SET : JSPROXY_HAS_DELETE;
  if (!(JsProxy_Flags(self) & needed)) {
    PyErr_Format(PyExc_TypeError, "this JavaScript object has no method '%s'", value ? "set" : "delete");
    return -1;
  }
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

/* The keys, as Python iterates over mappings. */
PyObject *
JsMap_Iter(PyObject *self)
{
  JsVal iterator = js_map_keys(JsProxy_Value(self));
  return threw(iterator) ? NULL : to_py(iterator);
}

static PyObject *
map_get(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  if (count < 1 || count > 2) {
    PyErr_Format(PyExc_TypeError, "get takes a key and a default, not %zd arguments", count);
    return NULL;
  }
  PyObject *value = PyObject_GetItem(self, args[0]);
  if (value || !PyErr_ExceptionMatches(PyExc_KeyError)) {
    return value;
  }
  PyErr_Clear();
  return Py_NewRef(count == 2 ? args[1] : Py_None);
}

static PyObject *
map_pop(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  if (count < 1 || count > 2) {
    PyErr_Format(PyExc_TypeError, "pop takes a key and a default, not %zd arguments", count);
    return NULL;
  }
  Py_owned value = PyObject_GetItem(self, args[0]);
  if (value) {
    return PyObject_DelItem(self, args[0]) < 0 ? NULL : take(&value);
  }
  if (count == 1 || !PyErr_ExceptionMatches(PyExc_KeyError)) {
    return NULL;
  }
  PyErr_Clear();
  return Py_NewRef(args[1]);
}

static PyObject *
map_clear(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  int status = js_map_clear(JsProxy_Value(self), JsProxy_Flags(self) & JSPROXY_OBJECT_MAP);
  return status < 0 ? NULL : Py_NewRef(Py_None);
}

PyMethodDef JsMap_Methods[] = {
  { "get", _PyCFunction_CAST(map_get), METH_FASTCALL, "self[key], or default where there is no such key." },
  { NULL },
};

PyMethodDef JsMutableMap_Methods[] = {
  { "pop", _PyCFunction_CAST(map_pop), METH_FASTCALL, "Remove a key and return its value, or default without one." },
  { "clear", map_clear, METH_NOARGS, "Remove every key." },
  { NULL },
};
