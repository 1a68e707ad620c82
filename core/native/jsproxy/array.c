/* jsproxy/array.c: arrays, typed arrays and what is like them, as Python sequences. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/array.h"
#include "jsproxy/jsproxy.h"

bool
JsArray_CheckResizable(PyObject *self)
{
  int flags = JsProxy_Flags(self);
  if (flags & JSPROXY_ARRAY) {
    return true;
  }
  PyErr_SetString(PyExc_TypeError, flags & JSPROXY_TYPED_ARRAY ? "the length of a typed array cannot change"
                                                               : "the items of this JavaScript object cannot change");
  return false;
}

JsVal
JsArray_FromIterable(PyObject *iterable)
{
  JsVal items = js_array_new();
  if (JsProxy_Check(iterable) && (JsProxy_Flags(iterable) & (JSPROXY_ARRAY | JSPROXY_TYPED_ARRAY))) {
    return js_array_extend(items, JsProxy_Value(iterable)) < 0 ? JsVal_Null() : items;
  }
  Py_owned iterator = PyObject_GetIter(iterable);
  if (!iterator) {
    return JsVal_Null();
  }
  JsVal proxies = js_array_new();
  PyObject *next;
  while ((next = PyIter_Next(iterator))) {
    Py_owned item = next;
    JsVal value = to_js_tracked(item, proxies);
    if (threw(value)) {
      break;
    }
    js_array_push(items, value);
  }
  if (PyErr_Occurred()) {
    PyObject *raised = PyErr_GetRaisedException();
    js_pyproxy_destroy_all(proxies);
    PyErr_SetRaisedException(raised);
    return JsVal_Null();
  }
  return items;
}

PyObject *
JsArray_Item(PyObject *self, Py_ssize_t index)
{
  if (index < 0 || index >= JsProxy_Length(self)) {
    if (!PyErr_Occurred()) {
      PyErr_SetString(PyExc_IndexError, "array index out of range");
    }
    return NULL;
  }
  JsVal value = js_array_get(JsProxy_Value(self), (int)index);
  return threw(value) ? NULL : JsProxy_ItemToPy(self, value);
}

int
JsArray_AssignItem(PyObject *self, Py_ssize_t index, PyObject *value)
{
  if (index < 0 || index >= JsProxy_Length(self)) {
    if (!PyErr_Occurred()) {
      PyErr_SetString(PyExc_IndexError, "array index out of range");
    }
    return -1;
  }
  if (!value) {
    return JsArray_CheckResizable(self) ? js_array_delete(JsProxy_Value(self), (int)index) : -1;
  }
  JsVal converted = to_js(value);
  return threw(converted) ? -1 : js_array_set(JsProxy_Value(self), (int)index, converted);
}

/* The index that an object means, negative ones counted from the end; -1 with an exception set if it means none. */
static Py_ssize_t
index_of_key(PyObject *self, PyObject *key)
{
  if (!PyIndex_Check(key)) {
    PyErr_Format(PyExc_TypeError, "array indices must be integers or slices, not %.200s", Py_TYPE(key)->tp_name);
    return -1;
  }
  Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
  if (index == -1 && PyErr_Occurred()) {
    return -1;
  }
  if (index < 0) {
    Py_ssize_t length = JsProxy_Length(self);
    index = length < 0 ? -1 : index + length;
    if (index < 0 && !PyErr_Occurred()) {
      PyErr_SetString(PyExc_IndexError, "array index out of range");
    }
  }
  return index;
}

static int
unpack_slice(PyObject *self, PyObject *slice, JsArraySlice *result)
{
  Py_ssize_t start, stop, step;
  if (PySlice_Unpack(slice, &start, &stop, &step) < 0) {
    return -1;
  }
  Py_ssize_t length = JsProxy_Length(self);
  if (length < 0) {
    return -1;
  }
  Py_ssize_t count = PySlice_AdjustIndices(length, &start, &stop, step);
  *result = (JsArraySlice){ (int)start, (int)step, (int)count };
  return 0;
}

