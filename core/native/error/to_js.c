/* error/to_js.c: the current Python exception becomes a PythonError.
 *
 * The PythonError holds the formatted traceback and a number, not a reference: the exception stays in sys.last_exc
 * until the next one leaves, so that post-mortem debuggers find it and nothing leaks.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "convert/string.h"
#include "error/check.h"
#include "error/departed.h"
#include "error/format.h"

#include "pycore_interp.h"

static void
set_last(PyObject *variables, PyObject **name, const char *text, PyObject *value)
{
  if (!*name) {
    *name = PyUnicode_InternFromString(text);
  }
  if (!*name || PyDict_SetItem(variables, *name, value) < 0) {
    PyErr_Clear();
  }
}

/* The exception that left last, if sys.last_exc still holds it, and how many have left. Its address alone would not do:
 * the next exception may get the same. */
static PyObject *last_departed; /* compared, never used */
static int departures;

PyObject *
departed_exception(int departure)
{
  PyObject *held = PySys_GetObject("last_exc");
  return departure == departures && held == last_departed ? held : NULL;
}

/* Keep the exception where the interactive interpreter does, under its old names, too. */
static void
remember(PyObject *exception)
{
  static PyObject *last_exc, *last_value, *last_type, *last_traceback;
  PyObject *sys = PyThreadState_GetUnchecked()->interp->sysdict;
  Py_owned traceback = PyException_GetTraceback(exception);
  if (departed_exception(departures) != exception) {
    last_departed = exception;
    departures++;
  }
  set_last(sys, &last_exc, "last_exc", exception);
  set_last(sys, &last_value, "last_value", exception);
  set_last(sys, &last_type, "last_type", (PyObject *)Py_TYPE(exception));
  set_last(sys, &last_traceback, "last_traceback", traceback ? traceback : Py_None);
}

JsVal
error_take(void)
{
  Py_owned exception = PyErr_GetRaisedException();
  if (!exception) {
    return JsVal_Undefined();
  }
  Py_owned text = format_exception(exception);
  remember(exception);
  Py_owned name = PyType_GetName(Py_TYPE(exception));
  JsVal message = text ? str_to_js(text) : JsVal_Undefined();
  JsVal type = name ? js_key(name) : JsVal_Undefined();
  PyErr_Clear(); /* out of memory: the error says so by what it lacks */
  return js_python_error(type, message, departures);
}
