#include <Python.h>

#include <stdexcept>
#include <string>

static PyObject *
caught(PyObject *, PyObject *arg)
{
  try {
    if (PyObject_IsTrue(arg))
      throw std::runtime_error("thrown");
    return PyUnicode_FromString("quiet");
  } catch (const std::exception &error) {
    return PyUnicode_FromString(error.what());
  }
}

static PyMethodDef methods[] = { { "caught", caught, METH_O, nullptr }, {} };
static PyModuleDef module = { PyModuleDef_HEAD_INIT, "cmake_cpp", nullptr, -1, methods };
PyMODINIT_FUNC
PyInit_cmake_cpp()
{
  return PyModule_Create(&module);
}
