/* jsproxy/jsproxy.h: JavaScript objects as Python objects.
 *
 * family.c has the classes that users name: JsProxy, JsArray, JsMap ... They are without instances and without fields,
 * so that they can be bases of each other in any combination, and JsProxy also of an exception. type.c makes, on first
 * use, one final heap type per set of capabilities (flags.def), derived from the classes that fit.
 * The other files implement a capability each.
 */

#pragma once
#include "Python.h"
#include <stdbool.h>

#include "handle/js_handle.h"

typedef struct {
  PyObject_HEAD
  JsRef value;
  JsRef receiver; /* `this` of a method that was read from an object; NULL elsewhere */
  int flags;
  vectorcallfunc vectorcall;
  PyObject *weakrefs;
  PyObject *dict; /* what the import system sets on modules: __path__, __spec__ ...; NULL elsewhere */
} JsProxy;

typedef struct {
  PyBaseExceptionObject base;
  JsRef value;
} JsExceptionObject;

extern PyTypeObject *JsProxy_Type;     /* the base of the family */
extern PyTypeObject *JsException_Type; /* thrown values: subclass of JsProxy and Exception */

/* Make the types and add them to a module; 0, or -1 with an exception set. */
int JsProxy_InitType(PyObject *module);
int JsException_InitType(PyObject *module);

/* A new proxy of value; an Error becomes a JsException. NULL with an exception set on failure. */
PyObject *JsProxy_Create(JsVal value);

/* The same for whom knows its capabilities. */
PyObject *JsProxy_CreateWith(JsVal value, int flags);

/* A proxy that can do what flags say, whatever value looks like. */
PyObject *JsProxy_CreateAs(JsVal value, int flags);

/* A proxy of a function that is called with receiver as `this`. */
PyObject *JsProxy_CreateMethod(JsVal function, int flags, JsVal receiver);

/* Convert what was taken out of a proxy; seen as a map if the proxy was made to show it so. */
PyObject *JsProxy_ItemToPy(PyObject *self, JsVal item);

/* An exception from whatever was thrown: Errors are wrapped, other values become the message of a JsException. */
PyObject *JsException_FromThrown(JsVal thrown);

void JsProxy_Dealloc(PyObject *self);

static inline bool
JsException_Check(PyObject *object)
{
  return PyExceptionInstance_Check(object) && PyObject_TypeCheck(object, JsException_Type);
}

/* Whether object is a proxy; a JsException is one. */
static inline bool
JsProxy_Check(PyObject *object)
{
  return Py_TYPE(object)->tp_dealloc == JsProxy_Dealloc || JsException_Check(object);
}

static inline JsRef
JsProxy_Ref(PyObject *proxy)
{
  return PyExceptionInstance_Check(proxy) ? ((JsExceptionObject *)proxy)->value : ((JsProxy *)proxy)->value;
}

static inline JsVal
JsProxy_Value(PyObject *proxy)
{
  return JsRef_Get(JsProxy_Ref(proxy));
}

/* The capabilities; those of an exception do not count. */
static inline int
JsProxy_Flags(PyObject *proxy)
{
  return PyExceptionInstance_Check(proxy) ? 0 : ((JsProxy *)proxy)->flags;
}

/* Functions of the module: create_proxy, create_once_callable, destroy_proxies. */
PyObject *JsProxy_CreateProxy(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *kwnames);
PyObject *JsProxy_CreateOnceCallable(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *kwnames);
PyObject *JsProxy_DestroyProxies(PyObject *module, PyObject *proxies);

/* Pieces that type.c and family.c put into the types. */
PyObject *JsProxy_GetAttr(PyObject *self, PyObject *name);
int JsProxy_SetAttr(PyObject *self, PyObject *name, PyObject *value);
PyObject *JsProxy_GetJsAttr(PyObject *self, PyObject *name);
PyObject *JsProxy_Dir(PyObject *self, PyObject *ignored);
PyObject *JsProxy_Vectorcall(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames);
PyObject *JsProxy_DescriptorGet(PyObject *self, PyObject *object, PyObject *type);
PyObject *JsProxy_RichCompare(PyObject *self, PyObject *other, int op);
PyObject *JsProxy_Await(PyObject *self);
PyObject *JsProxy_Str(PyObject *self);
int JsProxy_Bool(PyObject *self);

PyObject *JsProxy_ToPy(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names);

extern PyMethodDef JsProxy_Methods[];
extern PyGetSetDef JsProxy_GetSet[];
extern PyMethodDef JsProxy_CallableMethods[];    /* new */
extern PyMethodDef JsProxy_PromiseMethods[];     /* then, catch, finally_ */
extern PyMethodDef JsProxy_DoubleProxyMethods[]; /* destroy, unwrap */
extern PyMethodDef JsBuffer_Methods[];
extern PyMethodDef JsArray_Methods[];
extern PyGetSetDef JsArray_GetSet[];
extern PyMethodDef JsMap_Methods[];
extern PyMethodDef JsMutableMap_Methods[];
extern PyMethodDef JsIterator_Methods[]; /* send */
extern PyMethodDef JsGenerator_Methods[];

Py_ssize_t JsProxy_Length(PyObject *self);
int JsProxy_Contains(PyObject *self, PyObject *value);

PyObject *JsArray_Subscript(PyObject *self, PyObject *key);
int JsArray_AssignSubscript(PyObject *self, PyObject *key, PyObject *value);
PyObject *JsArray_Item(PyObject *self, Py_ssize_t index);
int JsArray_AssignItem(PyObject *self, Py_ssize_t index, PyObject *value);
int JsArray_Contains(PyObject *self, PyObject *value);
PyObject *JsArray_Concat(PyObject *self, PyObject *other);
PyObject *JsArray_Repeat(PyObject *self, Py_ssize_t times);
PyObject *JsArray_InPlaceConcat(PyObject *self, PyObject *other);
PyObject *JsArray_InPlaceRepeat(PyObject *self, Py_ssize_t times);
PyObject *JsArray_Iter(PyObject *self);

PyObject *JsMap_Subscript(PyObject *self, PyObject *key);
int JsMap_AssignSubscript(PyObject *self, PyObject *key, PyObject *value);
PyObject *JsMap_Iter(PyObject *self);

Py_ssize_t JsObjectMap_Length(PyObject *self);
PyObject *JsObjectMap_Subscript(PyObject *self, PyObject *key);
int JsObjectMap_AssignSubscript(PyObject *self, PyObject *key, PyObject *value);
int JsObjectMap_Contains(PyObject *self, PyObject *key);
PyObject *JsObjectMap_Iter(PyObject *self);

PyObject *JsProxy_Iter(PyObject *self);
PyObject *JsProxy_Next(PyObject *self);
PySendResult JsProxy_Send(PyObject *self, PyObject *value, PyObject **result);
PyObject *JsProxy_AsyncIter(PyObject *self);

/* Functions of the module, for _pyodide.proxy_methods. */
PyObject *JsAsyncGenerator_Resume(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *JsProxy_Dispose(PyObject *module, PyObject *const *args, Py_ssize_t count);
