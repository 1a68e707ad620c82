/* stack_switching/run_sync.c: see run_sync.h. */

#include "stack_switching/run_sync.h"

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"
#include "stack_switching/stack.h"

static PyObject *
core_can_run_sync(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored))
{
  return PyBool_FromLong(Stack_CanSuspend());
}

static void
refuse(void)
{
  const char *reason;
  if (!Stack_IsSupported()) {
    reason = "this JavaScript engine has no JavaScript Promise Integration, which Node.js 25 and Chrome 137 have "
             "(Node.js 24 with --experimental-wasm-jspi). Use await";
  } else if (Stack_IsEntered()) {
    reason = "a JavaScript function is in between that cannot wait. Let it call the Python function with "
             "callPromising() and await the result, or use await";
  } else {
    reason = "the call came from JavaScript in a way that cannot wait. Call with callPromising(), run the code with "
             "runPythonAsync(), or use await";
  }
  PyErr_Format(PyExc_RuntimeError, "Cannot wait here: %s", reason);
}

static int
check_run_sync(void)
{
  if (!Stack_CanSuspend()) {
    refuse();
    return -1;
  }
  return 0;
}

static PyObject *
core_check_run_sync(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored))
{
  return check_run_sync() < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
await_promise(JsVal promise)
{
  if (check_run_sync() < 0) {
    return NULL;
  }
  for (;;) {
    JsVal settled = Stack_Await(promise);
    if (JsVal_IsNull(settled)) {
      /* The engine knows of frames of JavaScript that nobody counts: libffi's. */
      if (!PyErr_Occurred()) {
        refuse();
      }
      return NULL;
    }
    if (!js_is_interruption(settled)) {
      JsVal value = js_settled_value(settled);
      return threw(value) ? NULL : to_py(value);
    }
    if (PyErr_CheckSignals() < 0) {
      return NULL;
    }
  }
}

static PyObject *
core_await_promise(PyObject *Py_UNUSED(module), PyObject *promise)
{
  if (!JsProxy_Check(promise)) {
    PyErr_Format(PyExc_TypeError, "expected a JavaScript promise, not %.200s", Py_TYPE(promise)->tp_name);
    return NULL;
  }
  return await_promise(JsProxy_Value(promise));
}

PyObject *
JsProxy_Syncify(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  return await_promise(JsProxy_Value(self));
}

static PyObject *
core_waiter(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored))
{
  return to_py(js_waiter());
}

PyMethodDef stack_switching_functions[] = {
  { "can_run_sync", core_can_run_sync, METH_NOARGS, "Tell whether the current call can wait for a promise." },
  { "check_run_sync", core_check_run_sync, METH_NOARGS, "Raise RuntimeError if the current call cannot wait." },
  { "await_promise", core_await_promise, METH_O, "Wait for a JavaScript promise, return or raise its result." },
  { "waiter", core_waiter, METH_NOARGS, "Make a JavaScript object with a promise and a method that resolves it." },
  { NULL },
};
