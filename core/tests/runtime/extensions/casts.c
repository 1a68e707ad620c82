/* casts.c: an extension module as they are found in the wild: every function is cast to the type that Python wants,
 * with parameters left out, parameters too many, or a result too many. Native calling conventions forgive that;
 * WebAssembly checks at each call.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* The functions that the tests cannot see at work count here. */
static int freed_modules, destroyed_capsules, deallocated, finalized, released_buffers;

/* Used by cast_slots.h too. */
#define TEXT(text) return PyUnicode_FromString(text)

#include "cast_slots.h"

/* Methods */
static PyObject *
noargs_none(void)
{
  TEXT("noargs_none");
}
static PyObject *
noargs_self(PyObject *self)
{
  TEXT("noargs_self");
}
static PyObject *
noargs_keywords(PyObject *self, PyObject *args, PyObject *keywords)
{
  return PyUnicode_FromFormat("noargs_keywords %d %d", args != NULL, keywords != NULL);
}
static PyObject *
o_self(PyObject *self)
{
  TEXT("o_self");
}
static PyObject *
o_extra(PyObject *self, PyObject *arg, void *extra)
{
  return PyUnicode_FromFormat("o_extra %S", arg);
}
static PyObject *
varargs_self(PyObject *self)
{
  TEXT("varargs_self");
}
static PyObject *
keywords_without(PyObject *self, PyObject *args)
{
  return PyUnicode_FromFormat("keywords_without %S", args);
}
static PyObject *
fastcall_without_count(PyObject *self, PyObject *const *args)
{
  return PyUnicode_FromFormat("fastcall_without_count %S", args[0]);
}
static PyObject *
fastcall_keywords_without(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
  return PyUnicode_FromFormat("fastcall_keywords_without %d", (int)count);
}
static PyObject *
method_without_keywords(PyObject *self, PyTypeObject *type, PyObject *const *args, Py_ssize_t count)
{
  return PyUnicode_FromFormat("method_without_keywords %s %d", type->tp_name, (int)count);
}

#define CAST(function) (PyCFunction)(void (*)(void))(function)
#define METHODS                                                                                                        \
  { "noargs_none", CAST(noargs_none), METH_NOARGS }, { "noargs_self", CAST(noargs_self), METH_NOARGS },                \
    { "noargs_keywords", CAST(noargs_keywords), METH_NOARGS }, { "o_self", CAST(o_self), METH_O },                     \
    { "o_extra", CAST(o_extra), METH_O }, { "varargs_self", CAST(varargs_self), METH_VARARGS },                        \
    { "keywords_without", CAST(keywords_without), METH_VARARGS | METH_KEYWORDS },                                      \
    { "fastcall_without_count", CAST(fastcall_without_count), METH_FASTCALL },                                         \
  {                                                                                                                    \
    "fastcall_keywords_without", CAST(fastcall_keywords_without), METH_FASTCALL | METH_KEYWORDS                        \
  }

/* Attributes */
static PyObject *
get_without_closure(PyObject *self)
{
  TEXT("get_without_closure");
}
static PyObject *
get_without_self(void)
{
  TEXT("get_without_self");
}
static PyObject *last_set;
static int
set_without_closure(PyObject *self, PyObject *value)
{
  Py_XSETREF(last_set, Py_XNewRef(value));
  return 0;
}

static PyGetSetDef getset[] = {
  { "with_setter", (getter)(void *)get_without_closure, (setter)(void *)set_without_closure, NULL, NULL },
  { "without_self", (getter)(void *)get_without_self, NULL, NULL, NULL },
  { NULL },
};

static PyMethodDef type_methods[] = {
  METHODS,
  { "method_without_keywords", CAST(method_without_keywords), METH_METHOD | METH_FASTCALL | METH_KEYWORDS },
  { "class_noargs", CAST(noargs_none), METH_NOARGS | METH_CLASS },
  { "static_noargs", CAST(noargs_none), METH_NOARGS | METH_STATIC },
  { NULL },
};

