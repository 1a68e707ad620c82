from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pluggy"])
def test_hooks_in_order(pyodide):
    import pluggy

    specification = pluggy.HookspecMarker("demo")
    implementation = pluggy.HookimplMarker("demo")

    class Specification:
        @specification
        def names(self):
            """Return names."""

    class First:
        @implementation
        def names(self):
            return "first"

    class Wrapper:
        @implementation(wrapper=True)
        def names(self):
            return [*(yield), "wrapped"]

    manager = pluggy.PluginManager("demo")
    manager.add_hookspecs(Specification)
    for plugin in (First(), Wrapper()):
        manager.register(plugin)
    assert ["first", "wrapped"] == manager.hook.names()
