/* module.c: the module _pyodide_core, Python's view of the bridge. */

#include "module.h"

#include "Python.h"

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

static PyObject *
core_schedule(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
  if (count != 2) {
    PyErr_SetString(PyExc_TypeError, "schedule takes a callback and a delay in milliseconds");
    return NULL;
  }
  double delay = PyFloat_AsDouble(args[1]);
  if (delay == -1.0 && PyErr_Occurred()) {
    return NULL;
  }
  js_schedule(Py_NewRef(args[0]), delay);
  Py_RETURN_NONE;
}

void
py_call_scheduled(void *callback)
{
  PyObject *result = PyObject_CallNoArgs(callback);
  if (!result) {
    PyErr_WriteUnraisable(callback);
  }
  Py_XDECREF(result);
  Py_DECREF((PyObject *)callback);
}

static PyMethodDef methods[] = {
  { "schedule", _PyCFunction_CAST(core_schedule), METH_FASTCALL, "Call back from JavaScript's event loop." },
  { NULL },
};

static PyModuleDef definition = {
  PyModuleDef_HEAD_INIT, .m_name = "_pyodide_core", .m_doc = "The bridge between Python and JavaScript.",
  .m_size = -1,          .m_methods = methods,
};

PyObject *
PyInit__pyodide_core(void)
{
  Py_owned module = PyModule_Create(&definition);
  if (!module || JsProxy_InitType(module) < 0 || JsException_InitType(module) < 0) {
    return NULL;
  }
  return take(&module);
}

int
runtime_install_bridge(JsVal js_globals, JsVal api)
{
  Py_owned core = PyImport_ImportModule("_pyodide_core"); /* makes the types of proxies */
  Py_owned start = core ? PyImport_ImportModule("_pyodide.start") : NULL;
  if (!start) {
    return -1;
  }
  Py_owned globals_proxy = JsProxy_Create(js_globals);
  Py_owned api_proxy = JsProxy_Create(api);
  if (!globals_proxy || !api_proxy) {
    return -1;
  }
  Py_owned started = PyObject_CallMethod(start, "start", "OO", globals_proxy, api_proxy);
  return started ? 0 : -1;
}

int
runtime_run_main(void)
{
  Py_owned start = PyImport_ImportModule("_pyodide.start");
  Py_owned started = start ? PyObject_CallMethod(start, "start_command_line", NULL) : NULL;
  if (!started) {
    PyErr_Print();
  }
  Py_CLEAR(started);
  Py_CLEAR(start);
  return Py_RunMain();
}

JsVal
py_import(void *name)
{
  Py_owned module = PyImport_Import(name);
  return module ? to_js(module) : JsVal_Null();
}
