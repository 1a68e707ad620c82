/* pyproxy/pyproxy.h: Python objects that JavaScript holds. */

#pragma once
#include "Python.h"

#include "handle/js_handle.h"

/* A new PyProxy that owns a new reference to object; null with an exception set on failure. */
JsVal pyproxy_new(PyObject *object);
