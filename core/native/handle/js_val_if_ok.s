# handle/js_val_if_ok.s: clang 19 cannot select between two values of type externref, only branch around calls.
	.section	.text.JsVal_IfOk,"",@
	.globl	JsVal_IfOk
	.type	JsVal_IfOk,@function
JsVal_IfOk:
	.functype	JsVal_IfOk (i32, externref) -> (externref)
	local.get	0
	i32.const	0
	i32.lt_s
	if	externref
	ref.null_extern
	else
	local.get	1
	end_if
	end_function
