/* main.c: configure and start the interpreter. */

#include "Python.h"

#include "boundary.gen.h"
#include "module.h"

/* Configure as `python` would with these arguments and the environment that JavaScript has set up. */
static PyStatus
initialize(int argc, char **argv)
{
  PyPreConfig preconfig;
  PyPreConfig_InitPythonConfig(&preconfig);
  preconfig.utf8_mode = 1;
  PyStatus status = Py_PreInitializeFromBytesArgs(&preconfig, argc, argv);
  if (PyStatus_Exception(status)) {
    return status;
  }

  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  status = PyConfig_SetBytesArgv(&config, argc, argv);
  if (!PyStatus_Exception(status)) {
    status = PyConfig_SetBytesString(&config, &config.home, "/");
  }
  if (!PyStatus_Exception(status)) {
    status = Py_InitializeFromConfig(&config);
  }
  PyConfig_Clear(&config);
  return status;
}

int
runtime_start(int argc, void *argv)
{
  PyImport_AppendInittab("_pyodide_core", PyInit__pyodide_core);
  PyStatus status = initialize(argc, argv);
  if (PyStatus_IsExit(status)) {
    return status.exitcode;
  }
  if (PyStatus_Exception(status)) {
    Py_ExitStatusException(status);
  }
  return -1;
}

int
py_version_major(void)
{
  return PY_MAJOR_VERSION;
}

int
py_version_minor(void)
{
  return PY_MINOR_VERSION;
}

int
runtime_signal_flag(void)
{
  extern int Py_EMSCRIPTEN_SIGNAL_HANDLING;
  return (int)&Py_EMSCRIPTEN_SIGNAL_HANDLING;
}

/* CPython lets go of its thread state around system calls, in which handlers of streams run. They run in JavaScript,
 * though no import was called. */
int
thread_attach(void)
{
  js_calls++;
  return Py_IsInitialized() ? (int)PyGILState_Ensure() : -1;
}

void
thread_detach(int state)
{
  js_calls--;
  if (state >= 0) {
    PyGILState_Release((PyGILState_STATE)state);
  }
}
