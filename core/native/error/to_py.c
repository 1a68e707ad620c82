/* error/to_py.c: a thrown JavaScript value becomes the current Python exception. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "error/js_traceback.h"
#include "jsproxy/jsproxy.h"

/* The exception behind a PythonError, borrowed, if it still is the one that last left Python. It is kept in
 * sys.last_exc, as the interactive interpreter does, so that the JavaScript error cannot leak it. */
static PyObject *
exception_at(void *address)
{
  PyObject *last = PySys_GetObject("last_exc");
  return address && last == address ? last : NULL;
}

void
error_set_from_js(JsVal thrown)
{
  if (PyErr_Occurred()) {
    /* The body set a more precise Python error before it threw (AttributeError, KeyError, an interrupt). */
    return;
  }
  PyObject *original = exception_at(js_python_error_address(thrown));
  PyObject *exception = original ? Py_NewRef(original) : JsException_FromThrown(thrown);
  if (original) {
    add_js_frames(original, thrown);
  }
  if (exception) {
    PyErr_SetRaisedException(exception);
  }
}

int
error_occurred(void)
{
  return PyErr_Occurred() != NULL;
}

int
error_check_signals(void)
{
  return PyErr_CheckSignals();
}

void
error_set_interrupt(void)
{
  PyErr_SetInterrupt();
}
