# stack_switching/await.s: js_await, with null for the exception that the engine throws where it cannot suspend because
# frames of JavaScript are in between. C has no way to catch it.
	.functype	js_await (externref) -> (externref)
	.section	.text.js_await_or_null,"",@
	.hidden	js_await_or_null
	.globl	js_await_or_null
	.type	js_await_or_null,@function
js_await_or_null:
	.functype	js_await_or_null (externref) -> (externref)
	try	externref
	local.get	0
	call	js_await
	catch_all
	ref.null_extern
	end_try
	end_function
