/* jsproxy/type.c: the family of proxy types, one per capability set. */

#include "boundary.gen.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

#include <stddef.h>

PyTypeObject *JsProxy_Type;

static PyObject *types_by_flags; /* dict: int -> type */

static void
jsproxy_dealloc(PyObject *object)
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

static PyObject *
jsproxy_str(PyObject *self)
{
  JsVal text = js_to_string(JsProxy_Value(self));
  return threw(text) ? NULL : js_to_py(text);
}

static int
jsproxy_bool(PyObject *self)
{
  return js_is_true(JsProxy_Value(self));
}

static PyMemberDef base_members[] = {
  { "__weaklistoffset__", Py_T_PYSSIZET, offsetof(JsProxy, weakrefs), Py_READONLY },
  { "__dictoffset__", Py_T_PYSSIZET, offsetof(JsProxy, dict), Py_READONLY },
  { NULL },
};

static PyType_Slot base_slots[] = {
  { Py_tp_doc, "A JavaScript object that Python holds." },
  { Py_tp_dealloc, jsproxy_dealloc },
  { Py_tp_getattro, JsProxy_GetAttr },
  { Py_tp_setattro, JsProxy_SetAttr },
  { Py_tp_richcompare, JsProxy_RichCompare },
  { Py_tp_hash, PyObject_HashNotImplemented },
  { Py_tp_str, jsproxy_str },
  { Py_tp_repr, jsproxy_str },
  { Py_nb_bool, jsproxy_bool },
  { Py_tp_methods, JsProxy_Methods },
  { Py_tp_getset, JsProxy_GetSet },
  { Py_tp_members, base_members },
  { 0, NULL },
};

static PyType_Spec base_spec = {
  .name = "pyodide.ffi.JsProxy",
  .basicsize = sizeof(JsProxy),
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
  .slots = base_slots,
};

static PyMemberDef callable_members[] = {
  { "__vectorcalloffset__", Py_T_PYSSIZET, offsetof(JsProxy, vectorcall), Py_READONLY },
  { NULL },
};

/* Make the type of one capability set. */
static PyTypeObject *
new_type(int flags)
{
  PyType_Slot slots[16];
  int count = 0;
  unsigned int vectorcall = 0;
#define SLOT(id, function)                                                                                             \
  slots[count++] = (PyType_Slot) { Py_##id, function }
  if (flags & JSPROXY_DOUBLE_PROXY) {
    SLOT(tp_methods, JsProxy_DoubleProxyMethods);
  }
  if (flags & JSPROXY_CALLABLE) {
    SLOT(tp_call, PyVectorcall_Call);
    SLOT(tp_members, callable_members);
    if (!(flags & JSPROXY_DOUBLE_PROXY)) {
      SLOT(tp_methods, JsProxy_CallableMethods);
    }
    vectorcall = Py_TPFLAGS_HAVE_VECTORCALL;
  }
  if (flags & JSPROXY_HAS_LENGTH) {
    SLOT(mp_length, JsProxy_Length);
  }
  if (flags & JSPROXY_ARRAY) {
    SLOT(mp_subscript, JsProxy_ArraySubscript);
    SLOT(mp_ass_subscript, JsProxy_ArrayAssign);
  } else if (flags & JSPROXY_HAS_GET) {
    SLOT(mp_subscript, JsProxy_MapSubscript);
    if (flags & JSPROXY_HAS_SET) {
      SLOT(mp_ass_subscript, JsProxy_MapAssign);
    }
  }
  if (flags & JSPROXY_HAS_INCLUDES) {
    SLOT(sq_contains, JsProxy_Contains);
  }
  if (flags & JSPROXY_ITERABLE) {
    SLOT(tp_iter, JsProxy_Iter);
  } else if (flags & JSPROXY_ITERATOR) {
    SLOT(tp_iter, PyObject_SelfIter);
  }
  if (flags & JSPROXY_ITERATOR) {
    SLOT(tp_iternext, JsProxy_Next);
  }
  if (flags & JSPROXY_AWAITABLE) {
    SLOT(am_await, JsProxy_Await);
    if (!(flags & (JSPROXY_CALLABLE | JSPROXY_DOUBLE_PROXY))) {
      SLOT(tp_methods, JsProxy_PromiseMethods);
    }
  }
#undef SLOT
  slots[count] = (PyType_Slot){ 0, NULL };
  PyType_Spec spec = {
    .name = "pyodide.ffi.JsProxy",
    .basicsize = sizeof(JsProxy),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | vectorcall,
    .slots = slots,
  };
  return (PyTypeObject *)PyType_FromSpecWithBases(&spec, (PyObject *)JsProxy_Type);
}

static PyTypeObject *
type_for(int flags)
{
  Py_owned key = PyLong_FromLong(flags);
  if (!key) {
    return NULL;
  }
  PyObject *known = PyDict_GetItemWithError(types_by_flags, key);
  if (known || PyErr_Occurred()) {
    return (PyTypeObject *)known;
  }
  Py_owned type = (PyObject *)new_type(flags);
  if (!type || PyDict_SetItem(types_by_flags, key, type) < 0) {
    return NULL;
  }
  return (PyTypeObject *)type; /* types_by_flags keeps it */
}

static PyObject *
create(int flags, JsVal value, JsRef receiver)
{
  PyTypeObject *type = type_for(flags);
  if (!type) {
    return NULL;
  }
  JsProxy *self = PyObject_New(JsProxy, type);
  if (!self) {
    return NULL;
  }
  self->value = NULL;
  self->receiver = NULL;
  self->weakrefs = NULL;
  self->dict = NULL;
  self->vectorcall = JsProxy_Vectorcall;
  self->value = JsRef_New(value);
  if (!self->value) {
    Py_DECREF(self);
    return NULL;
  }
  if (receiver) {
    self->receiver = JsRef_New(JsRef_Get(receiver));
    if (!self->receiver) {
      Py_DECREF(self);
      return NULL;
    }
  }
  return (PyObject *)self;
}

PyObject *
JsProxy_Create(JsVal value)
{
  int flags = js_type_flags(value);
  if (flags < 0) {
    return NULL;
  }
  if (flags & JSPROXY_ERROR) {
    return JsException_FromThrown(value);
  }
  return create(flags, value, NULL);
}

PyObject *
JsProxy_CreateMethod(JsVal function, JsRef receiver)
{
  int flags = js_type_flags(function);
  return flags < 0 ? NULL : create(flags, function, receiver);
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
