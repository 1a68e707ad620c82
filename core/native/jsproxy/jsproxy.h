/* jsproxy/jsproxy.h: JavaScript objects as Python objects.
 *
 * One heap type per set of capabilities (flags.def), made on first use and cached: a proxied Map has __getitem__, a
 * plain object does not. Each file here implements one capability; type.c puts them together.
 */

#pragma once
#include "Python.h"
#include <stdbool.h>

#include "handle/js_handle.h"

typedef struct {
  PyObject_HEAD
  JsRef value;
  JsRef receiver; /* `this` of a method that was read from an object; NULL elsewhere */
  vectorcallfunc vectorcall;
  PyObject *weakrefs;
  PyObject *dict; /* what the import system sets on modules: __path__, __spec__ ...; NULL elsewhere */
} JsProxy;

typedef struct {
  PyBaseExceptionObject base;
  JsRef value;
} JsExceptionObject;

extern PyTypeObject *JsProxy_Type;     /* the base of the family */
extern PyTypeObject *JsException_Type; /* thrown values, subclass of Exception */

/* Make the types and add them to a module; 0, or -1 with an exception set. */
int JsProxy_InitType(PyObject *module);
int JsException_InitType(PyObject *module);

/* A new proxy of value; an Error becomes a JsException. NULL with an exception set on failure. */
PyObject *JsProxy_Create(JsVal value);

/* A proxy of a function that is called with receiver as `this`. */
PyObject *JsProxy_CreateMethod(JsVal function, JsRef receiver);

/* An exception from whatever was thrown: Errors are wrapped, other values become the message of a JsException. */
PyObject *JsException_FromThrown(JsVal thrown);

static inline bool
JsProxy_Check(PyObject *object)
{
  return PyObject_TypeCheck(object, JsProxy_Type);
}

static inline bool
JsException_Check(PyObject *object)
{
  return PyObject_TypeCheck(object, JsException_Type);
}

static inline JsVal
JsProxy_Value(PyObject *proxy)
{
  return JsRef_Get(((JsProxy *)proxy)->value);
}

static inline JsVal
JsException_Value(PyObject *exception)
{
  return JsRef_Get(((JsExceptionObject *)exception)->value);
}

/* Functions of the module: create_proxy, create_once_callable, destroy_proxies. */
PyObject *JsProxy_CreateProxy(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *kwnames);
PyObject *JsProxy_CreateOnceCallable(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *kwnames);
PyObject *JsProxy_DestroyProxies(PyObject *module, PyObject *proxies);

/* Pieces that type.c puts into the types. */
PyObject *JsProxy_GetAttr(PyObject *self, PyObject *name);
int JsProxy_SetAttr(PyObject *self, PyObject *name, PyObject *value);
PyObject *JsProxy_GetJsAttr(JsVal object, JsRef receiver, PyObject *name);
PyObject *JsProxy_Vectorcall(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames);
PyObject *JsProxy_RichCompare(PyObject *self, PyObject *other, int op);
PyObject *JsProxy_Await(PyObject *self);

extern PyMethodDef JsProxy_Methods[];            /* dir, on every proxy */
extern PyGetSetDef JsProxy_GetSet[];             /* typeof */
extern PyMethodDef JsProxy_CallableMethods[];    /* new */
extern PyMethodDef JsProxy_PromiseMethods[];     /* then, catch, finally_ */
extern PyMethodDef JsProxy_DoubleProxyMethods[]; /* destroy, unwrap */
Py_ssize_t JsProxy_Length(PyObject *self);
PyObject *JsProxy_ArraySubscript(PyObject *self, PyObject *key);
int JsProxy_ArrayAssign(PyObject *self, PyObject *key, PyObject *value);
PyObject *JsProxy_MapSubscript(PyObject *self, PyObject *key);
int JsProxy_MapAssign(PyObject *self, PyObject *key, PyObject *value);
int JsProxy_Contains(PyObject *self, PyObject *value);
PyObject *JsProxy_Iter(PyObject *self);
PyObject *JsProxy_Next(PyObject *self);
