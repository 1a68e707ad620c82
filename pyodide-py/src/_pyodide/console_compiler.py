"""What is typed into a console: whether it is complete, and code for it."""

import __future__

import ast
import codeop

from _pyodide.code_runner import CodeRunner
from _pyodide.evaluate import dedent

FEATURES = [getattr(__future__, name).compiler_flag for name in __future__.all_feature_names]


class ConsoleCompiler:
    """Compile what is typed, remembering which `from __future__ import` has been there."""

    def __init__(self, *, dont_inherit: bool = False, optimize: int = -1) -> None:
        self._command = codeop.CommandCompiler()
        self._command.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self._dont_inherit = dont_inherit
        self._optimize = optimize

    def __call__(self, source: str, filename: str) -> CodeRunner | None:
        """Return code that shows the values of its expressions and returns the last one; None for the start of some.

        Raises:
            SyntaxError: no continuation could make it Python.
            ValueError: it has a character that no source may have.
            OverflowError: it has a number that is too large.
        """
        source = dedent(source)
        try:
            code = self._command(source, filename, "single")
        except SyntaxError:
            code = self._command(source, filename, "exec")  # several statements
        if code is None:
            return None
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        for feature in FEATURES:
            flags |= self._command.compiler.flags & feature
        runner = CodeRunner(
            source,
            filename=filename,
            flags=flags,
            dont_inherit=self._dont_inherit,
            optimize=self._optimize,
        )
        assert isinstance(runner.ast, ast.Module)
        runner.ast = ast.Interactive(runner.ast.body)
        return runner.compile()