PyObject *
JsArray_Subscript(PyObject *self, PyObject *key)
{
  if (!PySlice_Check(key)) {
    Py_ssize_t index = index_of_key(self, key);
    return index < 0 ? NULL : JsArray_Item(self, index);
  }
  JsArraySlice slice;
  if (unpack_slice(self, key, &slice) < 0) {
    return NULL;
  }
  JsVal items = js_array_slice(JsProxy_Value(self), slice.start, slice.step, slice.count);
  return threw(items) ? NULL : JsProxy_ItemToPy(self, items);
}

static int
assign_slice(PyObject *self, JsArraySlice slice, PyObject *value)
{
  JsVal items = JsArray_FromIterable(value);
  if (threw(items)) {
    return -1;
  }
  int length = js_length(items);
  bool resizes = slice.step == 1 && length != slice.count;
  if (resizes && JsProxy_Flags(self) & JSPROXY_ARRAY) {
    return js_array_splice(JsProxy_Value(self), slice.start, slice.count, items);
  }
  if (length != slice.count) {
    PyErr_Format(PyExc_ValueError, "attempt to assign %d items to a slice of %d", length, slice.count);
    return -1;
  }
  return js_array_set_slice(JsProxy_Value(self), slice.start, slice.step, items);
}

int
JsArray_AssignSubscript(PyObject *self, PyObject *key, PyObject *value)
{
  if (!PySlice_Check(key)) {
    Py_ssize_t index = index_of_key(self, key);
    return index < 0 ? -1 : JsArray_AssignItem(self, index, value);
  }
  JsArraySlice slice;
  if (unpack_slice(self, key, &slice) < 0) {
    return -1;
  }
  if (value) {
    return assign_slice(self, slice, value);
  }
  return JsArray_CheckResizable(self) ? js_array_delete_slice(JsProxy_Value(self), slice.start, slice.step, slice.count)
                                      : -1;
}

PyObject *
JsArray_Concat(PyObject *self, PyObject *other)
{
  JsVal items = JsArray_FromIterable(other);
  JsVal result = threw(items) ? items : js_array_concat(JsProxy_Value(self), items);
  return threw(result) ? NULL : JsProxy_ItemToPy(self, result);
}

PyObject *
JsArray_InPlaceConcat(PyObject *self, PyObject *other)
{
  JsVal items = JsArray_FromIterable(other);
  return threw(items) || js_array_extend(JsProxy_Value(self), items) < 0 ? NULL : Py_NewRef(self);
}

/* How often to repeat; -1 with MemoryError set if JavaScript has no array of such a length. */
static int
repeat_count(PyObject *self, Py_ssize_t times)
{
  Py_ssize_t length = JsProxy_Length(self);
  if (length < 0) {
    return -1;
  }
  if (times <= 0 || length == 0) {
    return 0;
  }
  if (times > INT_MAX / length) {
    PyErr_NoMemory();
    return -1;
  }
  return (int)times;
}

PyObject *
JsArray_Repeat(PyObject *self, Py_ssize_t times)
{
  int count = repeat_count(self, times);
  JsVal result = js_array_new();
  if (count < 0 || js_array_repeat(result, JsProxy_Value(self), count) < 0) {
    return NULL;
  }
  return JsProxy_ItemToPy(self, result);
}

PyObject *
JsArray_InPlaceRepeat(PyObject *self, Py_ssize_t times)
{
  int count = repeat_count(self, times);
  JsVal array = JsProxy_Value(self);
  JsVal once = count < 0 ? JsVal_Null() : js_array_slice(array, 0, 1, (int)JsProxy_Length(self));
  if (threw(once) || js_array_splice(array, 0, js_length(array), js_array_new()) < 0 ||
      js_array_repeat(array, once, count) < 0) {
    return NULL;
  }
  return Py_NewRef(self);
}
