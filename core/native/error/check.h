/* error/check.h: how errors travel in the core.
 *
 * A function that fails sets the Python error and returns NULL or -1, and who called it does so, too. What a function
 * owns is declared with Py_owned or JsRef_owned and released on every way out. report.h shows the way of an error.
 */

#pragma once
#include "Python.h"

#include "handle/js_handle.h"

static inline void
release_object(PyObject **object)
{
  Py_XDECREF(*object);
}

/* A PyObject* that is released when its scope ends; give it away with Py_NewRef or take(). */
#define Py_owned __attribute__((cleanup(release_object))) PyObject *
/* A JsRef that is released when its scope ends. */
#define JsRef_owned __attribute__((cleanup(JsRef_Clear))) JsRef

/* Move an owned object out of its variable. */
static inline PyObject *
take(PyObject **object)
{
  PyObject *taken = *object;
  *object = NULL;
  return taken;
}

/* Whether an import returned its sentinel because it threw, and not because null was the value. */
static inline bool
threw(JsVal value)
{
  return JsVal_IsNull(value) && PyErr_Occurred();
}
