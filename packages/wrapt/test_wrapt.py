from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["wrapt"])
def test_proxies_are_written_in_c(pyodide):
    import inspect

    import wrapt
    from wrapt import _wrappers

    assert _wrappers.__file__.endswith(".so")
    assert issubclass(wrapt.FunctionWrapper, _wrappers.FunctionWrapper)
    calls = []

    @wrapt.decorator
    def logged(wrapped, instance, args, kwargs):
        calls.append((instance, args, kwargs))
        return wrapped(*args, **kwargs)

    class Adder:
        @logged
        def add(self, a, b=2):
            return a + b

        @logged
        @classmethod
        def name(cls):
            return cls.__name__

    adder = Adder()
    assert (3, "Adder") == (adder.add(1), Adder.name())
    assert [(adder, (1,), {}), (Adder, (), {})] == calls
    assert "(a, b=2)" == str(inspect.signature(adder.add))
    proxy = wrapt.ObjectProxy([1, 2])
    proxy += [3]
    assert isinstance(proxy, list)
    assert [1, 2, 3] == proxy == proxy.__wrapped__
