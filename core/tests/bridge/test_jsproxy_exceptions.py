"""JsException: an exception that is a JavaScript object."""

import pytest

from harness.errors import ThrownError

ERROR = "Object.assign(new RangeError('too far'), { code: 7 })"


def test_is_both(see) -> None:
    assert "['JsException', 'JsProxy', 'Exception', 'BaseException', 'object', True]" == see(
        ERROR, "from pyodide.ffi import JsProxy\n[*[base.__name__ for base in type(x).__mro__], isinstance(x, JsProxy)]"
    )


def test_attributes(see) -> None:
    assert "['RangeError', 'too far', True, 7, 'object', 'RangeError', ('RangeError: too far',)]" == see(
        ERROR, "[x.name, x.message, type(x.stack) is str, x.code, x.typeof, x.constructor.name, x.args]"
    )


def test_text(see) -> None:
    assert "['RangeError: too far', 'RangeError: too far']" == see(ERROR, "[str(x), repr(x)]")


def test_properties_can_be_set(see) -> None:
    assert "['new', 1, ['note'], 'RangeError: new']" == see(
        ERROR, "x.message = 'new'\nx.more = 1\nx.add_note('note')\n[x.message, x.more, x.__notes__, str(x)]"
    )


def test_what_belongs_to_python_stays_there(see) -> None:
    assert "['code', True]" == see(
        ERROR,
        """
        x.add_note("note")
        x.__cause__ = ValueError()
        [*x.object_keys(), isinstance(x.__cause__, ValueError)]
        """,
    )


def test_raised_directly(see) -> None:
    code = """
        from js import Error
        try: raise Error.new("mine")
        except Exception as error: caught = error
        [type(caught).__name__, caught.message, caught.__traceback__ is not None]
    """

    assert "['JsException', 'mine', True]" == see("0", code)


def test_comes_back_as_the_same_object(see) -> None:
    assert "[True, True, True, False]" == see(
        "(() => { const error = new Error('a'); return { error, same: (e) => e === error }; })()",
        "[x.same(x.error), x.error == x.error, hash(x.error) == hash(x.error), x.error == x]",
    )


def test_caught_by_type(see) -> None:
    code = """
        from pyodide.ffi import JsException
        try: x()
        except JsException as error: name = error.name
        name
    """

    assert "'TypeError'" == see("() => null.x", code)


def test_standard_errors_of_the_host(see) -> None:
    assert "['AbortError', 'AbortError: stopped', 20]" == see(
        "new DOMException('stopped', 'AbortError')", "[x.name, str(x), x.code]"
    )


@pytest.mark.realms("chromium", "firefox")
def test_from_another_realm(pyodide) -> None:
    result = pyodide.js(
        """
        const frame = document.createElement("iframe");
        document.body.append(frame);
        pyodide.globals.set("error", new frame.contentWindow.TypeError("far away"));
        frame.remove();
        return pyodide.runPython(`
          try: raise error
          except Exception as caught: result = f"{type(caught).__name__} {caught}"
          result
        `);
        """
    )

    assert "JsException TypeError: far away" == result


@pytest.mark.realms("node24", "node20")
def test_from_another_context(pyodide) -> None:
    result = pyodide.js(
        """
        const { runInNewContext } = await import("node:vm");
        pyodide.globals.set("thrower", runInNewContext("() => { throw new TypeError('far away'); }"));
        return pyodide.runPython(`
          try: thrower()
          except Exception as caught: result = f"{type(caught).__name__} {caught} {caught.name}"
          result
        `);
        """
    )

    assert "JsException TypeError: far away TypeError" == result


@pytest.mark.parametrize(
    ("thrown", "text"),
    [
        ("5", "5"),
        ("'text'", "text"),
        ("null", "null"),
        ("undefined", "undefined"),
        ("Symbol('s')", "Symbol(s)"),
        ("10n", "10"),
        ("{}", "[object Object]"),
        ("Object.create(null)", "a value that cannot be converted to a string"),
    ],
)
def test_thrown_values_that_are_no_errors(see, thrown, text) -> None:
    code = """
        try: x()
        except Exception as error: caught = error
        [type(caught).__name__, str(caught), caught.name, caught.message, caught.stack, hasattr(caught, "code")]
    """

    assert repr(["JsException", text, "Error", text, "", False]) == see(f"() => {{ throw {thrown}; }}", code)


