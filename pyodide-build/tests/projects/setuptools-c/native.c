#include <Python.h>

static PyObject *
twice(PyObject *self, PyObject *arg)
{
  return PyNumber_Add(arg, arg);
}
static PyObject *
place(PyObject *self, PyObject *ignored)
{
  return PyUnicode_FromString(__FILE__);
}

static PyMethodDef methods[] = { { "twice", twice, METH_O, NULL }, { "place", place, METH_NOARGS, NULL }, { NULL } };
static struct PyModuleDef module = { PyModuleDef_HEAD_INIT, "native", NULL, -1, methods };
PyMODINIT_FUNC
PyInit_native(void)
{
  return PyModule_Create(&module);
}
