/* jsproxy/exception.c: JsException, a thrown JavaScript value as a Python exception.
 *
 * It is a proxy, too. Attributes of exceptions come first, then the properties of the thrown value. What is thrown and
 * is no Error has a name, a message and a stack all the same.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "convert/string.h"
#include "error/check.h"
#include "error/js_traceback.h"
#include "jsproxy/jsproxy.h"

PyTypeObject *JsException_Type;

static PyTypeObject *
base(void)
{
  return (PyTypeObject *)PyExc_Exception;
}

static void
jsexception_dealloc(PyObject *self)
{
  PyTypeObject *type = Py_TYPE(self);
  JsRef_Clear(&((JsExceptionObject *)self)->value);
  PyObject_GC_UnTrack(self);
  base()->tp_clear(self);
  type->tp_free(self);
  Py_DECREF(type);
}

static int
jsexception_traverse(PyObject *self, visitproc visit, void *arg)
{
  Py_VISIT(Py_TYPE(self));
  return base()->tp_traverse(self, visit, arg);
}

/* An argument as text; a new reference to fallback where it was left out. */
static PyObject *
text_argument(PyObject *args, PyObject *keywords, Py_ssize_t index, const char *name, const char *fallback)
{
  PyObject *given = index < PyTuple_GET_SIZE(args) ? PyTuple_GET_ITEM(args, index)
                    : keywords                     ? PyDict_GetItemString(keywords, name)
                                                   : NULL;
  return given ? PyObject_Str(given) : PyUnicode_FromString(fallback);
}

static PyObject *
jsexception_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
  Py_owned name = text_argument(args, keywords, 0, "name", "Error");
  Py_owned message = name ? text_argument(args, keywords, 1, "message", "") : NULL;
  Py_owned stack = message ? text_argument(args, keywords, 2, "stack", "") : NULL;
  Py_owned self = stack ? base()->tp_new(type, args, NULL) : NULL;
  if (!self) {
    return NULL;
  }
  JsVal error = js_error_new(str_to_js(name), str_to_js(message), str_to_js(stack));
  if (threw(error) || !(((JsExceptionObject *)self)->value = JsRef_New(error))) {
    return NULL;
  }
  return take(&self);
}

/* Keywords are for __new__ alone. */
static int
jsexception_init(PyObject *self, PyObject *args, PyObject *Py_UNUSED(keywords))
{
  return base()->tp_init(self, args, NULL);
}

static PyObject *
jsexception_str(PyObject *self)
{
  return to_py(js_error_text(JsProxy_Value(self)));
}

static Py_hash_t
jsexception_hash(PyObject *self)
{
  return js_object_id(JsProxy_Value(self));
}

/* What an Error would have, of a thrown value that is none. NULL without an exception for other names. */
static PyObject *
attribute_of_error(PyObject *self, PyObject *name)
{
  if (PyUnicode_EqualToUTF8(name, "message")) {
    return jsexception_str(self);
  }
  if (PyUnicode_EqualToUTF8(name, "name")) {
    return PyUnicode_FromString("Error");
  }
  return PyUnicode_EqualToUTF8(name, "stack") ? PyUnicode_FromString("") : NULL;
}

/* A property of the thrown value, which may be null or undefined and then has none. */
static PyObject *
thrown_property(PyObject *self, PyObject *name)
{
  JsVal value = JsProxy_Value(self);
  if (JsVal_IsNull(value) || js_is_same(value, JsVal_Undefined())) {
    PyErr_SetObject(PyExc_AttributeError, name);
    return NULL;
  }
  return JsProxy_GetJsAttr(self, name);
}

static PyObject *
jsexception_getattro(PyObject *self, PyObject *name)
{
  PyObject *dict = ((PyBaseExceptionObject *)self)->dict;
  if (_PyType_Lookup(Py_TYPE(self), name) || (dict && PyDict_Contains(dict, name) == 1)) {
    return PyObject_GenericGetAttr(self, name);
  }
  PyObject *value = thrown_property(self, name);
  if (value || !PyErr_ExceptionMatches(PyExc_AttributeError) || js_is_error(JsProxy_Value(self))) {
    return value;
  }
  PyObject *missing = PyErr_GetRaisedException();
  value = attribute_of_error(self, name);
  if (value || PyErr_Occurred()) {
    Py_DECREF(missing);
  } else {
    PyErr_SetRaisedException(missing);
  }
  return value;
}

