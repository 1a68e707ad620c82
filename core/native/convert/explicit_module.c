/* convert/explicit_module.c: pyodide.ffi.to_js and ConversionError. */

#include "convert/convert.h"
#include "convert/explicit.h"
#include "convert/options.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

PyObject *ConversionError;

static PyObject *
result_to_py(JsVal value)
{
  if (threw(value)) {
    return NULL;
  }
  return js_is_pyproxy(value) ? JsProxy_Create(js_pyproxy_keep(value, 0, /* roundtrip */ 1)) : to_py(value);
}

static const char *const options_of_to_js[] = {
  "depth", "pyproxies", "create_pyproxies", "dict_converter", "default_converter", "eager_converter", NULL
};

static PyObject *
convert_with_options(PyObject *object, PyObject *const *values, PyObject *names)
{
  JsVal options = js_object_new();
  JsVal proxies = js_array_new();
  PyObject *result = NULL;
  if (put_options("to_js", options_of_to_js, options, proxies, values, names) == 0) {
    JsVal conversion = js_conversion_new(options);
    if (!threw(conversion)) {
      result = result_to_py(js_conversion_run(conversion, object));
    }
  }
  PyObject *raised = PyErr_GetRaisedException();
  js_pyproxy_destroy_all(proxies);
  PyErr_SetRaisedException(raised);
  return result;
}

static PyObject *
core_to_js(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count, PyObject *names)
{
  if (count != 1) {
    PyErr_Format(PyExc_TypeError, "to_js() takes exactly one positional argument (%zd given)", count);
    return NULL;
  }
  if (explicit_is_scalar(args[0]) && !names) {
    return Py_NewRef(args[0]);
  }
  PyObject *result = convert_with_options(args[0], args + 1, names);
  if (result && explicit_is_scalar(args[0])) {
    Py_SETREF(result, Py_NewRef(args[0])); /* the options were checked all the same */
  }
  return result;
}

static PyMethodDef methods[] = {
  { "to_js", _PyCFunction_CAST(core_to_js), METH_FASTCALL | METH_KEYWORDS,
    "to_js(obj, /, *, depth=-1, pyproxies=None, create_pyproxies=True, dict_converter=None, default_converter=None, "
    "eager_converter=None)\n--\n\nConvert an object and what is in it to JavaScript." },
  { NULL },
};

int
explicit_init(PyObject *module)
{
  ConversionError = PyErr_NewExceptionWithDoc(
    "pyodide.ffi.ConversionError", "An object has no faithful counterpart in the other language.", NULL, NULL);
  if (!ConversionError || PyModule_AddObjectRef(module, "ConversionError", ConversionError) < 0) {
    return -1;
  }
  return PyModule_AddFunctions(module, methods);
}

void
py_raise_conversion_error(void *message)
{
  PyErr_SetObject(ConversionError, message);
  Py_DECREF((PyObject *)message);
}
