/* jsproxy/type.c: the base of the family, and one final type per capability set. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/family.h"
#include "jsproxy/jsproxy.h"

#include <stddef.h>

/* Types beyond these are not kept, but collected with their last instance: a page that makes up objects with every
 * combination of capabilities must not fill the memory. */
#define MAX_KEPT_TYPES 256

PyTypeObject *JsProxy_Type;

static PyObject *types_by_flags; /* dict: int -> type */

void
JsProxy_Dealloc(PyObject *object)
{
  JsProxy *self = (JsProxy *)object;
  PyTypeObject *type = Py_TYPE(self);
  if (self->weakrefs) {
    PyObject_ClearWeakRefs(object);
  }
  JsRef_Clear(&self->value);
  JsRef_Clear(&self->receiver);
  Py_CLEAR(self->dict);
  type->tp_free(object);
  Py_DECREF(type);
}

static PyType_Slot base_slots[] = {
  { Py_tp_doc, "A JavaScript object that Python holds." },
  { Py_tp_dealloc, JsProxy_Dealloc },
  { Py_tp_getattro, JsProxy_GetAttr },
  { Py_tp_setattro, JsProxy_SetAttr },
  { Py_tp_richcompare, JsProxy_RichCompare },
  { Py_tp_hash, PyObject_HashNotImplemented },
  { Py_tp_str, JsProxy_Str },
  { Py_tp_repr, JsProxy_Str },
  { Py_nb_bool, JsProxy_Bool },
  { Py_tp_methods, JsProxy_Methods },
  { Py_tp_getset, JsProxy_GetSet },
  { 0, NULL },
};

static PyType_Spec base_spec = {
  .name = "pyodide.ffi.JsProxy",
  .basicsize = 0, /* no fields: see jsproxy.h */
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
  .slots = base_slots,
};

static PyMemberDef members[] = {
  { "__weaklistoffset__", Py_T_PYSSIZET, offsetof(JsProxy, weakrefs), Py_READONLY },
  { "__dictoffset__", Py_T_PYSSIZET, offsetof(JsProxy, dict), Py_READONLY },
  { NULL },
};

static PyMemberDef callable_members[] = {
  { "__weaklistoffset__", Py_T_PYSSIZET, offsetof(JsProxy, weakrefs), Py_READONLY },
  { "__dictoffset__", Py_T_PYSSIZET, offsetof(JsProxy, dict), Py_READONLY },
  { "__vectorcalloffset__", Py_T_PYSSIZET, offsetof(JsProxy, vectorcall), Py_READONLY },
  { NULL },
};

