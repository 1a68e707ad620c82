/* jsproxy/exception.c: JsException, a thrown JavaScript value as a Python exception. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

PyTypeObject *JsException_Type;

static void
jsexception_dealloc(PyObject *self)
{
  PyTypeObject *type = Py_TYPE(self);
  JsRef_Clear(&((JsExceptionObject *)self)->value);
  PyObject_GC_UnTrack(self);
  ((PyTypeObject *)PyExc_Exception)->tp_clear(self);
  type->tp_free(self);
  Py_DECREF(type);
}

static int
jsexception_traverse(PyObject *self, visitproc visit, void *arg)
{
  Py_VISIT(Py_TYPE(self));
  return ((PyTypeObject *)PyExc_Exception)->tp_traverse(self, visit, arg);
}

/* Attributes of exceptions first, then the properties of the thrown object: name, message, stack, code ... */
static PyObject *
jsexception_getattro(PyObject *self, PyObject *name)
{
  PyObject *own = PyObject_GenericGetAttr(self, name);
  JsRef value = ((JsExceptionObject *)self)->value;
  if (own || !value || !PyErr_ExceptionMatches(PyExc_AttributeError)) {
    return own;
  }
  PyErr_Clear();
  return JsProxy_GetJsAttr(JsRef_Get(value), value, name);
}

static PyType_Slot slots[] = {
  { Py_tp_doc, "A value that JavaScript threw. An Error's properties are its attributes." },
  { Py_tp_dealloc, jsexception_dealloc },
  { Py_tp_traverse, jsexception_traverse },
  { Py_tp_getattro, jsexception_getattro },
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
  Py_owned exception = text ? PyObject_CallOneArg((PyObject *)JsException_Type, text) : NULL;
  if (!exception) {
    return NULL;
  }
  JsRef value = JsRef_New(thrown);
  if (!value) {
    return NULL;
  }
  ((JsExceptionObject *)exception)->value = value;
  return take(&exception);
}

int
JsException_InitType(PyObject *module)
{
  JsException_Type = (PyTypeObject *)PyType_FromSpecWithBases(&spec, PyExc_Exception);
  return JsException_Type ? PyModule_AddObjectRef(module, "JsException", (PyObject *)JsException_Type) : -1;
}
