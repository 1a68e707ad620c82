/* error/to_js.c: the current Python exception becomes a PythonError.
 *
 * The PythonError holds the formatted traceback and the address of the exception, not a reference: the exception
 * stays in sys.last_exc until the next one leaves, so that post-mortem debuggers find it and nothing leaks.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"

static PyObject *
format_exception(PyObject *exception)
{
  Py_owned module = PyImport_ImportModule("_pyodide.excepthook");
  if (!module) {
    return NULL;
  }
  return PyObject_CallMethod(module, "format_exception", "O", exception);
}

/* What can still be said when formatting itself fails, for example at the recursion limit or out of memory. */
static PyObject *
describe_unformatted(PyObject *exception)
{
  PyErr_Clear();
  PyObject *text = PyUnicode_FromFormat("%.200s (its traceback could not be formatted)", Py_TYPE(exception)->tp_name);
  if (!text) {
    PyErr_Clear();
    text = PyUnicode_FromString("out of memory");
  }
  return text;
}

/* Keep the exception where the interactive interpreter does, under its old names, too. */
static void
remember(PyObject *exception)
{
  Py_owned traceback = PyException_GetTraceback(exception);
  if (PySys_SetObject("last_exc", exception) < 0 || PySys_SetObject("last_value", exception) < 0 ||
      PySys_SetObject("last_type", (PyObject *)Py_TYPE(exception)) < 0 ||
      PySys_SetObject("last_traceback", traceback ? traceback : Py_None) < 0) {
    PyErr_Clear();
  }
}

JsVal
error_take(void)
{
  Py_owned exception = PyErr_GetRaisedException();
  if (!exception) {
    return JsVal_Undefined();
  }
  Py_owned text = format_exception(exception);
  if (!text) {
    text = describe_unformatted(exception);
  }
  remember(exception);
  Py_owned name = PyType_GetName(Py_TYPE(exception));
  return js_python_error(name, text, exception);
}
