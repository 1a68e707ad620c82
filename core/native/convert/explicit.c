/* convert/explicit.c: one object of an explicit conversion to JavaScript. */

#include "convert/explicit.h"

#include "buffer/buffer.h"
#include "convert/convert.h"
#include "convert/js_scalar.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"
#include "pyproxy/pyproxy.h"

/* What one level of nesting takes of the engine's stack, in units of the C recursion limit. */
#define LEVEL_UNITS 2

bool
explicit_is_scalar(PyObject *object)
{
  return PyUnicode_Check(object) || PyLong_Check(object) || PyFloat_Check(object) || Py_IsNone(object) ||
         JsNull_Check(object) || JsProxy_Check(object);
}

int
explicit_enter(void)
{
  if (PyErr_CheckSignals() < 0 || Py_EnterRecursiveCall(" while converting to JavaScript")) {
    return -1;
  }
  PyThreadState_GetUnchecked()->c_recursion_remaining -= LEVEL_UNITS - 1;
  return 0;
}

void
explicit_leave(void)
{
  PyThreadState_GetUnchecked()->c_recursion_remaining += LEVEL_UNITS - 1;
  Py_LeaveRecursiveCall();
}

/* An object with one owner beside the caller's reference is not met again. A user's converter gets references, too. */
static bool
may_be_met_again(Conversion *state, PyObject *object)
{
  return Py_REFCNT(object) > 2 || state->flags & (CONVERSION_DEFAULT_CONVERTER | CONVERSION_EAGER_CONVERTER);
}

static int
keep(Conversion *state, PyObject *object)
{
  if (!state->kept && !(state->kept = PyList_New(0))) {
    return -1;
  }
  return PyList_Append(state->kept, object);
}

int
explicit_remember(Conversion *state, JsVal conversion, PyObject *object, JsVal value)
{
  if (!may_be_met_again(state, object)) {
    return 0;
  }
  if (keep(state, object) < 0) {
    return -1;
  }
  js_conversion_remember(conversion, object, value);
  return 0;
}

static bool
is_container(PyObject *object)
{
  return PyType_HasFeature(Py_TYPE(object),
                           Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS | Py_TPFLAGS_DICT_SUBCLASS) ||
         PyAnySet_Check(object);
}

static JsVal
container_to_js(Conversion *state, JsVal conversion, PyObject *object, int depth)
{
  if (PyDict_Check(object)) {
    return explicit_dict_to_js(state, conversion, object, depth);
  }
  if (PyAnySet_Check(object)) {
    return explicit_set_to_js(state, conversion, object);
  }
  return explicit_list_to_js(state, conversion, object, depth);
}

/* What has no built-in conversion, or lies too deep: the user's converter, else a PyProxy. */
static JsVal
other_to_js(Conversion *state, JsVal conversion, PyObject *object, int depth)
{
  if (state->flags & CONVERSION_DEFAULT_CONVERTER) {
    JsVal proxy = pyproxy_new(object);
    return threw(proxy) ? proxy : js_conversion_default(conversion, proxy, state, depth);
  }
  if (state->flags & CONVERSION_NO_PROXIES) {
    PyErr_Format(ConversionError, "Cannot convert %.200s to JavaScript, and create_pyproxies is false",
                 Py_TYPE(object)->tp_name);
    return JsVal_Null();
  }
  JsVal proxy = pyproxy_new(object);
  return threw(proxy) ? proxy : js_conversion_track(conversion, proxy);
}

static JsVal
buffer_copy_to_js(Conversion *state, JsVal conversion, PyObject *object, int depth)
{
  JsVal copy = buffer_to_js(object);
  if (JsVal_IsNull(copy)) {
    return PyErr_Occurred() ? copy : other_to_js(state, conversion, object, depth);
  }
  return JsVal_IfOk(explicit_remember(state, conversion, object, copy), copy);
}

static JsVal
convert_now(Conversion *state, JsVal conversion, PyObject *object, int depth)
{
  if (state->kept && may_be_met_again(state, object)) {
    JsVal known = js_conversion_recall(conversion, object);
    if (!JsVal_IsNull(known) || PyErr_Occurred()) {
      return known;
    }
  }
  if (depth == 0) {
    return other_to_js(state, conversion, object, depth);
  }
  if (!is_container(object)) {
    return PyObject_CheckBuffer(object) ? buffer_copy_to_js(state, conversion, object, depth)
                                        : other_to_js(state, conversion, object, depth);
  }
  if (explicit_enter() < 0) {
    return JsVal_Null();
  }
  JsVal value = container_to_js(state, conversion, object, depth);
  explicit_leave();
  return value;
}

JsVal
explicit_to_js(Conversion *state, JsVal conversion, PyObject *object, int depth)
{
  if (explicit_is_scalar(object)) {
    return to_js(object);
  }
  if (state->flags & CONVERSION_EAGER_CONVERTER) {
    JsVal proxy = pyproxy_new(object);
    return threw(proxy) ? proxy : js_conversion_eager(conversion, proxy, state, depth);
  }
  return convert_now(state, conversion, object, depth);
}

JsVal
py_convert(void *object, JsVal conversion, int depth, int flags)
{
  Py_owned held = Py_NewRef(object);
  Conversion state = { .flags = flags };
  JsVal value = explicit_to_js(&state, conversion, held, depth);
  Py_XDECREF(state.kept);
  return value;
}

JsVal
py_convert_nested(void *object, JsVal conversion, int depth, void *state, int eager)
{
  Py_owned held = Py_NewRef(object);
  return eager                      ? explicit_to_js(state, conversion, held, depth)
         : explicit_is_scalar(held) ? to_js(held)
                                    : convert_now(state, conversion, held, depth);
}

int
py_conversion_keep(void *state, void *object)
{
  return keep(state, object);
}
