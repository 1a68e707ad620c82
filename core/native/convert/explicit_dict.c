/* convert/explicit_dict.c: dicts become LiteralMaps, plain objects, or what the user makes of their entries. */

#include "convert/convert.h"
#include "convert/explicit.h"
#include "convert/string.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

JsVal
explicit_key_to_js(PyObject *key, const char *collection)
{
  if (PyUnicode_CheckExact(key)) {
    return js_key(key);
  }
  if (explicit_is_scalar(key)) {
    return to_js(key);
  }
  Py_owned held = Py_NewRef(key); /* its repr may take it out of the collection */
  PyErr_Format(ConversionError, "Cannot use %R as a key of a JavaScript %s: it would be compared by identity", held,
               collection);
  return JsVal_Null();
}

/* Whether equality of such keys may differ between the languages: NaN, subclasses with an equality of their own. */
static bool
may_collide(PyObject *key)
{
  return !PyUnicode_CheckExact(key) && !PyLong_CheckExact(key);
}

static int
put_entry(Conversion *state, JsVal conversion, JsVal target, PyObject *key, PyObject *value, int depth)
{
  JsVal js_name = explicit_key_to_js(key, "Map");
  if (threw(js_name)) {
    return -1;
  }
  if (PyLong_CheckExact(value) && _PyLong_IsCompact((PyLongObject *)value)) {
    js_entry_put_int(target, js_name, (int)_PyLong_CompactValue((PyLongObject *)value), state->flags);
    return 0;
  }
  Py_owned held = Py_NewRef(value);
  JsVal js_value = explicit_to_js(state, conversion, value, depth);
  if (threw(js_value)) {
    return -1;
  }
  js_entry_put(target, js_name, js_value, state->flags);
  return 0;
}

static int
put_exact_dict(Conversion *state, JsVal conversion, JsVal target, PyObject *dict, int depth, bool *collisions)
{
  PyObject *key, *value;
  Py_ssize_t position = 0;
  Py_ssize_t size = PyDict_GET_SIZE(dict);
  while (PyDict_Next(dict, &position, &key, &value)) {
    *collisions |= may_collide(key);
    if (put_entry(state, conversion, target, key, value, depth) < 0) {
      return -1;
    }
    if (PyDict_GET_SIZE(dict) != size) {
      PyErr_SetString(PyExc_RuntimeError, "dictionary changed size while it was converted to JavaScript");
      return -1;
    }
  }
  return 0;
}

/* A subclass may have an order, or items, of its own: OrderedDict, a dict that computes values. */
static int
put_items(Conversion *state, JsVal conversion, JsVal target, PyObject *dict, int depth, Py_ssize_t *count)
{
  Py_owned items = PyMapping_Items(dict);
  if (!items) {
    return -1;
  }
  *count = PyList_GET_SIZE(items);
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items); i++) {
    Py_owned item = Py_NewRef(PyList_GET_ITEM(items, i));
    if (!PyTuple_Check(item) || PyTuple_GET_SIZE(item) != 2) {
      PyErr_Format(PyExc_TypeError, "items() of %.200s must give pairs", Py_TYPE(dict)->tp_name);
      return -1;
    }
    if (put_entry(state, conversion, target, PyTuple_GET_ITEM(item, 0), PyTuple_GET_ITEM(item, 1), depth) < 0) {
      return -1;
    }
  }
  return 0;
}

static int
put_entries(Conversion *state, JsVal conversion, JsVal target, PyObject *dict, int depth)
{
  bool collisions = true;
  Py_ssize_t count = PyDict_GET_SIZE(dict);
  if (PyDict_CheckExact(dict)) {
    collisions = false;
    if (put_exact_dict(state, conversion, target, dict, depth, &collisions) < 0) {
      return -1;
    }
  } else if (put_items(state, conversion, target, dict, depth, &count) < 0) {
    return -1;
  }
  if (collisions && !(state->flags & (CONVERSION_DICT_TO_OBJECT | CONVERSION_DICT_CONVERTER)) &&
      js_length(target) != count) {
    PyErr_SetString(ConversionError, "Cannot convert the dict: keys that differ in Python are the same in JavaScript");
    return -1;
  }
  return 0;
}

static JsVal
dict_with_converter(Conversion *state, JsVal conversion, PyObject *dict, int depth)
{
  JsVal entries = js_array_new();
  /* What the converter will make of it is not there yet: until then, meeting the dict inside itself is an error. */
  if (explicit_remember(state, conversion, dict, js_conversion_unfinished(conversion)) < 0) {
    return JsVal_Null();
  }
  JsVal value = JsVal_Null();
  if (put_entries(state, conversion, entries, dict, depth) == 0) {
    value = js_conversion_dict(conversion, entries);
  }
  if (threw(value)) {
    js_conversion_forget(conversion, dict);
    return value;
  }
  return JsVal_IfOk(explicit_remember(state, conversion, dict, value), value);
}

static JsVal
fill(Conversion *state, JsVal conversion, PyObject *dict, JsVal target, JsVal value, int depth)
{
  int status = explicit_remember(state, conversion, dict, value);
  if (status == 0) {
    status = put_entries(state, conversion, target, dict, depth);
  }
  return JsVal_IfOk(status, value);
}

JsVal
explicit_dict_to_js(Conversion *state, JsVal conversion, PyObject *dict, int depth)
{
  if (state->flags & CONVERSION_DICT_CONVERTER) {
    return dict_with_converter(state, conversion, dict, depth - 1);
  }
  if (state->flags & CONVERSION_DICT_TO_OBJECT) {
    JsVal object = js_object_new();
    return fill(state, conversion, dict, object, object, depth - 1);
  }
  JsVal map = js_literal_map_new();
  return fill(state, conversion, dict, map, js_literal_map_proxy(map), depth - 1);
}
