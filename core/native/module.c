/* module.c: the module _pyodide_core, Python's view of the bridge. */

#include "module.h"

#include "Python.h"

#include "boundary.gen.h"
#include "buffer/buffer.h"
#include "convert/convert.h"
#include "convert/js_scalar.h"
#include "convert/explicit.h"
#include "error/check.h"
#include "jsproxy/family.h"
#include "jsproxy/jsproxy.h"
#include "stack_switching/run_sync.h"

/* Call resolve or reject of a promise. Its owner is JavaScript, so a PyProxy that is made here is not destroyed. */
static PyObject *
call_settler(PyObject *settler, JsVal value)
{
  if (!JsProxy_Check(settler)) {
    PyErr_Format(PyExc_TypeError, "expected a JavaScript function, not %.200s", Py_TYPE(settler)->tp_name);
    return NULL;
  }
  return threw(value) ? NULL : js_call1(JsProxy_Value(settler), JsVal_Null(), value);
}

static PyObject *
core_resolve(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
  if (count != 2) {
    PyErr_SetString(PyExc_TypeError, "resolve takes the function of a promise and a value");
    return NULL;
  }
  return call_settler(args[0], to_js(args[1]));
}

static PyObject *
core_reject(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
  if (count != 2 || !PyExceptionInstance_Check(args[1])) {
    PyErr_SetString(PyExc_TypeError, "reject takes the function of a promise and an exception");
    return NULL;
  }
  PyErr_SetRaisedException(Py_NewRef(args[1]));
  return call_settler(args[0], error_take());
}

/* The classes of the family are made when they are asked for. */
static PyObject *
core_getattr(PyObject *module, PyObject *name)
{
  Py_owned found = JsFamily_Class(name);
  if (!found && !PyErr_Occurred()) {
    found = JsScalar_Named(name);
  }
  if (found) {
    return PyObject_SetAttr(module, name, found) < 0 ? NULL : take(&found);
  }
  if (!PyErr_Occurred()) {
    PyErr_Format(PyExc_AttributeError, "module '_pyodide_core' has no attribute '%U'", name);
  }
  return NULL;
}

static PyMethodDef methods[] = {
  { "create_proxy", _PyCFunction_CAST(JsProxy_CreateProxy), METH_FASTCALL | METH_KEYWORDS,
    "create_proxy(obj, /, *, capture_this=False, roundtrip=True)\n--\n\n"
    "Make a proxy of obj that JavaScript can use until its destroy() is called." },
  { "create_once_callable", _PyCFunction_CAST(JsProxy_CreateOnceCallable), METH_FASTCALL | METH_KEYWORDS,
    "create_once_callable(obj, /, *, _may_syncify=False)\n--\n\n"
    "Make a JavaScript function that calls obj once and then lets go of it." },
  { "destroy_proxies", JsProxy_DestroyProxies, METH_O,
    "destroy_proxies(pyproxies, /)\n--\n\nDestroy every PyProxy of a JavaScript Array." },
  { "__getattr__", core_getattr, METH_O, NULL },
  { "async_resume", _PyCFunction_CAST(JsAsyncGenerator_Resume), METH_FASTCALL,
    "Resume an async iterator: a promise of an array with `done` and the value." },
  { "dispose", _PyCFunction_CAST(JsProxy_Dispose), METH_FASTCALL, "Call Symbol.dispose or Symbol.asyncDispose." },
  { "resolve", _PyCFunction_CAST(core_resolve), METH_FASTCALL, "Resolve a JavaScript promise with a value." },
  { "reject", _PyCFunction_CAST(core_reject), METH_FASTCALL, "Reject a JavaScript promise with an exception." },
  { "call_soon", core_call_soon, METH_O, "Call back from JavaScript's event loop." },
  { "call_later", _PyCFunction_CAST(core_call_later), METH_FASTCALL, "Call back after a delay; gives a number." },
  { "cancel_call", core_cancel_call, METH_O, "Take call_later back." },
  { "hold_interrupts", core_hold_interrupts, METH_O, "Let no interrupt come in code with these globals." },
  { "terminal_size", core_terminal_size, METH_O, "Return columns and rows of the terminal behind a descriptor." },
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
  if (!module || JsProxy_InitType(module) < 0 || JsException_InitType(module) < 0 || explicit_init(module) < 0 ||
      buffer_init(module) < 0 || PyModule_AddFunctions(module, stack_switching_functions) < 0) {
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

JsVal
py_import(void *name)
{
  Py_owned module = PyImport_Import(name);
  return module ? to_js(module) : JsVal_Null();
}
