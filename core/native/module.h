/* module.h: the built-in module of the bridge. */

#pragma once
#include "Python.h"

PyObject *PyInit__pyodide_core(void);
