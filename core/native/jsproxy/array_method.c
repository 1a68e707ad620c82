/* jsproxy/array_method.c: the methods of collections.abc.MutableSequence. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/array.h"
#include "jsproxy/jsproxy.h"

static PyObject *
none_unless(int failed)
{
  return failed < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
array_append(PyObject *self, PyObject *item)
{
  if (!JsArray_CheckResizable(self)) {
    return NULL;
  }
  JsVal value = to_js(item);
  return threw(value) ? NULL : none_unless(js_array_append(JsProxy_Value(self), value));
}

static PyObject *
array_extend(PyObject *self, PyObject *iterable)
{
  if (!JsArray_CheckResizable(self)) {
    return NULL;
  }
  JsVal items = JsArray_FromIterable(iterable);
  return threw(items) ? NULL : none_unless(js_array_extend(JsProxy_Value(self), items));
}

static PyObject *
array_insert(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  if (count != 2) {
    PyErr_Format(PyExc_TypeError, "insert takes an index and an item, not %zd arguments", count);
    return NULL;
  }
  Py_ssize_t index = PyNumber_AsSsize_t(args[0], NULL);
  if ((index == -1 && PyErr_Occurred()) || !JsArray_CheckResizable(self)) {
    return NULL;
  }
  Py_ssize_t length = JsProxy_Length(self);
  if (length < 0) {
    return NULL;
  }
  index = index < 0 ? index + length : index;
  index = index < 0 ? 0 : index < length ? index : length;
  JsVal item = to_js(args[1]);
  return threw(item) ? NULL : none_unless(js_array_insert(JsProxy_Value(self), (int)index, item));
}

static PyObject *
array_pop(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  if (count > 1) {
    PyErr_Format(PyExc_TypeError, "pop takes an index, not %zd arguments", count);
    return NULL;
  }
  Py_ssize_t index = count ? PyNumber_AsSsize_t(args[0], PyExc_IndexError) : -1;
  if ((count && index == -1 && PyErr_Occurred()) || !JsArray_CheckResizable(self)) {
    return NULL;
  }
  Py_ssize_t length = JsProxy_Length(self);
  if (length < 0) {
    return NULL;
  }
  index = index < 0 ? index + length : index;
  if (index < 0 || index >= length) {
    PyErr_SetString(PyExc_IndexError, length ? "pop index out of range" : "pop from an empty array");
    return NULL;
  }
  Py_owned item = JsArray_Item(self, index);
  return item && js_array_delete(JsProxy_Value(self), (int)index) == 0 ? take(&item) : NULL;
}

static PyObject *
array_reverse(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  return none_unless(js_array_reverse(JsProxy_Value(self)));
}

static PyObject *
array_reversed(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  JsVal iterator = js_array_reversed(JsProxy_Value(self));
  return threw(iterator) ? NULL : to_py(iterator);
}

static PyObject *
array_clear(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  if (!JsArray_CheckResizable(self)) {
    return NULL;
  }
  JsVal array = JsProxy_Value(self);
  return none_unless(js_array_splice(array, 0, js_length(array), js_array_new()));
}

/* Hidden: an object with a method `keys` is taken for a mapping, for instance by dict(). */
static PyObject *
array_keys(PyObject *self, void *Py_UNUSED(closure))
{
  PyErr_SetString(PyExc_AttributeError, "an array has no keys in Python: use range(len(array)) or object_keys()");
  return NULL;
}

PyGetSetDef JsArray_GetSet[] = {
  { "keys", array_keys, NULL, "Hidden: dict() would take the array for a mapping.", NULL },
  { NULL },
};

PyMethodDef JsArray_Methods[] = {
  { "append", array_append, METH_O, "Add an item at the end." },
  { "extend", array_extend, METH_O, "Add the items of an iterable at the end." },
  { "insert", _PyCFunction_CAST(array_insert), METH_FASTCALL, "Insert an item before an index." },
  { "pop", _PyCFunction_CAST(array_pop), METH_FASTCALL,
    "Remove the item at an index, by default the last; return it." },
  { "reverse", array_reverse, METH_NOARGS, "Reverse the array in place." },
  { "clear", array_clear, METH_NOARGS, "Remove all items." },
  { "__reversed__", array_reversed, METH_NOARGS, "An iterator from the end." },
  { "index", _PyCFunction_CAST(JsArray_Index), METH_FASTCALL, "The first index of a value from start up to stop." },
  { "count", JsArray_Count, METH_O, "How often a value is in the array." },
  { "remove", JsArray_Remove, METH_O, "Remove the first item that is equal to a value." },
  { NULL },
};
