/* jsproxy/family.c: the classes that users name, made when the first object of their kind is proxied or a program asks
 * for them.
 *
 * Methods that nobody calls in a loop come from Python: from collections.abc, or from _pyodide.proxy_methods.
 */

#include "jsproxy/family.h"

#include "boundary.gen.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"

#define MUTABLE_MAP (JSPROXY_IS_MAP | JSPROXY_HAS_SET | JSPROXY_HAS_INCLUDES)

typedef struct {
  const char *name;
  int kinds[2]; /* objects with all flags of one of these are instances */
  const char *bases[2];
  const char *abstract; /* its class in collections.abc */
  PyMethodDef *methods;
  PyGetSetDef *getset;
  const char *python_module; /* where a class has more methods ... */
  const char *python_class;
  const char *python_methods; /* ... of these names */
  bool generic;
} Class;

/* Derived classes stand before their bases. */
static const Class classes[] = {
  { .name = "JsOnceCallable", .kinds = { JSPROXY_ONCE_CALLABLE }, .bases = { "JsCallable" }, .generic = true },
  { .name = "JsCallableDoubleProxy",
    .kinds = { JSPROXY_DOUBLE_PROXY | JSPROXY_CALLABLE },
    .bases = { "JsDoubleProxy", "JsCallable" },
    .generic = true },
  { .name = "JsDoubleProxy",
    .kinds = { JSPROXY_DOUBLE_PROXY },
    .methods = JsProxy_DoubleProxyMethods,
    .generic = true },
  { .name = "JsCallable", .kinds = { JSPROXY_CALLABLE }, .methods = JsProxy_CallableMethods, .generic = true },
  { .name = "JsTypedArray", .kinds = { JSPROXY_TYPED_ARRAY }, .bases = { "JsBuffer", "JsArray" } },
  { .name = "JsArray",
    .kinds = { JSPROXY_ARRAY, JSPROXY_ARRAY_LIKE },
    .bases = { "JsIterable" },
    .abstract = "MutableSequence",
    .methods = JsArray_Methods,
    .getset = JsArray_GetSet,
    .generic = true },
  { .name = "JsMutableMap",
    .kinds = { MUTABLE_MAP, JSPROXY_OBJECT_MAP },
    .bases = { "JsMap" },
    .abstract = "MutableMapping",
    .methods = JsMutableMap_Methods,
    .python_module = "_collections_abc",
    .python_class = "MutableMapping",
    .python_methods = "popitem setdefault update",
    .generic = true },
  { .name = "JsMap",
    .kinds = { JSPROXY_IS_MAP },
    .bases = { "JsIterable" },
    .abstract = "Mapping",
    .methods = JsMap_Methods,
    .python_module = "_collections_abc",
    .python_class = "Mapping",
    .python_methods = "keys items values",
    .generic = true },
  { .name = "JsGenerator",
    .kinds = { JSPROXY_GENERATOR },
    .bases = { "JsIterable" },
    .abstract = "Generator",
    .methods = JsGenerator_Methods,
    .generic = true },
  { .name = "JsAsyncGenerator",
    .kinds = { JSPROXY_ASYNC_GENERATOR },
    .bases = { "JsAsyncIterable" },
    .abstract = "AsyncGenerator",
    .python_module = "_pyodide.proxy_methods",
    .python_class = "AsyncGenerator",
    .python_methods = "asend athrow aclose",
    .generic = true },
  { .name = "JsIterator",
    .kinds = { JSPROXY_ITERATOR },
    .abstract = "Iterator",
    .methods = JsIterator_Methods,
    .generic = true },
  { .name = "JsAsyncIterator",
    .kinds = { JSPROXY_ASYNC_ITERATOR },
    .abstract = "AsyncIterator",
    .python_module = "_pyodide.proxy_methods",
    .python_class = "AsyncIterator",
    .python_methods = "__anext__",
    .generic = true },
  { .name = "JsIterable", .kinds = { JSPROXY_ITERABLE }, .abstract = "Iterable", .generic = true },
  { .name = "JsAsyncIterable", .kinds = { JSPROXY_ASYNC_ITERABLE }, .abstract = "AsyncIterable", .generic = true },
  { .name = "JsBuffer", .kinds = { JSPROXY_BUFFER }, .methods = JsBuffer_Methods },
  { .name = "JsPromise",
    .kinds = { JSPROXY_AWAITABLE },
    .abstract = "Awaitable",
    .methods = JsProxy_PromiseMethods,
    .generic = true },
  { .name = "JsDomElement", .kinds = { JSPROXY_DOM_ELEMENT } },
  { .name = "JsFetchResponse", .kinds = { JSPROXY_FETCH_RESPONSE } },
  { .name = "JsWeakRef", .kinds = { JSPROXY_WEAK_REF }, .generic = true },
};

#define COUNT Py_ARRAY_LENGTH(classes)

static PyObject *made[COUNT];

static PyMethodDef generic_method = { "__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 560." };