static PyType_Slot slots[] = {
  { Py_tp_methods, type_methods },
  { Py_tp_getset, getset },
  { Py_tp_repr, repr_l },
  { Py_tp_str, str_s },
  { Py_tp_hash, hash_l },
  { Py_tp_call, call_s },
  { Py_tp_getattro, getattro_l },
  { Py_tp_richcompare, richcompare_s },
  { Py_tp_iter, iter_l },
  { Py_tp_iternext, iternext_s },
  { Py_tp_init, init_s },
  { Py_tp_new, new_s },
  { Py_tp_alloc, alloc_s },
  { Py_tp_traverse, traverse_s },
  { Py_tp_clear, clear_void },
  { Py_tp_dealloc, dealloc_int },
  { Py_tp_finalize, finalize_int },
  { Py_nb_add, add_s },
  { Py_nb_power, power_s },
  { Py_nb_negative, negative_l },
  { Py_nb_bool, bool_l },
  { Py_nb_index, index_l },
  { Py_mp_length, length_l },
  { Py_mp_subscript, subscript_l },
  { Py_mp_ass_subscript, ass_subscript_s },
  { Py_sq_contains, contains_s },
  { Py_bf_getbuffer, getbuffer_s },
  { Py_bf_releasebuffer, releasebuffer_s },
  { Py_am_await, await_l },
  { 0, NULL },
};

static PyType_Spec heap_spec = {
  .name = "casts.Heap",
  .basicsize = sizeof(PyObject),
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
  .slots = slots,
};

static PyMethodDef static_methods[] = { METHODS, { NULL } };
static PyNumberMethods as_number = { .nb_add = (binaryfunc)(void *)add_s, .nb_power = (ternaryfunc)(void *)power_s };
static PySequenceMethods as_sequence = { .sq_length = (lenfunc)(void *)length_l,
                                         .sq_contains = (objobjproc)(void *)contains_s };
static PyTypeObject Static_Type = {
  PyVarObject_HEAD_INIT(NULL, 0).tp_name = "casts.Static",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_methods = static_methods,
  .tp_getset = getset,
  .tp_repr = (reprfunc)(void *)repr_l,
  .tp_call = (ternaryfunc)(void *)call_s,
  .tp_setattro = (setattrofunc)(void *)setattro_s,
  .tp_descr_get = (descrgetfunc)(void *)descr_get_s,
  .tp_new = (newfunc)(void *)new_s,
  .tp_as_number = &as_number,
  .tp_as_sequence = &as_sequence,
};

/* Capsules */
static int
destroy_int(PyObject *capsule)
{
  return ++destroyed_capsules;
}
static void
destroy_none(void)
{
  destroyed_capsules++;
}
static PyObject *
capsules(PyObject *module, PyObject *unused)
{
  static int nothing;
  PyObject *first = PyCapsule_New(&nothing, "int", (PyCapsule_Destructor)(void *)destroy_int);
  PyObject *second = PyCapsule_New(&nothing, "none", NULL);
  PyCapsule_SetDestructor(second, (PyCapsule_Destructor)(void *)destroy_none);
  Py_DECREF(first);
  Py_DECREF(second);
  Py_RETURN_NONE;
}

static PyObject *
counts(PyObject *module, PyObject *unused)
{
  return Py_BuildValue("{sisisisisi}", "modules", freed_modules, "capsules", destroyed_capsules, "deallocated",
                       deallocated, "finalized", finalized, "buffers", released_buffers);
}

static PyObject *
last(PyObject *module, PyObject *unused)
{
  return Py_NewRef(last_set ? last_set : Py_None);
}

/* The module itself */
static PyMethodDef functions[] = {
  METHODS,  { "capsules", capsules, METH_NOARGS }, { "counts", counts, METH_NOARGS }, { "last_set", last, METH_NOARGS },
  { NULL },
};

static int
exec_l(PyObject *module, void *extra)
{
  PyObject *heap = PyType_FromSpec(&heap_spec);
  return heap ? PyModule_AddObject(module, "Heap", heap) : -1;
}
static int
exec_static(PyObject *module, void *extra, void *another)
{
  return PyModule_AddType(module, &Static_Type);
}
static PyObject *
create_s(PyObject *spec)
{
  PyObject *name = PyObject_GetAttrString(spec, "name");
  PyObject *module = name ? PyModule_NewObject(name) : NULL;
  Py_XDECREF(name);
  return module;
}
static int
module_traverse_s(PyObject *module, visitproc visit)
{
  return 0;
}
static void
module_clear_void(PyObject *module)
{
}
static int
module_free_int(void *module)
{
  return ++freed_modules;
}

static PyModuleDef_Slot module_slots[] = {
  { Py_mod_create, create_s },
  { Py_mod_exec, exec_l },
  { Py_mod_exec, exec_static },
  { 0, NULL },
};

static PyModuleDef definition = {
  PyModuleDef_HEAD_INIT,
  .m_name = "casts",
  .m_methods = functions,
  .m_slots = module_slots,
  .m_traverse = (traverseproc)(void *)module_traverse_s,
  .m_clear = (inquiry)(void *)module_clear_void,
  .m_free = (freefunc)(void *)module_free_int,
};

PyMODINIT_FUNC
PyInit_casts(void)
{
  return PyModuleDef_Init(&definition);
}
