/* jsproxy/attribute.c: attributes of a proxy are the properties of its object.
 *
 * What the Python type defines (typeof, new, ...) comes first, so that a property cannot break the protocol.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "convert/string.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

PyObject *
JsProxy_GetJsAttr(JsVal object, JsRef receiver, PyObject *name)
{
  JsVal key = js_key(name);
  if (threw(key)) {
    return NULL;
  }
  JsVal value = js_get_attr(object, key);
  if (JsVal_IsNull(value)) {
    if (!PyErr_Occurred()) {
      PyErr_SetObject(PyExc_AttributeError, name);
    }
    return NULL;
  }
  if (js_function_needs_receiver(value)) {
    return JsProxy_CreateMethod(value, receiver);
  }
  return to_py(value);
}

/* Whether the import system sets an attribute of this name on modules. It must not reach the JavaScript object. */
static bool
is_module_attribute(PyObject *name)
{
  static const char *const names[] = { "__path__", "__spec__", "__loader__", "__package__",
                                       "__name__", "__file__", "__cached__" };
  if (PyUnicode_READ_CHAR(name, 0) != '_') {
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
  PyObject *dict = ((JsProxy *)self)->dict;
  if (_PyType_Lookup(Py_TYPE(self), name) || (dict && PyDict_Contains(dict, name) == 1)) {
    return PyObject_GenericGetAttr(self, name);
  }
  return JsProxy_GetJsAttr(JsProxy_Value(self), ((JsProxy *)self)->value, name);
}

int
JsProxy_SetAttr(PyObject *self, PyObject *name, PyObject *value)
{
  if (PyUnicode_GET_LENGTH(name) > 0 && is_module_attribute(name)) {
    return PyObject_GenericSetAttr(self, name, value);
  }
  JsVal key = js_key(name);
  if (threw(key)) {
    return -1;
  }
  if (!value) {
    return js_delete_attr(JsProxy_Value(self), key);
  }
  JsVal converted = to_js(value);
  if (threw(converted)) {
    return -1;
  }
  return js_set_attr(JsProxy_Value(self), key, converted);
}

static PyObject *
jsproxy_dir(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  Py_owned own = PyObject_CallMethod((PyObject *)&PyBaseObject_Type, "__dir__", "O", self);
  if (!own) {
    return NULL;
  }
  JsVal names = js_dir(JsProxy_Value(self));
  if (threw(names)) {
    return NULL;
  }
  Py_owned proxy = JsProxy_Create(names);
  Py_owned all = proxy ? PySet_New(own) : NULL;
  Py_owned updated = all ? PyObject_CallMethod(all, "update", "O", proxy) : NULL;
  if (!updated) {
    return NULL;
  }
  PyObject *list = PySequence_List(all);
  if (list && PyList_Sort(list) < 0) {
    Py_CLEAR(list);
  }
  return list;
}

static PyObject *
jsproxy_typeof(PyObject *self, void *Py_UNUSED(closure))
{
  JsVal name = js_type_name(JsProxy_Value(self));
  return threw(name) ? NULL : to_py(name);
}

PyMethodDef JsProxy_Methods[] = {
  { "__dir__", jsproxy_dir, METH_NOARGS, "The names of the object's properties, inherited ones too." },
  { NULL },
};

PyGetSetDef JsProxy_GetSet[] = {
  { "typeof", jsproxy_typeof, NULL, "JavaScript's `typeof` of the object.", NULL },
  { NULL },
};
