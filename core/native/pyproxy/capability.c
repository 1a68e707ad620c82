/* pyproxy/capability.c: what a Python object can do, from its type.
 *
 * The slots tell most of it. Only classes that are written in Python can be generators or mutable sequences by
 * inheritance or registration, so only for them collections.abc is asked. The answers are kept by the version of the
 * type, which changes with the type and its bases, and is never given to another type.
 */

#include "boundary.gen.h"
#include "error/check.h"
#include "pyproxy/pyproxy.h"

#define CACHE_SIZE 512 /* a power of two */

typedef struct {
  PyTypeObject *type;
  unsigned int version;
  unsigned long type_flags;
  int flags;
} CacheEntry;

static CacheEntry cache[CACHE_SIZE];

/* Whether a class says with `__name__ = None` that it cannot do what its bases can. */
static bool
is_denied(PyTypeObject *type, const char *name)
{
  Py_owned key = PyUnicode_InternFromString(name);
  return key && _PyType_Lookup(type, key) == Py_None;
}

static bool
is_subclass_of_abc(PyTypeObject *type, const char *name)
{
  Py_owned module = PyImport_ImportModule("_collections_abc"); /* since the start of Python */
  Py_owned abc = module ? PyObject_GetAttrString(module, name) : NULL;
  return abc && PyObject_IsSubclass((PyObject *)type, abc) > 0;
}

/* From the slots. */
static int
slot_flags(PyObject *object)
{
  PyTypeObject *type = Py_TYPE(object);
  PyMappingMethods *mapping = type->tp_as_mapping;
  PySequenceMethods *sequence = type->tp_as_sequence;
  PyAsyncMethods *async = type->tp_as_async;
  PyBufferProcs *buffer = type->tp_as_buffer;
  bool has_item = sequence && sequence->sq_item;
  bool is_dict = PyType_HasFeature(type, Py_TPFLAGS_DICT_SUBCLASS);
  int flags = 0;
  flags |= (mapping && mapping->mp_length) || (sequence && sequence->sq_length) ? PYPROXY_HAS_LENGTH : 0;
  flags |= (mapping && mapping->mp_subscript) || has_item ? PYPROXY_HAS_GET : 0;
  flags |= (mapping && mapping->mp_ass_subscript) || (sequence && sequence->sq_ass_item) ? PYPROXY_HAS_SET : 0;
  flags |= sequence && sequence->sq_contains ? PYPROXY_HAS_CONTAINS : 0;
  flags |= is_dict ? PYPROXY_DICT : 0;
  flags |= type == &PyDict_Type ? PYPROXY_PLAIN_DICT : 0;
  flags |= type->tp_iter || (has_item && !is_dict) ? PYPROXY_ITERABLE : 0;
  flags |= PyIter_Check(object) ? PYPROXY_ITERATOR : 0;
  flags |= async && async->am_aiter ? PYPROXY_ASYNC_ITERABLE : 0;
  /* JavaScript has one next() for both kinds of iterators. */
  flags |= async && async->am_anext && !PyIter_Check(object) ? PYPROXY_ASYNC_ITERATOR : 0;
  flags |= async && async->am_await ? PYPROXY_AWAITABLE : 0;
  flags |= type->tp_call ? PYPROXY_CALLABLE : 0;
  flags |= buffer && buffer->bf_getbuffer ? PYPROXY_BUFFER : 0;
  return flags;
}

/* What the interpreter's own types are in the sense of collections.abc. */
static int
builtin_flags(PyTypeObject *type)
{
  int flags = 0;
  bool is_bytes = PyType_FastSubclass(type, Py_TPFLAGS_BYTES_SUBCLASS);
  bool is_bytearray = PyType_IsSubtype(type, &PyByteArray_Type);
  flags |= PyType_HasFeature(type, Py_TPFLAGS_SEQUENCE) || is_bytes || is_bytearray ? PYPROXY_SEQUENCE : 0;
  flags |= PyType_FastSubclass(type, Py_TPFLAGS_LIST_SUBCLASS) || is_bytearray ? PYPROXY_MUTABLE_SEQUENCE : 0;
  flags |= type == &PyGen_Type ? PYPROXY_GENERATOR : 0;
  flags |= type == &PyAsyncGen_Type ? PYPROXY_ASYNC_GENERATOR : 0;
  return flags;
}

