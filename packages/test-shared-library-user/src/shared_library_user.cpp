// Puts what Python gives it into the count of the shared library.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <tally.hpp>

static PyObject *
add(PyObject *, PyObject *argument)
{
  long number = PyLong_AsLong(argument);
  if (number == -1 && PyErr_Occurred()) {
    return nullptr;
  }
  return PyLong_FromLong(tally::add((int)number));
}

static PyMethodDef methods[] = {
  { "add", add, METH_O, "Add a number to the count of all modules, and return it." },
  {},
};

static PyModuleDef module = { PyModuleDef_HEAD_INIT, "shared_library_user", nullptr, -1, methods };

PyMODINIT_FUNC
PyInit_shared_library_user()
{
  return PyModule_Create(&module);
}
