/* pyproxy/item.c: length, items and membership for JavaScript. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "pyproxy/pyproxy.h"

int
pyproxy_length(void *object)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  return (int)PyObject_Size(object);
}

static JsVal
item_to_js(PyObject *item, PyObject *object, JsVal owner)
{
  if (item) {
    return to_js_lent(item, object, owner);
  }
  if (PyErr_ExceptionMatches(PyExc_LookupError)) {
    PyErr_Clear();
  }
  return JsVal_Null();
}

JsVal
pyproxy_get_item(void *object, void *key)
{
  return pyproxy_get_lent_item(object, key, JsVal_Null());
}

JsVal
pyproxy_get_lent_item(void *object, void *key, JsVal owner)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned owned_key = key;
  Py_owned item = NULL;
  if (PyDict_CheckExact((PyObject *)object)) {
    if (PyDict_GetItemRef(object, key, &item) <= 0) {
      return JsVal_Null(); /* without the cost of a KeyError that nobody sees */
    }
  } else {
    item = PyObject_GetItem(object, key);
  }
  return item_to_js(item, object, owner);
}

JsVal
pyproxy_get_index(void *object, int index, JsVal owner)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned item = PySequence_GetItem(object, index);
  return item_to_js(item, object, owner);
}

/* The name of a property for a key: texts, and numbers as JavaScript spells them. */
static PyObject *
property_name(PyObject *key)
{
  if (PyUnicode_Check(key)) {
    return Py_NewRef(key);
  }
  return PyLong_CheckExact(key) ? PyObject_Str(key) : Py_NewRef(Py_None);
}

JsVal
pyproxy_keys(void *object)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned keys = PyMapping_Keys(object);
  Py_owned items = keys ? PySequence_Fast(keys, "keys() gave no list") : NULL;
  if (!items) {
    return JsVal_Null();
  }
  JsVal names = js_array_new();
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items); i++) {
    Py_owned name = property_name(PySequence_Fast_GET_ITEM(items, i));
    if (!name) {
      return JsVal_Null();
    }
    if (!Py_IsNone(name)) {
      js_array_push(names, to_js(name));
    }
  }
  return names;
}

int
pyproxy_set_item(void *object, void *key, void *value)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned owned_key = key;
  Py_owned owned_value = value;
  return PyObject_SetItem(object, key, value);
}

int
pyproxy_delete_item(void *object, void *key)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned owned_key = key;
  return PyObject_DelItem(object, key);
}

int
pyproxy_contains(void *object, void *key)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned owned_key = key;
  return PySequence_Contains(object, key);
}
