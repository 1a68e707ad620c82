/* jsproxy/array_iterator.c: `for item in array`.
 *
 * Where nobody has replaced the iterator of arrays, this counts an index up itself: no object for each step, and
 * numbers need one call into JavaScript.
 */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

/* What js_array_step says of an item. */
enum { STEP_END, STEP_OBJECT, STEP_INTEGER, STEP_FLOAT };

typedef struct {
  PyObject_HEAD
  PyObject *array; /* NULL once it is exhausted */
  int index;
} ArrayIterator;

static void
iterator_dealloc(PyObject *self)
{
  PyTypeObject *type = Py_TYPE(self);
  Py_CLEAR(((ArrayIterator *)self)->array);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyObject *
iterator_next(PyObject *object)
{
  ArrayIterator *self = (ArrayIterator *)object;
  if (!self->array) {
    return NULL;
  }
  double number;
  JsVal array = JsProxy_Value(self->array);
  switch (js_array_step(array, self->index, &number)) {
    case STEP_INTEGER:
      self->index++;
      return PyLong_FromLong((long)number);
    case STEP_FLOAT:
      self->index++;
      return PyFloat_FromDouble(number);
    case STEP_OBJECT: {
      JsVal value = js_array_get(array, self->index++);
      return threw(value) ? NULL : JsProxy_ItemToPy(self->array, value);
    }
    case STEP_END:
      Py_CLEAR(self->array);
      return NULL;
    default:
      return NULL;
  }
}

static PyObject *
iterator_length_hint(PyObject *object, PyObject *Py_UNUSED(ignored))
{
  ArrayIterator *self = (ArrayIterator *)object;
  Py_ssize_t length = self->array ? JsProxy_Length(self->array) : 0;
  if (length < 0) {
    return NULL;
  }
  return PyLong_FromSsize_t(length > self->index ? length - self->index : 0);
}

static PyMethodDef methods[] = {
  { "__length_hint__", iterator_length_hint, METH_NOARGS, "How many items are left." },
  { NULL },
};

static PyType_Slot slots[] = {
  { Py_tp_dealloc, iterator_dealloc },
  { Py_tp_iter, PyObject_SelfIter },
  { Py_tp_iternext, iterator_next },
  { Py_tp_methods, methods },
  { 0, NULL },
};

static PyType_Spec spec = {
  .name = "pyodide.ffi.JsArrayIterator",
  .basicsize = sizeof(ArrayIterator),
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
  .slots = slots,
};

PyObject *
JsArray_Iter(PyObject *self)
{
  static PyTypeObject *type;
  if (!js_iterates_by_index(JsProxy_Value(self))) {
    return JsProxy_Iter(self);
  }
  if (!type && !(type = (PyTypeObject *)PyType_FromSpec(&spec))) {
    return NULL;
  }
  ArrayIterator *iterator = PyObject_New(ArrayIterator, type);
  if (iterator) {
    iterator->array = Py_NewRef(self);
    iterator->index = 0;
  }
  return (PyObject *)iterator;
}
