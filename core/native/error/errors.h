/* error/errors.h: exceptions across the boundary. */

#pragma once
#include "handle/js_handle.h"

/* See exports.def. */
JsVal error_take(void);
