/* convert/convert.h: implicit conversion of single values. */

#pragma once
#include "Python.h"

#include "boundary.gen.h"

/* Convert for JavaScript: scalars are copied, a JsProxy is unwrapped, everything else becomes a PyProxy. Null with an
 * exception set on failure. */
JsVal to_js(PyObject *object);

/* The same; a PyProxy made on the way is also appended to the Array `proxies`, so that its owner can destroy it. */
JsVal to_js_tracked(PyObject *object, JsVal proxies);

/* Whether to_js copies the object or unwraps it, so that no PyProxy is made. */
bool to_js_copies(PyObject *object);

/* Constants. */
JsVal JsVal_Undefined(void);
JsVal JsVal_Bool(bool value);

/* Convert for Python: a new reference, or NULL with an exception set. */
static inline PyObject *
to_py(JsVal value)
{
  return js_to_py(value);
}
