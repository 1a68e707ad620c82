#include <Python.h>
#include <thrower.hpp>

static PyObject *
count(PyObject *self, PyObject *argument)
{
  return PyLong_FromLong(thrower_counter());
}

static PyObject *
caught(PyObject *self, PyObject *argument)
{
  try {
    thrower_refuse(PyUnicode_AsUTF8(argument));
  } catch (Refusal const &refusal) {
    return PyUnicode_FromString(refusal.what());
  }
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
  { "count", count, METH_NOARGS, nullptr },
  { "caught", caught, METH_O, nullptr },
  {},
};
static PyModuleDef definition = { PyModuleDef_HEAD_INIT, "catches", nullptr, 0, methods };

PyMODINIT_FUNC
PyInit_catches()
{
  return PyModule_Create(&definition);
}
