/* jsproxy/family.h: the classes that users name. */

#pragma once
#include "Python.h"

#include "boundary.gen.h"

/* What makes an object a map. */
#define JSPROXY_IS_MAP (JSPROXY_HAS_GET | JSPROXY_HAS_LENGTH | JSPROXY_ITERABLE)

/* The classes that an object with these capabilities belongs to, a tuple of bases. NULL with an exception set. */
PyObject *JsFamily_Bases(int flags);

/* The class of this name: new reference, NULL without an exception if there is none. */
PyObject *JsFamily_Class(PyObject *name);
