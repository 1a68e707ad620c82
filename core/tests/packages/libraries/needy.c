/* An extension module that calls FUNCTION of a library; the build says which. */

#include <Python.h>

int FUNCTION(int number);

static PyObject *
call(PyObject *module, PyObject *number)
{
  return PyLong_FromLong(FUNCTION((int)PyLong_AsLong(number)));
}

static PyMethodDef methods[] = { { "call", call, METH_O, NULL }, { NULL, NULL, 0, NULL } };

static PyModuleDef definition = { PyModuleDef_HEAD_INIT, .m_name = "needy", .m_size = 0, .m_methods = methods };

PyMODINIT_FUNC
PyInit_needy(void)
{
  return PyModuleDef_Init(&definition);
}
