/* convert/to_js.c: implicit conversion to JavaScript. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "convert/js_scalar.h"
#include "convert/string.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"
#include "pyproxy/pyproxy.h"

#define MAX_SAFE_INTEGER 9007199254740991LL

static JsVal
big_int_to_js(PyObject *object)
{
  size_t bits = _PyLong_NumBits(object);
  if (bits == (size_t)-1 && PyErr_Occurred()) {
    return JsVal_Null();
  }
  size_t count = bits / 32 + 1; /* one bit more than the magnitude, for the sign */
  unsigned char *digits = PyMem_Malloc(count * 4);
  if (!digits) {
    PyErr_NoMemory();
    return JsVal_Null();
  }
  if (_PyLong_AsByteArray((PyLongObject *)object, digits, count * 4, /* little_endian */ 1, /* is_signed */ 1, 1) < 0) {
    PyMem_Free(digits);
    return JsVal_Null();
  }
  JsVal value = js_bigint(digits, (int)count);
  PyMem_Free(digits);
  return value;
}

static JsVal
int_to_js(PyObject *object)
{
  if (!PyLong_CheckExact(object) && JsBigInt_Check(object)) {
    return big_int_to_js(object);
  }
  if (_PyLong_IsCompact((PyLongObject *)object)) {
    return js_int((int)_PyLong_CompactValue((PyLongObject *)object)); /* one digit of 30 bits */
  }
  int overflow;
  long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
  if (!overflow && value >= -MAX_SAFE_INTEGER && value <= MAX_SAFE_INTEGER) {
    return js_number((double)value);
  }
  return big_int_to_js(object);
}

static JsVal
tracked_proxy(PyObject *object, JsVal proxies)
{
  JsVal proxy = pyproxy_new(object);
  if (!JsVal_IsNull(proxies) && !threw(proxy)) {
    js_array_push(proxies, proxy);
  }
  return proxy;
}

JsVal
to_js_tracked(PyObject *object, JsVal proxies)
{
  if (Py_IsNone(object)) {
    return JsVal_Undefined();
  }
  if (PyLong_Check(object)) {
    return PyBool_Check(object) ? JsVal_Bool(Py_IsTrue(object)) : int_to_js(object);
  }
  if (PyUnicode_Check(object)) {
    return str_to_js(object);
  }
  if (PyFloat_Check(object)) {
    return js_number(PyFloat_AS_DOUBLE(object));
  }
  if (JsProxy_Check(object)) {
    return JsProxy_Value(object);
  }
  if (JsNull_Check(object)) {
    return JsVal_Null();
  }
  return tracked_proxy(object, proxies);
}

bool
to_js_copies(PyObject *object)
{
  return PyUnicode_Check(object) || PyLong_Check(object) || PyFloat_Check(object) || Py_IsNone(object) ||
         JsProxy_Check(object);
}

JsVal
to_js(PyObject *object)
{
  return to_js_tracked(object, JsVal_Null());
}

JsVal
py_to_js(void *object)
{
  return to_js(object);
}

JsVal
py_str(void *object)
{
  Py_owned text = PyObject_Str(object);
  return text ? str_to_js(text) : JsVal_Null();
}

JsVal
py_repr(void *object)
{
  Py_owned text = PyObject_Repr(object);
  return text ? str_to_js(text) : JsVal_Null();
}

JsVal
py_type_name(void *object)
{
  PyTypeObject *type = Py_TYPE((PyObject *)object);
  Py_owned module = PyType_GetModuleName(type);
  Py_owned name = PyType_GetName(type);
  if (!module || !name) {
    return JsVal_Null();
  }
  if (PyUnicode_Check(module) && PyUnicode_CompareWithASCIIString(module, "builtins") != 0 &&
      PyUnicode_CompareWithASCIIString(module, "__main__") != 0) {
    Py_owned full = PyUnicode_FromFormat("%U.%U", module, name);
    return full ? str_to_js(full) : JsVal_Null();
  }
  return str_to_js(name);
}
