/* jsproxy/object.c: what every proxy has. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

/* Convert the result of an import that says by null that it threw. */
static PyObject *
result_to_py(JsVal value)
{
  return threw(value) ? NULL : to_py(value);
}

PyObject *
JsProxy_Str(PyObject *self)
{
  return result_to_py(js_to_string(JsProxy_Value(self)));
}

int
JsProxy_Bool(PyObject *self)
{
  return js_is_true(JsProxy_Value(self), JsProxy_Flags(self));
}

static PyObject *
get_typeof(PyObject *self, void *Py_UNUSED(closure))
{
  return to_py(js_type_name(JsProxy_Value(self)));
}

static PyObject *
get_js_id(PyObject *self, void *Py_UNUSED(closure))
{
  return PyLong_FromLong(js_object_id(JsProxy_Value(self)));
}

static PyObject *
object_entries(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  return result_to_py(js_object_entries(JsProxy_Value(self)));
}

static PyObject *
object_keys(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  return result_to_py(js_object_keys(JsProxy_Value(self)));
}

static PyObject *
object_values(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  return result_to_py(js_object_values(JsProxy_Value(self)));
}

static PyObject *
to_weakref(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  return result_to_py(js_weak_ref_new(JsProxy_Value(self)));
}

static PyObject *
as_object_map(PyObject *self, PyObject *args, PyObject *keywords)
{
  static char *names[] = { "hereditary", NULL };
  int hereditary = 0;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|$p:as_object_map", names, &hereditary)) {
    return NULL;
  }
  return JsProxy_CreateAs(JsProxy_Value(self), JSPROXY_OBJECT_MAP | (hereditary ? JSPROXY_HEREDITARY : 0));
}

static PyObject *
as_py_json(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  JsVal value = JsProxy_Value(self);
  int flags = js_inherited_view(value, JSPROXY_JSON);
  return JsProxy_CreateAs(value, flags ? flags : JSPROXY_OBJECT_MAP | JSPROXY_JSON);
}

PyObject *
JsProxy_Dispose(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
  if (count != 2 || !JsProxy_Check(args[0])) {
    PyErr_SetString(PyExc_TypeError, "dispose takes a proxy and whether to wait");
    return NULL;
  }
  return result_to_py(js_dispose(JsProxy_Value(args[0]), PyObject_IsTrue(args[1])));
}

/* Classes derived from proxies serve annotations. One that had instances of its own would have them without an object
 * behind them. */
static PyObject *
init_subclass(PyObject *class, PyObject *args, PyObject *keywords)
{
  PyTypeObject *type = (PyTypeObject *)class;
  if (type->tp_new && !PyType_IsSubtype(type, JsException_Type)) {
    PyErr_Format(PyExc_TypeError, "%.200s cannot have both JsProxy and a class with instances as bases", type->tp_name);
    return NULL;
  }
  Py_owned super = PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, JsProxy_Type, class, NULL);
  Py_owned next = super ? PyObject_GetAttrString(super, "__init_subclass__") : NULL;
  return next ? PyObject_Call(next, args, keywords) : NULL;
}

PyMethodDef JsProxy_Methods[] = {
  { "__dir__", JsProxy_Dir, METH_NOARGS, "The names of the object's properties, inherited ones too." },
  { "to_py", _PyCFunction_CAST(JsProxy_ToPy), METH_FASTCALL | METH_KEYWORDS,
    "to_py($self, /, *, depth=-1, default_converter=None)\n--\n\nConvert the object and what is in it to Python." },
  { "__init_subclass__", _PyCFunction_CAST(init_subclass), METH_VARARGS | METH_KEYWORDS | METH_CLASS, NULL },
  { "as_object_map", _PyCFunction_CAST(as_object_map), METH_VARARGS | METH_KEYWORDS,
    "as_object_map(*, hereditary=False)\n--\n\nA proxy that treats the object as a map of its properties." },
  { "as_py_json", as_py_json, METH_NOARGS,
    "A proxy that treats the object and all in it as dicts and lists, like parsed JSON." },
  { "object_entries", object_entries, METH_NOARGS, "JavaScript's Object.entries(object)." },
  { "object_keys", object_keys, METH_NOARGS, "JavaScript's Object.keys(object)." },
  { "object_values", object_values, METH_NOARGS, "JavaScript's Object.values(object)." },
  { "to_weakref", to_weakref, METH_NOARGS, "A JavaScript WeakRef to the object." },
  { NULL },
};

PyGetSetDef JsProxy_GetSet[] = {
  { "typeof", get_typeof, NULL, "JavaScript's `typeof` of the object.", NULL },
  { "js_id", get_js_id, NULL, "A number that is the same for proxies of the same object: a key for dicts and sets.",
    NULL },
  { NULL },
};
