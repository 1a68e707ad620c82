/* pyproxy/lend.c: values that are read from a proxy and belong to it.
 *
 * A bound method is a new object each time, so what makes it the same is the function behind it.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "jsproxy/jsproxy.h"
#include "pyproxy/pyproxy.h"

/* What the owner knows a value by: an address that stays in use while the value lives. Methods of the object and of its
 * class may share a function; no address is odd. */
static void *
key_of(PyObject *value, PyObject *object)
{
  PyObject *self;
  char *key;
  if (PyMethod_Check(value)) {
    self = PyMethod_GET_SELF(value);
    key = (char *)PyMethod_GET_FUNCTION(value);
  } else if (PyCFunction_Check(value)) {
    self = PyCFunction_GET_SELF(value);
    key = (char *)((PyCFunctionObject *)value)->m_ml;
  } else {
    return value;
  }
  if (self == object) {
    return key;
  }
  return self == (PyObject *)Py_TYPE(object) ? key + 1 : (void *)value;
}

JsVal
to_js_lent(PyObject *value, PyObject *object, JsVal owner)
{
  if (JsVal_IsNull(owner) || to_js_copies(value)) {
    return to_js(value);
  }
  void *key = key_of(value, object);
  JsVal lent = js_pyproxy_lent(owner, key);
  return JsVal_IsNull(lent) ? js_pyproxy_lend(owner, key, Py_NewRef(value), pyproxy_flags(value)) : lent;
}
