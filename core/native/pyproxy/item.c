/* pyproxy/item.c: length, items and membership for JavaScript. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"

int
pyproxy_length(void *object)
{
  return (int)PyObject_Size(object);
}

JsVal
pyproxy_get_item(void *object, void *key)
{
  Py_owned owned_key = key;
  Py_owned value = PyObject_GetItem(object, key);
  if (value) {
    return to_js(value);
  }
  if (PyErr_ExceptionMatches(PyExc_LookupError)) {
    PyErr_Clear();
  }
  return JsVal_Null();
}

int
pyproxy_set_item(void *object, void *key, void *value)
{
  Py_owned owned_key = key;
  Py_owned owned_value = value;
  return PyObject_SetItem(object, key, value);
}

int
pyproxy_delete_item(void *object, void *key)
{
  Py_owned owned_key = key;
  return PyObject_DelItem(object, key);
}

int
pyproxy_contains(void *object, void *key)
{
  Py_owned owned_key = key;
  return PySequence_Contains(object, key);
}
