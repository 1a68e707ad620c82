/* error/to_py.c: a thrown JavaScript value becomes the current Python exception. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "error/departed.h"
#include "error/js_traceback.h"
#include "jsproxy/jsproxy.h"

void
error_set_from_js(JsVal thrown)
{
  if (PyErr_Occurred()) {
    /* The body set a more precise Python error before it threw (AttributeError, KeyError, an interrupt). */
    return;
  }
  PyObject *original = departed_exception(js_python_error_departure(thrown));
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
