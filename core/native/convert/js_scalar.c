/* convert/js_scalar.c: Python objects for scalars that only JavaScript tells apart. */

#include "convert/js_scalar.h"

#include "boundary.gen.h"
#include "error/check.h"

static PyObject *null_type;
static PyObject *null_object;
static PyObject *big_int_type;

static PyObject *
null_repr(PyObject *Py_UNUSED(self))
{
  return PyUnicode_FromString("jsnull");
}

static int
null_bool(PyObject *Py_UNUSED(self))
{
  return 0;
}

/* Pickled and copied as what it is called. */
static PyObject *
null_reduce(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
  return PyUnicode_FromString("jsnull");
}

static PyMethodDef null_methods[] = {
  { "__reduce__", null_reduce, METH_NOARGS, NULL },
  { NULL },
};

static PyType_Slot null_slots[] = {
  { Py_tp_doc, "The type of jsnull, JavaScript's null." },
  { Py_tp_repr, null_repr },
  { Py_nb_bool, null_bool },
  { Py_tp_methods, null_methods },
  { 0, NULL },
};

static PyType_Spec null_spec = {
  .name = "pyodide.ffi.JsNull",
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
  .slots = null_slots,
};

static PyType_Slot big_int_slots[] = {
  { Py_tp_doc, "An int that is a BigInt in JavaScript, however small." },
  { 0, NULL },
};

static PyType_Spec big_int_spec = {
  .name = "pyodide.ffi.JsBigInt",
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
  .slots = big_int_slots,
};

bool
JsNull_Check(PyObject *object)
{
  return object == null_object;
}

bool
JsBigInt_Check(PyObject *object)
{
  return big_int_type && PyObject_TypeCheck(object, (PyTypeObject *)big_int_type);
}

/* Borrowed: made once and kept. NULL with an exception set on failure. */
static PyObject *
null(void)
{
  if (!null_type) {
    null_type = PyType_FromSpec(&null_spec);
  }
  if (!null_object && null_type) {
    null_object = PyObject_New(PyObject, (PyTypeObject *)null_type);
  }
  return null_object;
}

void *
py_null(void)
{
  return Py_XNewRef(null());
}

PyObject *
JsScalar_Named(PyObject *name)
{
  if (PyUnicode_EqualToUTF8(name, "jsnull")) {
    return py_null();
  }
  if (PyUnicode_EqualToUTF8(name, "JsNull")) {
    return null() ? Py_NewRef(null_type) : NULL;
  }
  if (PyUnicode_EqualToUTF8(name, "JsBigInt")) {
    if (!big_int_type) {
      big_int_type = PyType_FromSpecWithBases(&big_int_spec, (PyObject *)&PyLong_Type);
    }
    return Py_XNewRef(big_int_type);
  }
  return NULL;
}
