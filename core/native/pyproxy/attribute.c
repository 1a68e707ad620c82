/* pyproxy/attribute.c: getattr and relatives for JavaScript.
 *
 * Names are borrowed from a cache that the attribute's own code may make drop them: each function holds its name.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "pyproxy/pyproxy.h"

int
pyproxy_has_attr(void *object, void *name)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned held = Py_NewRef(name);
  return PyObject_HasAttrWithError(object, name);
}

JsVal
pyproxy_get_attr(void *object, void *name, JsVal owner)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned held = Py_NewRef(name);
  Py_owned value = NULL;
  return PyObject_GetOptionalAttr(object, name, &value) > 0 ? to_js_lent(value, object, owner) : JsVal_Null();
}

/* Whether reading attributes may run a method of a class that is written in Python. */
static bool
has_own_lookup(PyTypeObject *type)
{
  return type->tp_getattro != PyObject_GenericGetAttr && PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) &&
         !PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE);
}

JsVal
pyproxy_get_own_attr(void *object, void *name, JsVal owner)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  if (!has_own_lookup(Py_TYPE((PyObject *)object))) {
    return pyproxy_get_attr(object, name, owner);
  }
  Py_owned held = Py_NewRef(name);
  Py_owned value = PyObject_GenericGetAttr(object, name);
  if (value) {
    return to_js_lent(value, object, owner);
  }
  if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear();
  }
  return JsVal_Null();
}

int
pyproxy_set_attr(void *object, void *name, void *value)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned held = Py_NewRef(name);
  Py_owned owned_value = value;
  return PyObject_SetAttr(object, name, value);
}

int
pyproxy_delete_attr(void *object, void *name)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned held = Py_NewRef(name);
  return PyObject_DelAttr(object, name);
}

JsVal
pyproxy_dir(void *object)
{
  Py_owned held_object = Py_NewRef((PyObject *)object);
  Py_owned names = PyObject_Dir(object);
  if (!names) {
    return JsVal_Null();
  }
  JsVal array = js_array_new();
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names); i++) {
    js_array_push(array, to_js(PyList_GET_ITEM(names, i)));
  }
  return array;
}
