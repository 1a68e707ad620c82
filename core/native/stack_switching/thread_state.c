/* stack_switching/thread_state.c: see thread_state.h. The list of fields follows CPython 3.13's struct _ts. */

#include "stack_switching/thread_state.h"

#include "Python.h"
#include "internal/pycore_obmalloc.h"

#include "error/check.h"

#define EXCHANGE(field)                                                                                                \
  {                                                                                                                    \
    __typeof__(thread->field) held = thread->field;                                                                    \
    thread->field = state->field;                                                                                      \
    state->field = held;                                                                                               \
  }

static void
exchange_fields(PyThreadState *thread, ThreadState *state)
{
  EXCHANGE(recursion_headroom);
  EXCHANGE(tracing);
  EXCHANGE(what_event);
  EXCHANGE(current_frame);
  EXCHANGE(current_exception);
  EXCHANGE(exc_info);
  EXCHANGE(context);
  EXCHANGE(datastack_chunk);
  EXCHANGE(datastack_top);
  EXCHANGE(datastack_limit);
  thread->context_ver++; /* context variables cache their value */
}

int ThreadState_CRecursionLimit;

/* Recursion counts from where the stack is entered or resumed: calls of JavaScript from there are on outer's stack. */
static void
add_depth(PyThreadState *thread, ThreadState *state)
{
  int py_outer = thread->py_recursion_limit - thread->py_recursion_remaining;
  thread->py_recursion_remaining -= state->py_depth;
  state->py_depth = py_outer;
  state->c_outer = thread->c_recursion_remaining;
  state->c_allowed = Py_MIN(state->c_outer, ThreadState_CRecursionLimit);
  thread->c_recursion_remaining = state->c_allowed - state->c_used;
}

static void
remove_depth(PyThreadState *thread, ThreadState *state)
{
  int py_depth = thread->py_recursion_limit - thread->py_recursion_remaining;
  thread->py_recursion_remaining = thread->py_recursion_limit - state->py_depth;
  state->py_depth = py_depth - state->py_depth;
  state->c_used = state->c_allowed - thread->c_recursion_remaining;
  thread->c_recursion_remaining = state->c_outer;
}

/* asyncio's dict of the task that each event loop is in, borrowed; NULL as long as asyncio is not there. */
static PyObject *
find_current_tasks(void)
{
  static PyObject *current_tasks;
  if (!current_tasks) {
    PyObject *modules = PyImport_GetModuleDict();
    PyObject *asyncio = PyDict_GetItemString(modules, "_asyncio");
    if (asyncio) {
      current_tasks = PyObject_GetAttrString(asyncio, "_current_tasks");
      PyErr_Clear();
    }
  }
  return current_tasks;
}

/* Another task can only be entered when none is current. */
static int
exchange_tasks(PyObject **tasks)
{
  PyObject *current = find_current_tasks();
  if (!current || (!*tasks && PyDict_GET_SIZE(current) == 0)) {
    return 0;
  }
  Py_owned others = *tasks;
  PyObject *own = NULL;
  if (PyDict_GET_SIZE(current) > 0 && !(own = PyDict_Copy(current))) {
    take(&others);
    return -1;
  }
  PyDict_Clear(current);
  *tasks = own;
  return others ? PyDict_Update(current, others) : 0;
}

/* Where failing is not possible any more. */
static void
exchange_tasks_or_report(PyObject **tasks)
{
  PyObject *raised = PyErr_GetRaisedException();
  if (exchange_tasks(tasks) < 0) {
    PyErr_WriteUnraisable(NULL);
  }
  PyErr_SetRaisedException(raised);
}

static bool
is_datastack_empty(PyThreadState *thread)
{
  /* A first chunk's first word stays free. */
  _PyStackChunk *chunk = thread->datastack_chunk;
  return chunk && !chunk->previous && thread->datastack_top == &chunk->data[1];
}

int
ThreadState_Enter(ThreadState *state)
{
  PyThreadState *thread = PyThreadState_GetUnchecked();
  *state = (ThreadState){
    .tracing = thread->tracing,
    .what_event = thread->what_event,
    .exc_info = &state->exc_bottom,
    .context = Py_XNewRef(thread->context),
  };
  if (thread->current_frame && exchange_tasks(&state->current_tasks) < 0) {
    Py_CLEAR(state->context);
    return -1;
  }
  if (is_datastack_empty(thread)) {
    /* Use it in place; whoever else needs one while this stack is suspended gets a new one. */
    state->datastack_chunk = thread->datastack_chunk;
    state->datastack_top = thread->datastack_top;
    state->datastack_limit = thread->datastack_limit;
    thread->datastack_chunk = NULL;
    thread->datastack_top = NULL;
    thread->datastack_limit = NULL;
  }
  add_depth(thread, state);
  exchange_fields(thread, state);
  return 0;
}

int
ThreadState_Suspend(ThreadState *state)
{
  if (exchange_tasks(&state->current_tasks) < 0) {
    return -1;
  }
  PyThreadState *thread = PyThreadState_GetUnchecked();
  state->was_suspended = true;
  remove_depth(thread, state);
  exchange_fields(thread, state);
  return 0;
}

void
ThreadState_Resume(ThreadState *state)
{
  PyThreadState *thread = PyThreadState_GetUnchecked();
  add_depth(thread, state);
  exchange_fields(thread, state);
  exchange_tasks_or_report(&state->current_tasks);
}

static void
free_datastack(ThreadState *state)
{
  for (_PyStackChunk *chunk = state->datastack_chunk; chunk;) {
    _PyStackChunk *previous = chunk->previous;
    _PyObject_VirtualFree(chunk, chunk->size);
    chunk = previous;
  }
}

void
ThreadState_Leave(ThreadState *state)
{
  PyThreadState *thread = PyThreadState_GetUnchecked();
  remove_depth(thread, state);
  exchange_fields(thread, state);
  if (!state->was_suspended) {
    EXCHANGE(context); /* as after any other call */
  }
  if (thread->datastack_chunk) {
    free_datastack(state);
  } else {
    EXCHANGE(datastack_chunk);
    EXCHANGE(datastack_top);
    EXCHANGE(datastack_limit);
  }
  exchange_tasks_or_report(&state->current_tasks);
  Py_CLEAR(state->current_tasks);
  Py_CLEAR(state->context);
}
