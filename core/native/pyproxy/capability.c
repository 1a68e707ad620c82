/* pyproxy/capability.c: what a Python object can do, from the slots of its type. */

#include "boundary.gen.h"
#include "error/check.h"
#include "pyproxy/pyproxy.h"

/* Whether instances of type are sequences in the sense of collections.abc: list, tuple, range, registered classes. */
static int
is_sequence(PyTypeObject *type)
{
  return PyType_HasFeature(type, Py_TPFLAGS_SEQUENCE);
}

static int
capabilities(PyObject *object)
{
  PyTypeObject *type = Py_TYPE(object);
  PyMappingMethods *mapping = type->tp_as_mapping;
  PySequenceMethods *sequence = type->tp_as_sequence;
  PyAsyncMethods *async = type->tp_as_async;
  int flags = 0;
  if ((mapping && mapping->mp_length) || (sequence && sequence->sq_length)) {
    flags |= PYPROXY_HAS_LENGTH;
  }
  if ((mapping && mapping->mp_subscript) || (sequence && sequence->sq_item)) {
    flags |= PYPROXY_HAS_GET;
  }
  if ((mapping && mapping->mp_ass_subscript) || (sequence && sequence->sq_ass_item)) {
    flags |= PYPROXY_HAS_SET;
  }
  if (sequence && sequence->sq_contains) {
    flags |= PYPROXY_HAS_CONTAINS;
  }
  if (type->tp_iter) {
    flags |= PYPROXY_ITERABLE;
  }
  if (PyIter_Check(object)) {
    flags |= PYPROXY_ITERATOR;
  }
  if ((async && async->am_await) || PyCoro_CheckExact(object)) {
    flags |= PYPROXY_AWAITABLE;
  }
  if (type->tp_call) {
    flags |= PYPROXY_CALLABLE;
  }
  if (PyDict_Check(object)) {
    flags |= PYPROXY_DICT;
  } else if (is_sequence(type)) {
    flags |= PYPROXY_SEQUENCE;
  }
  return flags;
}

JsVal
pyproxy_new(PyObject *object)
{
  return js_pyproxy_new(Py_NewRef(object), capabilities(object));
}