static PyObject *class_at(size_t index);

static PyObject *
class_named(const char *name)
{
  for (size_t i = 0; i < COUNT; i++) {
    if (strcmp(classes[i].name, name) == 0) {
      return class_at(i);
    }
  }
  return (PyObject *)JsProxy_Type;
}

/* Copy the functions that Python defines. */
static int
add_python_methods(PyObject *type, const Class *class)
{
  Py_owned module = PyImport_ImportModule(class->python_module);
  Py_owned source = module ? PyObject_GetAttrString(module, class->python_class) : NULL;
  Py_owned joined = source ? PyUnicode_FromString(class->python_methods) : NULL;
  Py_owned names = joined ? PyUnicode_Split(joined, NULL, -1) : NULL;
  if (!names) {
    return -1;
  }
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names); i++) {
    PyObject *name = PyList_GET_ITEM(names, i);
    Py_owned method = PyObject_GetAttr(source, name);
    if (!method || PyObject_SetAttr(type, name, method) < 0) {
      return -1;
    }
  }
  return 0;
}

static int
register_abstract(PyObject *type, const char *name)
{
  Py_owned module = PyImport_ImportModule("_collections_abc"); /* loaded with os, at every start */
  Py_owned abstract = module ? PyObject_GetAttrString(module, name) : NULL;
  Py_owned registered = abstract ? PyObject_CallMethod(abstract, "register", "O", type) : NULL;
  return registered ? 0 : -1;
}

static int
add_generic(PyObject *type)
{
  Py_owned method = PyDescr_NewClassMethod((PyTypeObject *)type, &generic_method);
  return method ? PyObject_SetAttrString(type, generic_method.ml_name, method) : -1;
}

static PyObject *
bases_of(const Class *class)
{
  PyObject *first = class_named(class->bases[0] ? class->bases[0] : "JsProxy");
  PyObject *second = first && class->bases[1] ? class_named(class->bases[1]) : NULL;
  if (!first || (class->bases[1] && !second)) {
    return NULL;
  }
  return second ? PyTuple_Pack(2, first, second) : PyTuple_Pack(1, first);
}

static PyObject *
make_class(const Class *class)
{
  char name[64];
  snprintf(name, sizeof name, "pyodide.ffi.%s", class->name);
  PyType_Slot slots[4];
  int count = 0;
  slots[count++] = (PyType_Slot){ Py_tp_dealloc, JsProxy_Dealloc };
  if (class->methods) {
    slots[count++] = (PyType_Slot){ Py_tp_methods, class->methods };
  }
  if (class->getset) {
    slots[count++] = (PyType_Slot){ Py_tp_getset, class->getset };
  }
  slots[count] = (PyType_Slot){ 0, NULL };
  PyType_Spec spec = {
    .name = name,
    .basicsize = 0, /* no fields: see jsproxy.h */
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = slots,
  };
  Py_owned bases = bases_of(class);
  Py_owned type = bases ? PyType_FromSpecWithBases(&spec, bases) : NULL;
  if (!type || (class->generic && add_generic(type) < 0) ||
      (class->abstract && register_abstract(type, class->abstract) < 0) ||
      (class->python_module && add_python_methods(type, class) < 0)) {
    return NULL;
  }
  return take(&type);
}

/* Borrowed: the classes live as long as the interpreter. */
static PyObject *
class_at(size_t index)
{
  if (!made[index]) {
    made[index] = make_class(&classes[index]);
  }
  return made[index];
}

static bool
has_all(int flags, int wanted)
{
  return wanted && (flags & wanted) == wanted;
}

PyObject *
JsFamily_Bases(int flags)
{
  if (flags & JSPROXY_DOUBLE_PROXY) {
    flags &= ~JSPROXY_HAS_GET; /* that Python's object has items does not make it a Map */
  }
  Py_owned bases = PyList_New(0);
  if (!bases) {
    return NULL;
  }
  for (size_t i = 0; i < COUNT; i++) {
    if (!has_all(flags, classes[i].kinds[0]) && !has_all(flags, classes[i].kinds[1])) {
      continue;
    }
    PyObject *class = class_at(i);
    bool covered = false;
    for (Py_ssize_t j = 0; class && j < PyList_GET_SIZE(bases); j++) {
      covered |= PyType_IsSubtype((PyTypeObject *)PyList_GET_ITEM(bases, j), (PyTypeObject *)class);
    }
    if (!class || (!covered && PyList_Append(bases, class) < 0)) {
      return NULL;
    }
  }
  if (PyList_GET_SIZE(bases) == 0 && PyList_Append(bases, (PyObject *)JsProxy_Type) < 0) {
    return NULL;
  }
  return PyList_AsTuple(bases);
}

PyObject *
JsFamily_Class(PyObject *name)
{
  for (size_t i = 0; i < COUNT; i++) {
    if (PyUnicode_CompareWithASCIIString(name, classes[i].name) == 0) {
      return Py_XNewRef(class_at(i));
    }
  }
  return NULL;
}
