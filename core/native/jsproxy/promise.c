/* jsproxy/promise.c: promises as awaitables, and their methods.
 *
 * The future that stands for a promise belongs to the running event loop. It is made and settled here, by the methods
 * that every asyncio future has.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"
#include "stack_switching/run_sync.h"

/* A function of asyncio's, imported when the first promise comes. */
static PyObject *
get_event_loop(void)
{
  static PyObject *function;
  if (!function) {
    Py_owned asyncio = PyImport_ImportModule("asyncio");
    function = asyncio ? PyObject_GetAttrString(asyncio, "get_event_loop") : NULL;
  }
  return function ? PyObject_CallNoArgs(function) : NULL;
}

/* Call a method without arguments, or with one. The name is interned once. */
static PyObject *
call_method(PyObject *object, PyObject **interned, const char *name, PyObject *argument)
{
  if (!*interned && !(*interned = PyUnicode_InternFromString(name))) {
    return NULL;
  }
  return argument ? PyObject_CallMethodOneArg(object, *interned, argument)
                  : PyObject_CallMethodNoArgs(object, *interned);
}

void *
py_future_new(void)
{
  static PyObject *create_future;
  Py_owned loop = get_event_loop();
  return loop ? call_method(loop, &create_future, "create_future", NULL) : NULL;
}

/* Whether somebody has cancelled the future or given it a result; -1 on error. */
static int
is_done(PyObject *future)
{
  static PyObject *done;
  Py_owned answer = call_method(future, &done, "done", NULL);
  return answer ? PyObject_IsTrue(answer) : -1;
}

/* Call the setter of an unfinished future. There is nobody to raise an exception to. */
static void
settle(PyObject *future, PyObject **interned, const char *setter, PyObject *outcome)
{
  int done = is_done(future);
  Py_owned set = done == 0 ? call_method(future, interned, setter, outcome) : NULL;
  if (!set && PyErr_Occurred()) {
    PyErr_WriteUnraisable(future);
  }
  Py_DECREF(outcome);
  Py_DECREF(future);
}

void
py_future_resolve(void *future, void *value)
{
  static PyObject *set_result;
  settle(future, &set_result, "set_result", value);
}

void
py_future_reject(void *future, void *exception)
{
  static PyObject *set_exception;
  settle(future, &set_exception, "set_exception", exception);
}

void *
py_exception_from_js(JsVal thrown)
{
  error_set_from_js(thrown);
  return PyErr_GetRaisedException();
}

PyObject *
JsProxy_Await(PyObject *self)
{
  Py_owned future = py_future_new();
  if (!future) {
    return NULL;
  }
  js_promise_settle(JsProxy_Value(self), Py_NewRef(future));
  unaryfunc await = Py_TYPE(future)->tp_as_async ? Py_TYPE(future)->tp_as_async->am_await : NULL;
  if (!await) {
    PyErr_Format(PyExc_TypeError, "the event loop made a future that cannot be awaited: %R", future);
    return NULL;
  }
  return await(future);
}

/* Convert a handler: None is none, a function of Python's is lent until the promise is settled. */
static JsVal
handler_to_js(PyObject *handler, JsVal proxies)
{
  if (!Py_IsNone(handler) && !PyCallable_Check(handler)) {
    PyErr_Format(PyExc_TypeError, "expected a function or None, not %.200s", Py_TYPE(handler)->tp_name);
    return JsVal_Null();
  }
  return to_js_tracked(handler, proxies);
}

/* `promise.then(...)` or, with the handler for both outcomes, `promise.finally(...)`. */
static PyObject *
call_promise_method(PyObject *self, PyObject *on_value, PyObject *on_error, PyObject *on_settled)
{
  JsVal proxies = js_array_new();
  JsVal promise = JsVal_Null();
  if (on_settled) {
    JsVal settled = handler_to_js(on_settled, proxies);
    promise = threw(settled) ? settled : js_promise_finally(JsProxy_Value(self), settled, proxies);
  } else {
    JsVal value = handler_to_js(on_value, proxies);
    JsVal error = threw(value) ? value : handler_to_js(on_error, proxies);
    promise = threw(error) ? error : js_promise_then(JsProxy_Value(self), value, error, proxies);
  }
  if (threw(promise)) {
    PyObject *raised = PyErr_GetRaisedException();
    js_pyproxy_destroy_all(proxies);
    PyErr_SetRaisedException(raised);
    return NULL;
  }
  return JsProxy_Create(promise);
}

static PyObject *
jspromise_then(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  if (count < 1 || count > 2) {
    PyErr_Format(PyExc_TypeError, "then() takes 1 or 2 functions (%zd given)", count);
    return NULL;
  }
  return call_promise_method(self, args[0], count == 2 ? args[1] : Py_None, NULL);
}

static PyObject *
jspromise_catch(PyObject *self, PyObject *on_error)
{
  return call_promise_method(self, Py_None, on_error, NULL);
}

static PyObject *
jspromise_finally(PyObject *self, PyObject *on_settled)
{
  return call_promise_method(self, NULL, NULL, on_settled);
}

PyMethodDef JsProxy_PromiseMethods[] = {
  { "then", _PyCFunction_CAST(jspromise_then), METH_FASTCALL,
    "Call one of two functions when the promise is settled; give a promise of what it returns." },
  { "catch", jspromise_catch, METH_O, "Call a function with the exception if the promise is rejected." },
  { "finally_", jspromise_finally, METH_O, "Call a function without arguments when the promise is settled." },
  { "syncify", JsProxy_Syncify, METH_NOARGS,
    "Block until the promise is settled; return its value or raise its reason." },
  { NULL },
};
