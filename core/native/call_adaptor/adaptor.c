/* call_adaptor/adaptor.c: see adaptor.h. */

#include "call_adaptor/adaptor.h"

#include "Python.h"

#include "boundary.gen.h"

#include <stddef.h>

/* The table of the main module ends where side modules begin; set by runtime_start. */
static uintptr_t main_functions_end;

void
call_adaptor_start(int table_length)
{
  main_functions_end = (uintptr_t)table_length;
}

void
_PyWasm_Adapt(void *place, int signature)
{
  void **function = place;
  if (*function && !js_function_matches(*function, signature)) {
    *function = js_function_adapt(*function, signature);
  }
}

void
_PyWasm_AdaptForeign(void *place, int signature)
{
  if ((uintptr_t)*(void **)place >= main_functions_end) {
    _PyWasm_Adapt(place, signature);
  }
}

int
_PyWasm_MethodSignature(int ml_flags)
{
  switch (ml_flags & (METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD)) {
    case METH_VARARGS | METH_KEYWORDS:
    case METH_FASTCALL:
      return PYWASM_RETURNS + 3;
    case METH_FASTCALL | METH_KEYWORDS:
      return PYWASM_RETURNS + 4;
    case METH_METHOD | METH_FASTCALL | METH_KEYWORDS:
      return PYWASM_RETURNS + 5;
    default:
      return PYWASM_RETURNS + 2;
  }
}

typedef struct {
  size_t offset;
  int signature;
} Slot;

#define GIVES(parameters) (PYWASM_RETURNS + (parameters))
#define VOID(parameters) (parameters)

static const Slot type_slots[] = {
  { offsetof(PyTypeObject, tp_dealloc), VOID(1) },    { offsetof(PyTypeObject, tp_getattr), GIVES(2) },
  { offsetof(PyTypeObject, tp_setattr), GIVES(3) },   { offsetof(PyTypeObject, tp_repr), GIVES(1) },
  { offsetof(PyTypeObject, tp_hash), GIVES(1) },      { offsetof(PyTypeObject, tp_call), GIVES(3) },
  { offsetof(PyTypeObject, tp_str), GIVES(1) },       { offsetof(PyTypeObject, tp_getattro), GIVES(2) },
  { offsetof(PyTypeObject, tp_setattro), GIVES(3) },  { offsetof(PyTypeObject, tp_traverse), GIVES(3) },
  { offsetof(PyTypeObject, tp_clear), GIVES(1) },     { offsetof(PyTypeObject, tp_richcompare), GIVES(3) },
  { offsetof(PyTypeObject, tp_iter), GIVES(1) },      { offsetof(PyTypeObject, tp_iternext), GIVES(1) },
  { offsetof(PyTypeObject, tp_descr_get), GIVES(3) }, { offsetof(PyTypeObject, tp_descr_set), GIVES(3) },
  { offsetof(PyTypeObject, tp_init), GIVES(3) },      { offsetof(PyTypeObject, tp_alloc), GIVES(2) },
  { offsetof(PyTypeObject, tp_new), GIVES(3) },       { offsetof(PyTypeObject, tp_free), VOID(1) },
  { offsetof(PyTypeObject, tp_is_gc), GIVES(1) },     { offsetof(PyTypeObject, tp_del), VOID(1) },
  { offsetof(PyTypeObject, tp_finalize), VOID(1) },   { offsetof(PyTypeObject, tp_vectorcall), GIVES(4) },
};

static const Slot async_slots[] = {
  { offsetof(PyAsyncMethods, am_await), GIVES(1) },
  { offsetof(PyAsyncMethods, am_aiter), GIVES(1) },
  { offsetof(PyAsyncMethods, am_anext), GIVES(1) },
  { offsetof(PyAsyncMethods, am_send), GIVES(3) },
};

