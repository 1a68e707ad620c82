/* convert/options.h: keyword arguments of Python functions that are options of JavaScript functions. */

#pragma once
#include "Python.h"

#include "boundary.gen.h"

/* Put keyword arguments into a JavaScript object; TypeError if a name is not among `known`, which ends with NULL.
 * PyProxies that this takes, for functions written in Python, are appended to the Array `proxies`. */
int put_options(const char *function, const char *const *known, JsVal options, JsVal proxies, PyObject *const *values,
                PyObject *names);