static int
jsexception_setattro(PyObject *self, PyObject *name, PyObject *value)
{
  bool is_python = Py_TYPE(self) != JsException_Type || _PyType_Lookup(Py_TYPE(self), name) ||
                   (PyUnicode_GET_LENGTH(name) > 2 && PyUnicode_READ_CHAR(name, 0) == '_' &&
                    PyUnicode_READ_CHAR(name, 1) == '_'); /* __notes__ */
  return is_python ? PyObject_GenericSetAttr(self, name, value) : JsProxy_SetAttr(self, name, value);
}

/* Pickled by what an Error is made of: the JavaScript object stays behind. */
static PyObject *
jsexception_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  Py_owned name = PyObject_GetAttrString(self, "name");
  Py_owned message = name ? PyObject_GetAttrString(self, "message") : NULL;
  Py_owned stack = message ? PyObject_GetAttrString(self, "stack") : NULL;
  if (!stack) {
    return NULL;
  }
  PyObject *dict = ((PyBaseExceptionObject *)self)->dict;
  return dict ? Py_BuildValue("O(OOO)O", Py_TYPE(self), name, message, stack, dict)
              : Py_BuildValue("O(OOO)", Py_TYPE(self), name, message, stack);
}

static PyObject *
jsexception_construct(PyObject *class, PyObject *args)
{
  Py_owned name = PyUnicode_FromString("Error");
  Py_owned message = PyTuple_GET_SIZE(args) ? PyObject_Str(PyTuple_GET_ITEM(args, 0)) : PyUnicode_FromString("");
  return name && message ? PyObject_CallFunctionObjArgs(class, name, message, NULL) : NULL;
}

static PyMethodDef methods[] = {
  { "__reduce__", jsexception_reduce, METH_NOARGS, NULL },
  { "new", jsexception_construct, METH_VARARGS | METH_CLASS, "Construct: JavaScript's `new Error(message)`." },
  { NULL },
};

static PyGetSetDef getset[] = {
  { "__traceback__", JsException_GetTraceback, JsException_SetTraceback, "Where it was raised, in both languages.",
    NULL },
  { NULL },
};

static PyType_Slot slots[] = {
  { Py_tp_doc, "A value that JavaScript threw. An Error's properties are its attributes." },
  { Py_tp_new, jsexception_new },
  { Py_tp_init, jsexception_init },
  { Py_tp_dealloc, jsexception_dealloc },
  { Py_tp_traverse, jsexception_traverse },
  { Py_tp_getattro, jsexception_getattro },
  { Py_tp_setattro, jsexception_setattro },
  { Py_tp_richcompare, JsProxy_RichCompare },
  { Py_tp_hash, jsexception_hash },
  { Py_tp_str, jsexception_str },
  { Py_tp_repr, jsexception_str },
  { Py_tp_methods, methods },
  { Py_tp_getset, getset },
  { 0, NULL },
};

static PyType_Spec spec = {
  .name = "pyodide.ffi.JsException",
  .basicsize = sizeof(JsExceptionObject),
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
  .slots = slots,
};

PyObject *
JsException_FromThrown(JsVal thrown)
{
  Py_owned text = to_py(js_error_text(thrown));
  Py_owned args = text ? PyTuple_Pack(1, text) : NULL;
  Py_owned exception = args ? base()->tp_new(JsException_Type, args, NULL) : NULL;
  if (!exception || !(((JsExceptionObject *)exception)->value = JsRef_New(thrown))) {
    return NULL;
  }
  return take(&exception);
}

int
JsException_InitType(PyObject *module)
{
  Py_owned bases = PyTuple_Pack(2, JsProxy_Type, PyExc_Exception);
  JsException_Type = bases ? (PyTypeObject *)PyType_FromSpecWithBases(&spec, bases) : NULL;
  return JsException_Type ? PyModule_AddObjectRef(module, "JsException", (PyObject *)JsException_Type) : -1;
}
