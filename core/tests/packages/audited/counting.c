/* An extension module that calls a library, and the library through an address. */

#include <Python.h>

int count(int by);

static int (*volatile const address)(int) = count;

static PyObject *
count_up(PyObject *module, PyObject *by)
{
  int number = (int)PyLong_AsLong(by);
  int half = number / 2;
  count(half);
  return PyLong_FromLong(address(number - half));
}

static PyMethodDef methods[] = { { "count", count_up, METH_O, NULL }, { NULL, NULL, 0, NULL } };

static PyModuleDef definition = { PyModuleDef_HEAD_INIT, .m_name = "counting", .m_size = 0, .m_methods = methods };

PyMODINIT_FUNC
PyInit_counting(void)
{
  return PyModuleDef_Init(&definition);
}
