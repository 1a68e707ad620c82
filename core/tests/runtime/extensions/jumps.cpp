/* jumps.cpp: C's setjmp and longjmp, C++ exceptions, and both with Python in between. */

#include <Python.h>

#include <csetjmp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

static jmp_buf target;

static int
descend(int depth)
{
  if (depth == 0) {
    longjmp(target, 7);
  }
  return descend(depth - 1) + 1;
}

static PyObject *
jump(PyObject *, PyObject *depth)
{
  int levels = PyLong_AsInt(depth);
  int value = setjmp(target);
  return PyLong_FromLong(value ? value : descend(levels));
}

/* Python runs between setjmp and longjmp. */
static PyObject *
jump_out_of_callback(PyObject *, PyObject *callable)
{
  volatile int count = 0;
  int value = setjmp(target);
  if (value < 3) {
    count = count + 1;
    PyObject *result = PyObject_CallNoArgs(callable);
    if (!result) {
      return nullptr;
    }
    Py_DECREF(result);
    longjmp(target, value + 1);
  }
  return PyLong_FromLong(count);
}

static int destroyed;
struct Guard {
  ~Guard() { destroyed++; }
};

struct Failure : std::runtime_error {
  int code;
  Failure(const std::string &what, int code) : std::runtime_error(what), code(code) {}
};

static void
fail(int depth)
{
  Guard guard;
  if (depth == 0) {
    throw Failure("it failed", 5);
  }
  fail(depth - 1);
}

/* Thrown and caught here, with destructors on the way. */
static PyObject *
catch_own(PyObject *, PyObject *depth)
{
  destroyed = 0;
  try {
    fail(PyLong_AsInt(depth));
  } catch (const std::runtime_error &error) {
    return Py_BuildValue("sii", error.what(), dynamic_cast<const Failure &>(error).code, destroyed);
  }
  Py_RETURN_NONE;
}

/* Thrown by the C++ library of the main module. */
static PyObject *
catch_of_library(PyObject *, PyObject *)
{
  try {
    return PyLong_FromLong(std::vector<int>(3).at(5));
  } catch (const std::out_of_range &error) {
    PyErr_SetString(PyExc_IndexError, "out_of_range");
    return nullptr;
  }
}

static PyObject *
rethrow(PyObject *, PyObject *)
{
  std::string seen;
  try {
    try {
      throw std::make_unique<int>(3);
    } catch (...) {
      seen += "inner ";
      throw;
    }
  } catch (const std::unique_ptr<int> &value) {
    seen += "outer " + std::to_string(*value);
  }
  return PyUnicode_FromString(seen.c_str());
}

/* Initialised when the module is loaded. */
static int constructed = [] { return 42; }();
static PyObject *
initialised(PyObject *, PyObject *)
{
  return PyLong_FromLong(constructed);
}

static PyMethodDef functions[] = {
  { "jump", jump, METH_O },
  { "jump_out_of_callback", jump_out_of_callback, METH_O },
  { "catch_own", catch_own, METH_O },
  { "catch_of_library", catch_of_library, METH_NOARGS },
  { "rethrow", rethrow, METH_NOARGS },
  { "initialised", initialised, METH_NOARGS },
  { nullptr, nullptr, 0, nullptr },
};

static PyModuleDef definition = { PyModuleDef_HEAD_INIT, "jumps", nullptr, 0, functions };

PyMODINIT_FUNC
PyInit_jumps()
{
  return PyModule_Create(&definition);
}
