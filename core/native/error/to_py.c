/* error/to_py.c: a thrown JavaScript value becomes the current Python exception. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "error/errors.h"
#include "jsproxy/jsproxy.h"

/* The exception that last left Python as a PythonError. Kept in sys.last_exc, as the interactive interpreter does, so
 * that the JavaScript error needs no reference to it and cannot leak it. */
static PyObject *
exception_at(void *address)
{
  PyObject *last = NULL;
  if (PySys_GetObject("last_exc")) {
    last = PySys_GetObject("last_exc");
  }
  return last == address ? last : NULL;
}

void
error_set_from_js(JsVal thrown)
{
  if (PyErr_Occurred()) {
    /* The body set a more precise Python error before it threw (AttributeError, KeyError, an interrupt). */
    return;
  }
  void *address = js_python_error_address(thrown);
  if (address) {
    PyObject *original = exception_at(address);
    if (original) {
      PyErr_SetRaisedException(Py_NewRef(original));
      return;
    }
  }
  Py_owned exception = JsException_FromThrown(thrown);
  if (exception) {
    PyErr_SetRaisedException(take(&exception));
  }
}

int
error_occurred(void)
{
  return PyErr_Occurred() != NULL;
}

void
error_set_interrupt(void)
{
  PyErr_SetInterrupt();
}

int
error_check_signals(void)
{
  return PyErr_CheckSignals();
}
