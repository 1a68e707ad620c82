/* pyproxy/pyproxy.h: Python objects that JavaScript holds.
 *
 * Whatever code an operation runs may destroy the proxy that it was called through, so each holds its object.
 */

#pragma once
#include "Python.h"

#include "handle/js_handle.h"

/* A new PyProxy that owns a new reference to object; null with an exception set on failure. */
JsVal pyproxy_new(PyObject *object);

/* The PYPROXY_ capabilities of an object. Never fails, and leaves the current exception alone. */
int pyproxy_flags(PyObject *object);

/* Convert a value that was read from object like to_js, but a PyProxy is lent by the proxy `owner`: the same one for
 * the same value, destroyed with owner. If owner is null, nothing is lent. */
JsVal to_js_lent(PyObject *value, PyObject *object, JsVal owner);