#define SLOT(id, function)                                                                                             \
  slots[count++] = (PyType_Slot) { Py_##id, function }

static int
add_array_slots(PyType_Slot *slots, int count, int flags)
{
  SLOT(mp_length, JsProxy_Length);
  SLOT(sq_length, JsProxy_Length);
  SLOT(mp_subscript, JsArray_Subscript);
  SLOT(sq_item, JsArray_Item);
  SLOT(sq_contains, JsArray_Contains);
  SLOT(tp_iter, JsArray_Iter);
  if (flags & (JSPROXY_ARRAY | JSPROXY_TYPED_ARRAY)) {
    SLOT(mp_ass_subscript, JsArray_AssignSubscript);
    SLOT(sq_ass_item, JsArray_AssignItem);
  }
  if (flags & JSPROXY_ARRAY) {
    SLOT(sq_concat, JsArray_Concat);
    SLOT(sq_repeat, JsArray_Repeat);
    SLOT(sq_inplace_concat, JsArray_InPlaceConcat);
    SLOT(sq_inplace_repeat, JsArray_InPlaceRepeat);
  }
  return count;
}

static int
add_map_slots(PyType_Slot *slots, int count, int flags)
{
  if (flags & JSPROXY_OBJECT_MAP) {
    SLOT(mp_length, JsObjectMap_Length);
    SLOT(mp_subscript, JsObjectMap_Subscript);
    SLOT(mp_ass_subscript, JsObjectMap_AssignSubscript);
    SLOT(sq_contains, JsObjectMap_Contains);
    SLOT(tp_iter, JsObjectMap_Iter);
    return count;
  }
  if (flags & JSPROXY_HAS_LENGTH) {
    SLOT(mp_length, JsProxy_Length);
  }
  if (flags & JSPROXY_HAS_GET) {
    SLOT(mp_subscript, JsMap_Subscript);
  }
  if (flags & (JSPROXY_HAS_SET | JSPROXY_HAS_DELETE)) {
    SLOT(mp_ass_subscript, JsMap_AssignSubscript);
  }
  if (flags & JSPROXY_HAS_INCLUDES) {
    SLOT(sq_contains, JsProxy_Contains);
  }
  if ((flags & JSPROXY_IS_MAP) == JSPROXY_IS_MAP && !(flags & JSPROXY_DOUBLE_PROXY)) {
    SLOT(tp_iter, JsMap_Iter);
  } else if (flags & JSPROXY_ITERABLE) {
    SLOT(tp_iter, JsProxy_Iter);
  } else if (flags & JSPROXY_ITERATOR) {
    SLOT(tp_iter, PyObject_SelfIter);
  }
  return count;
}

static int
add_protocol_slots(PyType_Slot *slots, int count, int flags)
{
  if (flags & JSPROXY_CALLABLE) {
    SLOT(tp_call, PyVectorcall_Call);
    SLOT(tp_descr_get, JsProxy_DescriptorGet);
  }
  SLOT(tp_members, flags & JSPROXY_CALLABLE ? callable_members : members);
  if (flags & JSPROXY_ITERATOR) {
    SLOT(tp_iternext, JsProxy_Next);
  }
  if (flags & JSPROXY_GENERATOR) {
    SLOT(am_send, JsProxy_Send);
  }
  if (flags & JSPROXY_ASYNC_ITERABLE) {
    SLOT(am_aiter, JsProxy_AsyncIter);
  } else if (flags & JSPROXY_ASYNC_ITERATOR) {
    SLOT(am_aiter, PyObject_SelfIter);
  }
  if (flags & JSPROXY_AWAITABLE) {
    SLOT(am_await, JsProxy_Await);
  }
  return count;
}

#undef SLOT

/* Make `with` and `async with` dispose of the object: methods that Python defines. */
static int
add_context_manager(PyObject *type, const char *class_name, const char *const names[2])
{
  Py_owned module = PyImport_ImportModule("_pyodide.proxy_methods");
  Py_owned class = module ? PyObject_GetAttrString(module, class_name) : NULL;
  for (int i = 0; i < 2; i++) {
    Py_owned method = class ? PyObject_GetAttrString(class, names[i]) : NULL;
    if (!method || PyObject_SetAttrString(type, names[i], method) < 0) {
      return -1;
    }
  }
  return 0;
}

/* Make the type of one capability set. */
static PyObject *
new_type(int flags)
{
  PyType_Slot slots[24];
  bool is_array = flags & (JSPROXY_ARRAY | JSPROXY_ARRAY_LIKE | JSPROXY_TYPED_ARRAY);
  int count = is_array ? add_array_slots(slots, 0, flags) : add_map_slots(slots, 0, flags);
  count = add_protocol_slots(slots, count, flags);
  slots[count++] = (PyType_Slot){ Py_tp_dealloc, JsProxy_Dealloc };
  slots[count] = (PyType_Slot){ 0, NULL };
  PyType_Spec spec = {
    .name = "pyodide.ffi.JsProxy",
    .basicsize = sizeof(JsProxy),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION |
             (flags & JSPROXY_CALLABLE ? Py_TPFLAGS_HAVE_VECTORCALL : 0),
    .slots = slots,
  };
  Py_owned bases = JsFamily_Bases(flags);
  Py_owned type = bases ? PyType_FromSpecWithBases(&spec, bases) : NULL;
  static const char *const sync_names[] = { "__enter__", "__exit__" };
  static const char *const async_names[] = { "__aenter__", "__aexit__" };
  if (!type || ((flags & JSPROXY_DISPOSABLE) && add_context_manager(type, "Disposable", sync_names) < 0) ||
      ((flags & JSPROXY_ASYNC_DISPOSABLE) && add_context_manager(type, "AsyncDisposable", async_names) < 0)) {
    return NULL;
  }
  return take(&type);
}

/* A new reference to the type for a capability set. */
static PyTypeObject *
type_for(int flags)
{
  Py_owned key = PyLong_FromLong(flags);
  if (!key) {
    return NULL;
  }
  PyObject *known = PyDict_GetItemWithError(types_by_flags, key);
  if (known || PyErr_Occurred()) {
    return (PyTypeObject *)Py_XNewRef(known);
  }
  Py_owned type = new_type(flags);
  if (!type || (PyDict_GET_SIZE(types_by_flags) < MAX_KEPT_TYPES && PyDict_SetItem(types_by_flags, key, type) < 0)) {
    return NULL;
  }
  return (PyTypeObject *)take(&type);
}

static PyObject *
create(int flags, JsVal value)
{
  PyTypeObject *type = type_for(flags);
  if (!type) {
    return NULL;
  }
  JsProxy *self = PyObject_New(JsProxy, type);
  Py_DECREF(type); /* the instance keeps it */
  if (!self) {
    return NULL;
  }
  self->receiver = NULL;
  self->flags = flags;
  self->weakrefs = NULL;
  self->dict = NULL;
  self->vectorcall = JsProxy_Vectorcall;
  self->value = JsRef_New(value);
  if (!self->value) {
    Py_DECREF(self);
    return NULL;
  }
  return (PyObject *)self;
}

PyObject *
JsProxy_Create(JsVal value)
{
  return JsProxy_CreateWith(value, js_type_flags(value));
}

PyObject *
JsProxy_CreateWith(JsVal value, int flags)
{
  return flags & JSPROXY_ERROR ? JsException_FromThrown(value) : create(flags, value);
}

PyObject *
JsProxy_CreateAs(JsVal value, int flags)
{
  return create(flags, value);
}

PyObject *
JsProxy_CreateMethod(JsVal function, int flags, JsVal receiver)
{
  Py_owned self = create(flags, function);
  if (!self) {
    return NULL;
  }
  ((JsProxy *)self)->receiver = JsRef_New(receiver);
  return ((JsProxy *)self)->receiver ? take(&self) : NULL;
}

PyObject *
JsProxy_ItemToPy(PyObject *self, JsVal item)
{
  int inherited = ((JsProxy *)self)->flags & (JSPROXY_HEREDITARY | JSPROXY_JSON);
  int flags = inherited ? js_inherited_view(item, inherited) : 0;
  return flags ? create(flags, item) : to_py(item);
}

int
JsProxy_InitType(PyObject *module)
{
  types_by_flags = PyDict_New();
  if (!types_by_flags) {
    return -1;
  }
  JsProxy_Type = (PyTypeObject *)PyType_FromSpec(&base_spec);
  if (!JsProxy_Type || PyModule_AddObjectRef(module, "JsProxy", (PyObject *)JsProxy_Type) < 0) {
    return -1;
  }
  return 0;
}