@pytest.mark.parametrize("thrown", ["5", "'text'", "null", "undefined", "Symbol('s')", "{}"])
def test_any_thrown_value_can_be_used(see, thrown) -> None:
    code = """
        def outcome(use):
            try: return type(use()).__name__
            except Exception as error: return type(error).__name__
        try: x()
        except Exception as error: e = error
        uses = [lambda: hash(e), lambda: e.js_id, lambda: e == e, lambda: bool(e), lambda: e.typeof, lambda: dir(e)]
        [outcome(use) for use in uses], outcome(lambda: e.object_keys()) in ("JsProxy", "JsException")
    """

    assert "(['int', 'int', 'bool', 'bool', 'str', 'list'], True)" == see(f"() => {{ throw {thrown}; }}", code)


def test_a_thrown_object_keeps_its_properties(see) -> None:
    code = """
        try: x()
        except Exception as error: caught = error
        [caught.code, caught.message, caught.name]
    """

    assert "[7, 'mine', 'Error']" == see("() => { throw { code: 7, message: 'mine' }; }", code)


class TestMadeByPython:
    """JsException as a class that Python calls."""

    @pytest.mark.parametrize(
        ("arguments", "result"),
        [
            ("", "['Error', '', 'Error', 'Error']"),
            ("'RangeError', 'far'", "['RangeError', 'far', 'RangeError', 'RangeError: far']"),
            ("'MyError', 'far'", "['MyError', 'far', 'Error', 'MyError: far']"),
            ("name='TypeError', message='m'", "['TypeError', 'm', 'TypeError', 'TypeError: m']"),
            ("'AggregateError', 'm'", "['AggregateError', 'm', 'Error', 'AggregateError: m']"),
            ("'globalThis', 'm'", "['globalThis', 'm', 'Error', 'globalThis: m']"),
            ("'Map', 'm'", "['Map', 'm', 'Error', 'Map: m']"),
        ],
    )
    def test_arguments(self, see, arguments, result) -> None:
        code = f"""
            from pyodide.ffi import JsException
            e = JsException({arguments})
            [e.name, e.message, e.constructor.name, str(e)]
        """

        assert result == see("0", code)

    def test_new(self, see) -> None:
        assert "'Error: m'" == see("0", "from pyodide.ffi import JsException\nstr(JsException.new('m'))")

    def test_subclasses(self, see) -> None:
        code = """
            from pyodide.ffi import JsException, JsProxy
            class Mine(JsException):
                def __init__(self, name, message):
                    super().__init__(name, message)
                    self.extra = [message]
            try: raise Mine("TypeError", "m")
            except JsException as error: caught = error
            [type(caught).__name__, caught.extra, caught.message, caught.name, list(caught.object_keys())]
        """

        assert "['Mine', ['m'], 'm', 'TypeError', []]" == see("0", code)


class TestPickle:
    """JsExceptions, and no other proxies, can be pickled."""

    @pytest.mark.parametrize("protocol", range(6))
    def test_round_trip(self, see, protocol) -> None:
        code = f"""
            import pickle
            y = pickle.loads(pickle.dumps(x, {protocol}))
            [type(y) is type(x), y.name, y.message, y.stack == x.stack, y.constructor.name, str(y)]
        """

        assert "[True, 'RangeError', 'too far', True, 'RangeError', 'RangeError: too far']" == see(ERROR, code)

    def test_with_notes(self, see) -> None:
        assert "['note']" == see(ERROR, "import pickle\nx.add_note('note')\npickle.loads(pickle.dumps(x)).__notes__")

    def test_copy(self, see) -> None:
        assert "['RangeError: too far', False]" == see(ERROR, "import copy\ny = copy.copy(x)\n[str(y), x == y]")

    def test_of_what_is_no_error(self, see) -> None:
        code = """
            import pickle
            try: x()
            except Exception as error: y = pickle.loads(pickle.dumps(error))
            [y.name, y.message]
        """

        assert "['Error', '5']" == see("() => { throw 5; }", code)


def test_hostile_errors(see) -> None:
    # The stack first: older engines format it when it is defined anew, and ask for the name.
    source = "Object.defineProperties(new Error('m'), { stack: { get() { throw 2; } }, name: { get() { throw 1; } } })"

    with pytest.raises(ThrownError, match="JsException: 1"):
        see(source, "x.name")
    assert "'a value that cannot be converted to a string'" == see(source, "str(x)")


def test_no_reference_stays_in_a_cycle(see) -> None:
    """A JsException that refers to itself through its traceback is collected."""
    code = """
        def fail():
            try: x()
            except Exception as error: kept = error
        for _ in range(10): fail()
        None
    """

    assert "None" == see("() => { throw new Error('again'); }", code)
