/* error/report.c: where errors pass through the core, on the console. */

#include "error/report.h"

#ifdef DEBUG_F
#undef return

#include <emscripten/console.h>
#include <stdbool.h>
#include <string.h>

/* The text that an exception was made with. To ask the exception itself might run Python code. */
static const char *
message_of(PyObject *error)
{
  PyObject *args = ((PyBaseExceptionObject *)error)->args;
  PyObject *first = args && PyTuple_GET_SIZE(args) ? PyTuple_GET_ITEM(args, 0) : NULL;
  return first && PyUnicode_Check(first) && PyUnicode_IS_ASCII(first) ? (const char *)PyUnicode_1BYTE_DATA(first) : "";
}

void
report_error(const struct Place *place)
{
  PyThreadState *thread = PyThreadState_GetUnchecked();
  PyObject *error = thread ? thread->current_exception : NULL;
  size_t length = strlen(place->file);
  bool in_source = length && place->file[length - 1] == 'c'; /* functions of headers, such as threw(), only look */
  if (error && in_source) {
    emscripten_console_errorf("%s:%d: %s: %s: %.400s", place->file, place->line, place->function,
                              Py_TYPE(error)->tp_name, message_of(error));
  }
}
#endif
