/* convert/explicit_set.c: sets and frozensets become Sets. */

#include "convert/convert.h"
#include "convert/explicit.h"
#include "error/check.h"

static int
add_keys(JsVal target, PyObject *set)
{
  Py_owned keys = PySequence_List(set);
  if (!keys) {
    return -1;
  }
  Py_ssize_t count = PyList_GET_SIZE(keys);
  for (Py_ssize_t i = 0; i < count; i++) {
    JsVal key = explicit_key_to_js(PyList_GET_ITEM(keys, i), "Set");
    if (threw(key)) {
      return -1;
    }
    js_set_add(target, key);
  }
  if (js_length(target) == count) {
    return 0;
  }
  PyErr_SetString(ConversionError, "Cannot convert the set: elements that differ in Python are the same in JavaScript");
  return -1;
}

JsVal
explicit_set_to_js(Conversion *state, JsVal conversion, PyObject *set)
{
  JsVal target = js_set_new();
  int status = explicit_remember(state, conversion, set, target);
  if (status == 0) {
    status = add_keys(target, set);
  }
  return JsVal_IfOk(status, target);
}
