/* An extension module that lacks something; the build says what. */

#include <Python.h>

#if defined(CALLED)
void no_such_function(void);
static long
use(void)
{
  no_such_function();
  return 0;
}
#elif defined(ADDRESS)
void no_such_function(void);
static void (*volatile const address)(void) = no_such_function;
static long
use(void)
{
  return address != NULL;
}
#elif defined(DATA)
extern int no_such_data;
static long
use(void)
{
  return no_such_data;
}
#elif defined(TYPE)
/* Exported, and declared in headers that are not for extension modules. */
double _PyImport_GetModuleAttrString(double number);
static long
use(void)
{
  return (long)_PyImport_GetModuleAttrString(1);
}
#endif

static PyObject *
call(PyObject *module, PyObject *arguments)
{
  return PyLong_FromLong(use());
}

static PyMethodDef methods[] = { { "call", call, METH_NOARGS, NULL }, { NULL, NULL, 0, NULL } };

static PyModuleDef definition = { PyModuleDef_HEAD_INIT, .m_name = "broken", .m_size = 0, .m_methods = methods };

PyMODINIT_FUNC
PyInit_broken(void)
{
  return PyModuleDef_Init(&definition);
}
