/* cast_slots.h: functions for the slots of the types in casts.c, each cast to the slot's type. */

#pragma once

/* Slots: S names those with parameters left out, L those with one too many */
static PyObject *
repr_l(PyObject *self, void *extra)
{
  TEXT("repr_l");
}
static PyObject *
str_s(void)
{
  TEXT("str_s");
}
static Py_hash_t
hash_l(PyObject *self, void *extra)
{
  return 42;
}
static PyObject *
call_s(PyObject *self)
{
  TEXT("call_s");
}
static PyObject *
getattro_l(PyObject *self, PyObject *name, void *extra)
{
  return PyObject_GenericGetAttr(self, name);
}
static int
setattro_s(PyObject *self, PyObject *name)
{
  PyErr_Format(PyExc_AttributeError, "setattro_s %S", name);
  return -1;
}
static PyObject *
richcompare_s(PyObject *self, PyObject *other)
{
  Py_RETURN_TRUE;
}
static PyObject *
iter_l(PyObject *self, void *extra)
{
  return Py_NewRef(self);
}
static PyObject *
iternext_s(void)
{
  return NULL;
}
static PyObject *
descr_get_s(PyObject *self)
{
  TEXT("descr_get_s");
}
static int
init_s(PyObject *self)
{
  return 0;
}
static PyObject *
new_s(PyTypeObject *type)
{
  return type->tp_alloc(type, 0);
}
static PyObject *
alloc_s(PyTypeObject *type)
{
  return PyType_GenericAlloc(type, 0);
}
static int
traverse_s(PyObject *self, visitproc visit)
{
  return 0;
}
static void
clear_void(PyObject *self)
{
}
static int
dealloc_int(PyObject *self)
{
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  if (PyObject_CallFinalizerFromDealloc(self) < 0) {
    return -1;
  }
  deallocated++;
  type->tp_free(self);
  if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
    Py_DECREF(type);
  }
  return 1;
}
static int
finalize_int(PyObject *self)
{
  return ++finalized;
}
static PyObject *
add_s(PyObject *self)
{
  TEXT("add_s");
}
static PyObject *
power_s(PyObject *self, PyObject *other)
{
  TEXT("power_s");
}
static PyObject *
negative_l(PyObject *self, void *extra)
{
  TEXT("negative_l");
}
static int
bool_l(PyObject *self, void *extra)
{
  return 0;
}
static PyObject *
index_l(PyObject *self, void *extra)
{
  return PyLong_FromLong(7);
}
static Py_ssize_t
length_l(PyObject *self, void *extra)
{
  return 3;
}
static PyObject *
subscript_l(PyObject *self, PyObject *key, void *extra)
{
  return PyUnicode_FromFormat("subscript_l %S", key);
}
static int
ass_subscript_s(PyObject *self, PyObject *key)
{
  return 0;
}
static int
contains_s(PyObject *self)
{
  return 1;
}
static int
getbuffer_s(PyObject *self, Py_buffer *view)
{
  return PyBuffer_FillInfo(view, self, "buffer", 6, 1, PyBUF_SIMPLE);
}
static int
releasebuffer_s(PyObject *self)
{
  return ++released_buffers;
}
static PyObject *
await_l(PyObject *self, void *extra)
{
  return PyObject_GetIter(Py_None);
}
