/* jsproxy/call.c: calling and constructing.
 *
 * PyProxies that are made for the arguments of a call live until it ends, or until the promise or the generator that
 * it returned does (runtime/host-value/call.ts).
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

/* `this` of a call; null, which no method can have been read from, for none. */
static JsVal
receiver_of(PyObject *self)
{
  JsRef receiver = ((JsProxy *)self)->receiver;
  return receiver ? JsRef_Get(receiver) : JsVal_Null();
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
      if (threw(value) || threw(key)) {
        return -1;
      }
      js_define(keywords, key, value);
    }
    js_array_push(arguments, keywords);
  }
  return 0;
}

static PyObject *
call_general(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *kwnames, bool construct)
{
  JsVal arguments = js_array_new();
  JsVal proxies = js_array_new();
  if (convert_arguments(arguments, proxies, args, count, kwnames) < 0) {
    PyObject *raised = PyErr_GetRaisedException();
    js_pyproxy_destroy_all(proxies);
    PyErr_SetRaisedException(raised);
    return NULL;
  }
  return construct ? js_construct(JsProxy_Value(self), arguments, proxies)
                   : js_call(JsProxy_Value(self), receiver_of(self), arguments, proxies);
}

#define MOST_COPIED 4

/* Call with arguments of which no PyProxy is made: nothing is allocated, neither here nor in JavaScript. */
static PyObject *
call_copied(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  JsVal function = JsProxy_Value(self);
  JsVal receiver = receiver_of(self);
  if (count == 0) {
    return js_call0(function, receiver);
  }
  JsVal a = to_js(args[0]);
  if (threw(a)) {
    return NULL;
  }
  if (count == 1) {
    return js_call1(function, receiver, a);
  }
  JsVal b = to_js(args[1]);
  if (threw(b)) {
    return NULL;
  }
  if (count == 2) {
    return js_call2(function, receiver, a, b);
  }
  JsVal c = to_js(args[2]);
  if (threw(c)) {
    return NULL;
  }
  if (count == 3) {
    return js_call3(function, receiver, a, b, c);
  }
  JsVal d = to_js(args[3]);
  return threw(d) ? NULL : js_call4(function, receiver, a, b, c, d);
}

static bool
are_copied(PyObject *const *objects, Py_ssize_t count)
{
  for (Py_ssize_t i = 0; i < count; i++) {
    if (!to_js_copies(objects[i])) {
      return false;
    }
  }
  return true;
}

PyObject *
JsProxy_Vectorcall(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
  Py_ssize_t count = PyVectorcall_NARGS(nargsf);
  bool has_keywords = kwnames && PyTuple_GET_SIZE(kwnames);
  if (enter_js_call() < 0) {
    return NULL;
  }
  PyObject *result = !has_keywords && count <= MOST_COPIED && are_copied(args, count)
                       ? call_copied(self, args, count)
                       : call_general(self, args, count, kwnames, /* construct */ false);
  leave_js_call();
  return result;
}

static PyObject *
jsproxy_new(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *kwnames)
{
  if (enter_js_call() < 0) {
    return NULL;
  }
  PyObject *result = call_general(self, args, count, kwnames, /* construct */ true);
  leave_js_call();
  return result;
}

/* Call a function with the first argument as `this`. */
static PyObject *
call_with_receiver(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *kwnames)
{
  JsVal proxies = js_array_new();
  JsVal arguments = js_array_new();
  JsVal receiver = to_js_tracked(args[0], proxies);
  if (threw(receiver) || convert_arguments(arguments, proxies, args + 1, count - 1, kwnames) < 0) {
    PyObject *raised = PyErr_GetRaisedException();
    js_pyproxy_destroy_all(proxies);
    PyErr_SetRaisedException(raised);
    return NULL;
  }
  if (enter_js_call() < 0) {
    return NULL;
  }
  PyObject *result = js_call(JsProxy_Value(self), receiver, arguments, proxies);
  leave_js_call();
  return result;
}

static PyMethodDef call_with_receiver_definition = {
  "method",
  _PyCFunction_CAST(call_with_receiver),
  METH_FASTCALL | METH_KEYWORDS,
  "A JavaScript function as a method of Python objects.",
};

PyObject *
JsProxy_DescriptorGet(PyObject *self, PyObject *object, PyObject *Py_UNUSED(type))
{
  if (!object || Py_IsNone(object)) {
    return Py_NewRef(self);
  }
  Py_owned function = PyCFunction_New(&call_with_receiver_definition, self);
  return function ? PyMethod_New(function, object) : NULL;
}

PyMethodDef JsProxy_CallableMethods[] = {
  { "new", _PyCFunction_CAST(jsproxy_new), METH_FASTCALL | METH_KEYWORDS,
    "Construct: JavaScript's `new object(...)`." },
  { NULL },
};
