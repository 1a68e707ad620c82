// Catches what another module throws: directly, and through frames of a shared library and of the interpreter.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <exception>
#include <new>
#include <stdexcept>
#include <string>

#include <tally.hpp>

using Function = void (*)(void *);

// Calls a function and returns what it threw, as (type, text).
template <typename Call>
static PyObject *
describe(Call call)
{
  try {
    call();
  } catch (const tally::Overdrawn &error) {
    return Py_BuildValue("(si)", "Overdrawn", error.missing);
  } catch (const std::out_of_range &error) {
    return Py_BuildValue("(ss)", "out_of_range", error.what());
  } catch (const std::bad_alloc &error) {
    return Py_BuildValue("(ss)", "bad_alloc", error.what());
  } catch (const std::exception &error) {
    return Py_BuildValue("(ss)", "exception", error.what());
  } catch (int number) {
    return Py_BuildValue("(si)", "int", number);
  } catch (...) {
    return Py_BuildValue("(ss)", "unknown", "");
  }
  Py_RETURN_NONE;
}

static Function
thrower()
{
  return reinterpret_cast<Function>(PyCapsule_Import("cpp_thrower.throw_one", 0));
}

static PyObject *
catch_directly(PyObject *, PyObject *argument)
{
  const char *kind = PyUnicode_AsUTF8(argument);
  Function function = thrower();
  if (!kind || !function) {
    return nullptr;
  }
  return describe([&] { function(const_cast<char *>(kind)); });
}

static PyObject *
catch_through_library(PyObject *, PyObject *argument)
{
  const char *kind = PyUnicode_AsUTF8(argument);
  Function function = thrower();
  if (!kind || !function) {
    return nullptr;
  }
  int ends = 0;
  PyObject *described = describe([&] { tally::call(function, const_cast<char *>(kind), &ends); });
  return described ? Py_BuildValue("(Ni)", described, ends) : nullptr;
}

static PyObject *
catch_rethrown(PyObject *, PyObject *argument)
{
  const char *kind = PyUnicode_AsUTF8(argument);
  Function function = thrower();
  if (!kind || !function) {
    return nullptr;
  }
  return describe([&] {
    std::exception_ptr kept;
    try {
      function(const_cast<char *>(kind));
    } catch (...) {
      kept = std::current_exception();
    }
    if (kept) {
      std::rethrow_exception(kept);
    }
  });
}

static PyObject *
catch_nested(PyObject *, PyObject *callback)
{
  return describe([&] {
    try {
      throw std::runtime_error("outer");
    } catch (const std::runtime_error &error) {
      // Python code, which may throw and catch in other modules, while an exception is being handled here.
      PyObject *result = PyObject_CallNoArgs(callback);
      if (!result) {
        PyErr_Clear();
        throw std::logic_error("the callback has failed");
      }
      Py_DECREF(result);
      throw std::runtime_error(std::string(error.what()) + ", again");
    }
  });
}

static PyMethodDef methods[] = {
  { "catch_directly", catch_directly, METH_O, "Let cpp_thrower throw; return type and text of what was caught." },
  { "catch_through_library", catch_through_library, METH_O,
    "The same with a frame of the shared library between; also returns how many of its objects have ended." },
  { "catch_rethrown", catch_rethrown, METH_O, "The same, thrown again after the handler was left." },
  { "catch_nested", catch_nested, METH_O, "Call a function while handling an exception, then throw another." },
  {},
};

static PyModuleDef module = { PyModuleDef_HEAD_INIT, "cpp_catcher", nullptr, -1, methods };

PyMODINIT_FUNC
PyInit_cpp_catcher()
{
  return PyModule_Create(&module);
}
