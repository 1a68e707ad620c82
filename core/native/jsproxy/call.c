/* jsproxy/call.c: calling and constructing.
 *
 * PyProxies that are made for the arguments of a call live until it ends, or until the promise that it returned is
 * settled.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "convert/string.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

/* What a call through JavaScript and back into Python takes of the engine's stack, in units of the C recursion limit.
 */
#define JS_CALL_UNITS 16

static int
enter_js_call(void)
{
  if (Py_EnterRecursiveCall(" in a call of a JavaScript function")) {
    return -1;
  }
  PyThreadState_GetUnchecked()->c_recursion_remaining -= JS_CALL_UNITS - 1;
  return 0;
}

static void
leave_js_call(void)
{
  PyThreadState_GetUnchecked()->c_recursion_remaining += JS_CALL_UNITS - 1;
  Py_LeaveRecursiveCall();
}

/* Whether conversion copies the object, so that no PyProxy is made. */
static bool
is_copied(PyObject *object)
{
  return PyUnicode_Check(object) || PyLong_Check(object) || PyFloat_Check(object) || Py_IsNone(object) ||
         JsProxy_Check(object) || JsException_Check(object);
}

static JsVal
receiver_of(PyObject *self)
{
  JsRef receiver = ((JsProxy *)self)->receiver;
  return receiver ? JsRef_Get(receiver) : JsVal_Undefined();
}

/* Convert positional and keyword arguments into `arguments`; keywords become one last object. */
static int
convert_arguments(JsVal arguments, JsVal proxies, PyObject *const *args, Py_ssize_t count, PyObject *kwnames)
{
  for (Py_ssize_t i = 0; i < count; i++) {
    JsVal value = to_js_tracked(args[i], proxies);
    if (threw(value)) {
      return -1;
    }
    js_array_push(arguments, value);
  }
  if (kwnames && PyTuple_GET_SIZE(kwnames)) {
    JsVal keywords = js_object_new();
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(kwnames); i++) {
      JsVal value = to_js_tracked(args[count + i], proxies);
      JsVal key = js_key(PyTuple_GET_ITEM(kwnames, i));
      if (threw(value) || threw(key) || js_set_attr(keywords, key, value) < 0) {
        return -1;
      }
    }
    js_array_push(arguments, keywords);
  }
  return 0;
}

static PyObject *
call_general(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *kwnames, bool construct)
{
  if (enter_js_call() < 0) {
    return NULL;
  }
  JsVal arguments = js_array_new();
  JsVal proxies = js_array_new();
  PyObject *result = NULL;
  JsVal value = JsVal_Undefined();
  if (convert_arguments(arguments, proxies, args, count, kwnames) == 0) {
    value = construct ? js_construct(JsProxy_Value(self), arguments)
                      : js_call(JsProxy_Value(self), receiver_of(self), arguments);
    if (!threw(value)) {
      result = to_py(value);
    }
  }
  PyObject *raised = PyErr_GetRaisedException();
  js_pyproxy_destroy_all(proxies, value);
  PyErr_SetRaisedException(raised);
  leave_js_call();
  return result;
}

PyObject *
JsProxy_Vectorcall(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
  Py_ssize_t count = PyVectorcall_NARGS(nargsf);
  bool has_keywords = kwnames && PyTuple_GET_SIZE(kwnames);
  if (has_keywords || count > 1 || (count == 1 && !is_copied(args[0]))) {
    return call_general(self, args, count, kwnames, /* construct */ false);
  }
  if (enter_js_call() < 0) {
    return NULL;
  }
  JsVal value;
  if (count == 0) {
    value = js_call0(JsProxy_Value(self), receiver_of(self));
  } else {
    JsVal argument = to_js(args[0]);
    value = threw(argument) ? argument : js_call1(JsProxy_Value(self), receiver_of(self), argument);
  }
  PyObject *result = threw(value) ? NULL : to_py(value);
  leave_js_call();
  return result;
}

static PyObject *
jsproxy_new(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *kwnames)
{
  return call_general(self, args, count, kwnames, /* construct */ true);
}

PyMethodDef JsProxy_CallableMethods[] = {
  { "new", _PyCFunction_CAST(jsproxy_new), METH_FASTCALL | METH_KEYWORDS,
    "Construct: JavaScript's `new object(...)`." },
  { NULL },
};
