/* interrupt.c: where no interrupt may come.
 *
 * The event loop is Python code that users' code passes through all the time. An exception between two lines of it
 * would lose a callback, and whoever waits for that waits for ever; so a signal stays where it is until other code
 * runs.
 */

#include "Python.h"
#include "pycore_frame.h"

#include "boundary.gen.h"
#include "module.h"

#define MAX_MODULES 8

static PyObject *held[MAX_MODULES];
static int held_count;

PyObject *
core_hold_interrupts(PyObject *Py_UNUSED(module), PyObject *globals)
{
  if (held_count == MAX_MODULES) {
    PyErr_SetString(PyExc_OverflowError, "interrupts are held in too many modules");
    return NULL;
  }
  held[held_count++] = Py_NewRef(globals);
  Py_RETURN_NONE;
}

int
interrupt_is_held(void)
{
  PyThreadState *state = PyThreadState_GetUnchecked();
  _PyInterpreterFrame *frame = state ? state->current_frame : NULL;
  while (frame && frame->owner == FRAME_OWNED_BY_CSTACK) {
    frame = frame->previous;
  }
  for (int i = 0; frame && i < held_count; i++) {
    if (frame->f_globals == held[i]) {
      return true;
    }
  }
  return false;
}
