/* jsproxy/attribute.c: attributes of a proxy are the properties of its object.
 *
 * What the Python type defines (typeof, new, ...) comes first, so that a property cannot break the protocol.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "convert/string.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"
#include "jsproxy/keyword.h"

/* The key of the property that an attribute means, null with an exception set on failure. */
static JsVal
property_key(PyObject *name)
{
  Py_owned property = Keyword_ToProperty(name);
  return property ? js_key(property) : JsVal_Null();
}

static void
raise_missing(PyObject *self, PyObject *name)
{
  Py_owned class = to_py(js_class_name(JsProxy_Value(self)));
  Py_owned message =
    class ? PyUnicode_FromFormat("JavaScript object of class '%S' has no property '%U'", class, name) : NULL;
  PyAttributeErrorObject *error =
    (PyAttributeErrorObject *)(message ? PyObject_CallOneArg(PyExc_AttributeError, message) : NULL);
  if (error) {
    error->name = Py_NewRef(name);
    error->obj = Py_NewRef(self);
    PyErr_SetRaisedException((PyObject *)error);
  }
}

/* The names that `from module import *` takes. */
static PyObject *
public_names(PyObject *self)
{
  JsVal names = js_public_names(JsProxy_Value(self));
  Py_owned proxy = threw(names) ? NULL : JsProxy_Create(names);
  return proxy ? PySequence_List(proxy) : NULL;
}

PyObject *
JsProxy_GetJsAttr(PyObject *self, PyObject *name)
{
  JsVal key = property_key(name);
  if (threw(key)) {
    return NULL;
  }
  PyObject *value = js_get_attr(JsProxy_Value(self), key);
  if (!value && !PyErr_Occurred()) {
    raise_missing(self, name);
  }
  return value;
}

/* Whether the import system sets an attribute of this name on modules. It must not reach the JavaScript object. */
static bool
is_module_attribute(PyObject *name)
{
  static const char *const names[] = { "__path__", "__spec__", "__loader__", "__package__",
                                       "__name__", "__file__", "__cached__" };
  if (PyUnicode_GET_LENGTH(name) == 0 || PyUnicode_READ_CHAR(name, 0) != '_') {
    return false;
  }
  for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
    if (PyUnicode_CompareWithASCIIString(name, names[i]) == 0) {
      return true;
    }
  }
  return false;
}

PyObject *
JsProxy_GetAttr(PyObject *self, PyObject *name)
{
  if (_PyType_Lookup(Py_TYPE(self), name)) {
    return PyObject_GenericGetAttr(self, name);
  }
  PyObject *dict = ((JsProxy *)self)->dict;
  if (!dict) {
    return JsProxy_GetJsAttr(self, name);
  }
  PyObject *value = PyDict_GetItemWithError(dict, name);
  if (value || PyErr_Occurred()) {
    return Py_XNewRef(value);
  }
  value = JsProxy_GetJsAttr(self, name);
  if (!value && PyUnicode_EqualToUTF8(name, "__all__") && PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear();
    return public_names(self);
  }
  return value;
}

int
JsProxy_SetAttr(PyObject *self, PyObject *name, PyObject *value)
{
  if (is_module_attribute(name)) {
    return PyObject_GenericSetAttr(self, name, value);
  }
  JsVal key = property_key(name);
  if (threw(key)) {
    return -1;
  }
  if (!value) {
    return js_delete_attr(JsProxy_Value(self), key);
  }
  JsVal converted = to_js(value);
  return threw(converted) ? -1 : js_set_attr(JsProxy_Value(self), key, converted);
}

/* Add the attributes that lead to the properties. */
static int
add_property_names(PyObject *self, PyObject *all)
{
  JsVal names = js_dir(JsProxy_Value(self));
  Py_owned proxy = threw(names) ? NULL : JsProxy_Create(names);
  Py_owned properties = proxy ? PySequence_List(proxy) : NULL;
  if (!properties) {
    return -1;
  }
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(properties); i++) {
    Py_owned attribute = Keyword_ToAttribute(PyList_GET_ITEM(properties, i));
    if (!attribute || PySet_Add(all, attribute) < 0) {
      return -1;
    }
  }
  return 0;
}

PyObject *
JsProxy_Dir(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  Py_owned own = PyObject_CallMethod((PyObject *)&PyBaseObject_Type, "__dir__", "O", self);
  Py_owned all = own ? PySet_New(own) : NULL;
  if (!all || add_property_names(self, all) < 0) {
    return NULL;
  }
  Py_owned list = PySequence_List(all);
  return list && PyList_Sort(list) == 0 ? take(&list) : NULL;
}
