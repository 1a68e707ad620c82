/* jsproxy/double_proxy.c: PyProxies whose life Python decides about, and the proxies through which it does. */

#include "boundary.gen.h"
#include "convert/convert.h"
#include "error/check.h"
#include "jsproxy/jsproxy.h"
#include "pyproxy/pyproxy.h"

/* Read one positional argument and keyword arguments that are truth values; -1 with TypeError set. */
static int
parse_options(const char *function, PyObject *const *args, Py_ssize_t count, PyObject *kwnames,
              const char *const *names, int *values)
{
  if (count != 1) {
    PyErr_Format(PyExc_TypeError, "%s() takes exactly one positional argument (%zd given)", function, count);
    return -1;
  }
  Py_ssize_t keywords = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
  for (Py_ssize_t i = 0; i < keywords; i++) {
    PyObject *name = PyTuple_GET_ITEM(kwnames, i);
    int option = 0;
    while (names[option] && PyUnicode_CompareWithASCIIString(name, names[option]) != 0) {
      option++;
    }
    if (!names[option]) {
      PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", function, name);
      return -1;
    }
    values[option] = PyObject_IsTrue(args[count + i]);
    if (values[option] < 0) {
      return -1;
    }
  }
  return 0;
}

PyObject *
JsProxy_CreateProxy(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count, PyObject *kwnames)
{
  static const char *const names[] = { "capture_this", "roundtrip", NULL };
  int options[] = { /* capture_this */ 0, /* roundtrip */ 1 };
  if (parse_options("create_proxy", args, count, kwnames, names, options) < 0) {
    return NULL;
  }
  JsVal proxy = pyproxy_new(args[0]);
  return threw(proxy) ? NULL : JsProxy_Create(js_pyproxy_keep(proxy, options[0], options[1]));
}

PyObject *
JsProxy_CreateOnceCallable(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count, PyObject *kwnames)
{
  static const char *const names[] = { "_may_syncify", NULL };
  int may_syncify = 0;
  if (parse_options("create_once_callable", args, count, kwnames, names, &may_syncify) < 0) {
    return NULL;
  }
  if (!PyCallable_Check(args[0])) {
    PyErr_Format(PyExc_TypeError, "create_once_callable() takes a callable, not %.200s", Py_TYPE(args[0])->tp_name);
    return NULL;
  }
  JsVal proxy = pyproxy_new(args[0]);
  return threw(proxy) ? NULL : JsProxy_Create(js_once_callable(proxy, may_syncify));
}

PyObject *
JsProxy_DestroyProxies(PyObject *Py_UNUSED(module), PyObject *proxies)
{
  if (!JsProxy_Check(proxies)) {
    PyErr_Format(PyExc_TypeError, "expected a JavaScript Array of PyProxies, not %.200s", Py_TYPE(proxies)->tp_name);
    return NULL;
  }
  return js_destroy_proxies(JsProxy_Value(proxies)) < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
double_proxy_destroy(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  js_double_proxy_destroy(JsProxy_Value(self));
  Py_RETURN_NONE;
}

static PyObject *
double_proxy_unwrap(PyObject *self, PyObject *Py_UNUSED(ignored))
{
  return js_double_proxy_unwrap(JsProxy_Value(self));
}

PyMethodDef JsProxy_DoubleProxyMethods[] = {
  { "destroy", double_proxy_destroy, METH_NOARGS, "Destroy the proxy." },
  { "unwrap", double_proxy_unwrap, METH_NOARGS, "Return the object that create_proxy() was given." },
  { NULL },
};