/* Classes, and the types of extension modules: deque and array register themselves, others inherit. */
static int
class_flags(PyTypeObject *type, int flags)
{
  static const struct {
    const char *name;
    int flag;
  } methods[] = {
    { "__iter__", PYPROXY_ITERABLE },  { "__contains__", PYPROXY_HAS_CONTAINS }, { "__getitem__", PYPROXY_HAS_GET },
    { "__call__", PYPROXY_CALLABLE },  { "__aiter__", PYPROXY_ASYNC_ITERABLE },  { "__await__", PYPROXY_AWAITABLE },
    { "__len__", PYPROXY_HAS_LENGTH },
  };
  for (size_t i = 0; i < Py_ARRAY_LENGTH(methods); i++) {
    if ((flags & methods[i].flag) && is_denied(type, methods[i].name)) {
      flags &= ~methods[i].flag;
    }
  }
  if ((flags & PYPROXY_ITERATOR) && is_subclass_of_abc(type, "Generator")) {
    flags |= PYPROXY_GENERATOR;
  }
  if ((flags & PYPROXY_ASYNC_ITERATOR) && is_subclass_of_abc(type, "AsyncGenerator")) {
    flags |= PYPROXY_ASYNC_GENERATOR;
  }
  if ((flags & PYPROXY_SEQUENCE) && is_subclass_of_abc(type, "MutableSequence")) {
    flags |= PYPROXY_MUTABLE_SEQUENCE;
  }
  return flags;
}

/* Registered classes need not have the methods that a sequence in JavaScript is made of. */
static int
consistent(int flags)
{
  int needed = PYPROXY_HAS_LENGTH | PYPROXY_HAS_GET;
  if ((flags & needed) != needed) {
    flags &= ~(PYPROXY_SEQUENCE | PYPROXY_MUTABLE_SEQUENCE);
  }
  return flags;
}

static int
compute_flags(PyObject *object)
{
  PyTypeObject *type = Py_TYPE(object);
  int flags = slot_flags(object) | builtin_flags(type);
  if (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
    PyObject *raised = PyErr_GetRaisedException();
    flags = class_flags(type, flags);
    PyErr_SetRaisedException(raised); /* in place of what a class raised when it was asked */
  }
  return consistent(flags);
}

static int
type_flags(PyObject *object)
{
  PyTypeObject *type = Py_TYPE(object);
  CacheEntry *entry = &cache[((uintptr_t)type / sizeof(void *) / 8) & (CACHE_SIZE - 1)];
  /* Registration as a sequence is not a change of the type, but it sets a flag. */
  if (entry->type == type && entry->version == type->tp_version_tag && entry->type_flags == type->tp_flags) {
    return entry->flags;
  }
  int flags = compute_flags(object);
  if (PyUnstable_Type_AssignVersionTag(type)) {
    *entry = (CacheEntry){ type, type->tp_version_tag, type->tp_flags, flags };
  }
  return flags;
}

int
pyproxy_flags(PyObject *object)
{
  int flags = type_flags(object);
  if (PyGen_CheckExact(object)) {
    PyCodeObject *code = PyGen_GetCode((PyGenObject *)object);
    flags |= code->co_flags & CO_ITERABLE_COROUTINE ? PYPROXY_AWAITABLE : 0;
    Py_DECREF(code);
  }
  return flags;
}

JsVal
pyproxy_new(PyObject *object)
{
  return js_pyproxy_new(Py_NewRef(object), pyproxy_flags(object));
}
