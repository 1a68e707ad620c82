"""Parsing, compiling and running source code as separate steps, with the value of the last statement."""

from ast import (
    AnnAssign,
    Assign,
    AugAssign,
    Constant,
    Expr,
    Expression,
    Interactive,
    Load,
    Module,
    Name,
    PyCF_ONLY_AST,
    Store,
    Subscript,
    copy_location,
    fix_missing_locations,
    stmt,
)
from types import CodeType
from typing import Any, Literal, get_args

from _pyodide import evaluate

Tree = Module | Interactive | Expression
MODES = {Module: "exec", Interactive: "single", Expression: "eval"}
ReturnMode = Literal["last_expr", "last_expr_or_assign", "none"]

# Stands among a code object's constants for the list that takes the value, which no source can name.
PLACEHOLDER = b"\0the value of the last statement"


class CodeRunner:
    """Control each step from source code to its value: `CodeRunner(source).compile().run(globals)`.

    Args:
        source: Python source code; common indentation is removed.
        return_mode: Whose value to return: `"last_expr"`, of the last statement if it is an expression;
            `"last_expr_or_assign"`, also if it is an assignment; `"none"`, of nothing.
        mode: How to compile, as for `compile()`: `"exec"`, `"single"` or `"eval"`.
        quiet_trailing_semicolon: Whether a semicolon at the end asks for no value.
        filename: What tracebacks call the code. They show its lines, unless the name is of the form `<name>`.
        flags: As for `compile()`.
        dont_inherit: As for `compile()`.
        optimize: As for `compile()`.
        dedent: Whether to remove common indentation.

    Attributes:
        ast: What came of parsing; it may be changed until `compile` is called, also to a tree for another mode.
        code: What came of compiling, None before; it may be changed until the code is run.

    Raises:
        SyntaxError: source is not Python.
        ValueError: return_mode or mode is none of those.
    """

    ast: Tree
    code: CodeType | None

    def __init__(
        self,
        source: str,
        *,
        return_mode: ReturnMode = "last_expr",
        mode: str = "exec",
        quiet_trailing_semicolon: bool = True,
        filename: str = "<exec>",
        flags: int = 0,
        dont_inherit: bool = False,
        optimize: int = -1,
        dedent: bool = True,
    ) -> None:
        if return_mode not in get_args(ReturnMode):
            raise ValueError(f"return_mode is one of {', '.join(get_args(ReturnMode))}; not {return_mode!r}")
        if mode not in MODES.values():
            raise ValueError(f"mode is one of {', '.join(MODES.values())}; not {mode!r}")
        self.source = evaluate.dedent(source) if dedent else source
        self.filename = filename
        self.flags = flags
        self.dont_inherit = dont_inherit
        self.optimize = optimize
        self.code = None
        self.ast = self._compile(self.source, mode, PyCF_ONLY_AST)
        self._quiet = quiet_trailing_semicolon and evaluate.should_quiet(self.source)
        self._return_mode = return_mode
        self._value: list[Any] = [None]

    def compile(self) -> "CodeRunner":
        """Compile `ast` to `code`, and return this object.

        Raises:
            RuntimeError: it was done before.
        """
        if self.code is not None:
            raise RuntimeError("The code is compiled already")
        tree = self._with_value_stored()
        code: CodeType = self._compile(tree, MODES[type(tree)], 0)
        constants = (self._value if _is_placeholder(constant) else constant for constant in code.co_consts)
        self.code = code.replace(co_consts=tuple(constants))
        return self

    def run(self, globals: dict[str, Any] | None = None, locals: dict[str, Any] | None = None) -> Any:
        """Run the code, which may not await at its top level.

        Args:
            globals: The global names; default: a new dictionary.
            locals: The local names; default: the same as globals.

        Returns:
            The value that `return_mode` asks for, or None.

        Raises:
            RuntimeError: the code is not compiled, or awaits at its top level.
            Exception: whatever the code raises.
        """
        code = self._ready_code()
        if code.co_flags & evaluate.CO_COROUTINE:
            raise RuntimeError("The code awaits at its top level: use run_async()")
        globals, locals = self._namespaces(globals, locals)
        try:
            return self._value_of(eval(code, globals, locals))
        finally:
            self._value[0] = None

    async def run_async(self, globals: dict[str, Any] | None = None, locals: dict[str, Any] | None = None) -> Any:
        """Run the code, and await what it awaits at its top level; see `run`."""
        code = self._ready_code()
        globals, locals = self._namespaces(globals, locals)
        try:
            return self._value_of(await evaluate.evaluate(code, globals, locals))
        finally:
            self._value[0] = None

    def _compile(self, source: Any, mode: str, flags: int) -> Any:
        return compile(
            source,
            self.filename,
            mode,
            self.flags | flags,
            dont_inherit=self.dont_inherit,
            optimize=self.optimize,
        )

    def _ready_code(self) -> CodeType:
        if self.code is None:
            raise RuntimeError("The code is not compiled: call compile() first")
        evaluate.remember_source(self.source, self.filename)
        return self.code

    def _namespaces(
        self, globals: dict[str, Any] | None, locals: dict[str, Any] | None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        if globals is None:
            globals = {}
        return globals, globals if locals is None else locals

    def _value_of(self, result: Any) -> Any:
        if self._quiet or self._return_mode == "none":
            return None
        return result if isinstance(self.ast, Expression) else self._value[0]

    def _with_value_stored(self) -> Tree:
        """Return the tree with the last statement changed to keep its value."""
        tree = self.ast
        if isinstance(tree, Expression) or self._return_mode == "none" or not tree.body:
            return tree
        keep = Subscript(Constant(PLACEHOLDER), Constant(0), Store())
        match tree.body[-1]:
            case Expr(value) as last:
                kept: list[stmt] = [Assign([keep], value)]
            case Assign(targets, value) as last if self._return_mode == "last_expr_or_assign":
                kept = [Assign([keep, *targets], value)]
            case (AnnAssign(target=Name(name)) | AugAssign(target=Name(name))) as last if (
                self._return_mode == "last_expr_or_assign" and last.value is not None
            ):
                kept = [last, Assign([keep], Name(name, Load()))]
            case _:
                return tree
        for statement in kept:
            fix_missing_locations(copy_location(statement, last))
        body = [*tree.body[:-1], *kept]
        return Interactive(body) if isinstance(tree, Interactive) else Module(body, tree.type_ignores)


def _is_placeholder(constant: object) -> bool:
    return isinstance(constant, bytes) and constant == PLACEHOLDER
