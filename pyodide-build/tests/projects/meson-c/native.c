#include <Python.h>

static struct PyModuleDef module = { PyModuleDef_HEAD_INIT, "meson_c", NULL, -1, NULL };

PyMODINIT_FUNC
PyInit_meson_c(void)
{
  PyObject *self = PyModule_Create(&module);
  if (self == NULL || PyModule_AddIntConstant(self, "pointer", POINTER) < 0)
    return NULL;
  return PyModule_AddIntConstant(self, "level", LEVEL) < 0 ? NULL : self;
}