static const Slot number_slots[] = {
  { offsetof(PyNumberMethods, nb_add), GIVES(2) },
  { offsetof(PyNumberMethods, nb_subtract), GIVES(2) },
  { offsetof(PyNumberMethods, nb_multiply), GIVES(2) },
  { offsetof(PyNumberMethods, nb_remainder), GIVES(2) },
  { offsetof(PyNumberMethods, nb_divmod), GIVES(2) },
  { offsetof(PyNumberMethods, nb_power), GIVES(3) },
  { offsetof(PyNumberMethods, nb_negative), GIVES(1) },
  { offsetof(PyNumberMethods, nb_positive), GIVES(1) },
  { offsetof(PyNumberMethods, nb_absolute), GIVES(1) },
  { offsetof(PyNumberMethods, nb_bool), GIVES(1) },
  { offsetof(PyNumberMethods, nb_invert), GIVES(1) },
  { offsetof(PyNumberMethods, nb_lshift), GIVES(2) },
  { offsetof(PyNumberMethods, nb_rshift), GIVES(2) },
  { offsetof(PyNumberMethods, nb_and), GIVES(2) },
  { offsetof(PyNumberMethods, nb_xor), GIVES(2) },
  { offsetof(PyNumberMethods, nb_or), GIVES(2) },
  { offsetof(PyNumberMethods, nb_int), GIVES(1) },
  { offsetof(PyNumberMethods, nb_float), GIVES(1) },
  { offsetof(PyNumberMethods, nb_inplace_add), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_subtract), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_multiply), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_remainder), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_power), GIVES(3) },
  { offsetof(PyNumberMethods, nb_inplace_lshift), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_rshift), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_and), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_xor), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_or), GIVES(2) },
  { offsetof(PyNumberMethods, nb_floor_divide), GIVES(2) },
  { offsetof(PyNumberMethods, nb_true_divide), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_floor_divide), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_true_divide), GIVES(2) },
  { offsetof(PyNumberMethods, nb_index), GIVES(1) },
  { offsetof(PyNumberMethods, nb_matrix_multiply), GIVES(2) },
  { offsetof(PyNumberMethods, nb_inplace_matrix_multiply), GIVES(2) },
};

static const Slot sequence_slots[] = {
  { offsetof(PySequenceMethods, sq_length), GIVES(1) },
  { offsetof(PySequenceMethods, sq_concat), GIVES(2) },
  { offsetof(PySequenceMethods, sq_repeat), GIVES(2) },
  { offsetof(PySequenceMethods, sq_item), GIVES(2) },
  { offsetof(PySequenceMethods, sq_ass_item), GIVES(3) },
  { offsetof(PySequenceMethods, sq_contains), GIVES(2) },
  { offsetof(PySequenceMethods, sq_inplace_concat), GIVES(2) },
  { offsetof(PySequenceMethods, sq_inplace_repeat), GIVES(2) },
};

static const Slot mapping_slots[] = {
  { offsetof(PyMappingMethods, mp_length), GIVES(1) },
  { offsetof(PyMappingMethods, mp_subscript), GIVES(2) },
  { offsetof(PyMappingMethods, mp_ass_subscript), GIVES(3) },
};

static const Slot buffer_slots[] = {
  { offsetof(PyBufferProcs, bf_getbuffer), GIVES(3) },
  { offsetof(PyBufferProcs, bf_releasebuffer), VOID(2) },
};

static void
adapt_slots(void *table, const Slot *slots, size_t count)
{
  if (!table) {
    return;
  }
  for (size_t i = 0; i < count; i++) {
    _PyWasm_Adapt((char *)table + slots[i].offset, slots[i].signature);
  }
}

#define ADAPT(table, slots) adapt_slots(table, slots, sizeof slots / sizeof *slots)

void
_PyWasm_AdaptType(void *object)
{
  PyTypeObject *type = object;
  ADAPT(type, type_slots);
  ADAPT(type->tp_as_async, async_slots);
  ADAPT(type->tp_as_number, number_slots);
  ADAPT(type->tp_as_sequence, sequence_slots);
  ADAPT(type->tp_as_mapping, mapping_slots);
  ADAPT(type->tp_as_buffer, buffer_slots);
}
