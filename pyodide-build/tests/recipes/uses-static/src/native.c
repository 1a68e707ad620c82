#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <adder.h>

static PyObject *
native_add(PyObject *self, PyObject *arguments)
{
  int first, second;
  if (!PyArg_ParseTuple(arguments, "ii", &first, &second)) {
    return NULL;
  }
  return PyLong_FromLong(add(add(first, second), PLUS + FROM_CROSS_SCRIPT));
}

static PyMethodDef methods[] = { { "add", native_add, METH_VARARGS, NULL }, { 0 } };
static PyModuleDef definition = { PyModuleDef_HEAD_INIT, "_native", NULL, 0, methods };

PyMODINIT_FUNC
PyInit__native(void)
{
  return PyModule_Create(&definition);
}
