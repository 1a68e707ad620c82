/* pyproxy/sequence.c: what Array's methods change in a mutable sequence. */

#include "boundary.gen.h"
#include "error/check.h"

/* Move the references in items into a list; on failure they are released. */
static PyObject *
take_list(PyObject **items, int count)
{
  PyObject *list = PyList_New(count);
  for (int i = 0; i < count; i++) {
    if (list) {
      PyList_SET_ITEM(list, i, items[i]);
    } else {
      Py_DECREF(items[i]);
    }
  }
  return list;
}

static int
insert(PyObject *sequence, Py_ssize_t index, PyObject *item)
{
  Py_owned done = PyObject_CallMethod(sequence, "insert", "nO", index, item);
  return done ? 0 : -1;
}

/* For lists in one step; what a mutable sequence must be able to do is less than slices. */
static int
splice(PyObject *sequence, Py_ssize_t start, Py_ssize_t count, PyObject *added)
{
  if (PyList_CheckExact(sequence)) {
    return PyList_SetSlice(sequence, start, start + count, added);
  }
  for (Py_ssize_t i = 0; i < count; i++) {
    if (PySequence_DelItem(sequence, start) < 0) {
      return -1;
    }
  }
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(added); i++) {
    if (insert(sequence, start + i, PyList_GET_ITEM(added, i)) < 0) {
      return -1;
    }
  }
  return 0;
}

int
pyproxy_splice(void *object, int start, int count, void *items, int added)
{
  Py_owned held = Py_NewRef((PyObject *)object);
  Py_owned list = take_list(items, added);
  return list ? splice(object, start, count, list) : -1;
}

int
pyproxy_reorder(void *object, void *order, int count)
{
  Py_owned held = Py_NewRef((PyObject *)object);
  Py_owned before = PySequence_List(object);
  if (!before) {
    return -1;
  }
  for (int i = 0; i < count; i++) {
    Py_ssize_t from = ((int *)order)[i];
    PyObject *item = from < PyList_GET_SIZE(before) ? PyList_GET_ITEM(before, from) : NULL;
    if (!item) {
      PyErr_SetString(PyExc_IndexError, "the sequence has become shorter in the meantime");
      return -1;
    }
    if (item != PyList_GET_ITEM(before, i) && PySequence_SetItem(object, i, item) < 0) {
      return -1;
    }
  }
  return 0;
}
