# handle/js_val_is_null.s: clang 19 has no builtin for ref.is_null, and inline assembly takes no externref.
	.section	.text.JsVal_IsNull,"",@
	.globl	JsVal_IsNull
	.type	JsVal_IsNull,@function
JsVal_IsNull:
	.functype	JsVal_IsNull (externref) -> (i32)
	local.get	0
	ref.is_null
	end_function
