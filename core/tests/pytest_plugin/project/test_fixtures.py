"""What the plugin's fixtures offer to tests that are written in JavaScript."""

import pytest

JavascriptException = pytest.importorskip("pytest_pyodide.runner").JavascriptException


def test_run(selenium):
    assert 3 == selenium.run("1 + 2")
    assert [1, "a", None] == selenium.run("[1, 'a', None]")
    assert "set" == selenium.run("type({1}).__name__")


def test_run_async(selenium):
    assert 7 == selenium.run_async(
        """
        import asyncio
        await asyncio.sleep(0)
        7
        """
    )


def test_run_js(selenium):
    assert [1, 2, 3] == selenium.run_js("return await Promise.resolve([1, 2, 3]);")
    assert selenium.run_js("return pyodide.runPython('1 + 1') === 2;")


def test_exceptions(selenium):
    with pytest.raises(JavascriptException, match=r"PythonError: Traceback[\s\S]*ValueError: no"):
        selenium.run("raise ValueError('no')")
    with pytest.raises(JavascriptException, match="TypeError: of JavaScript"):
        selenium.run_js("throw new TypeError('of JavaScript');")


def test_assertions_in_javascript(selenium):
    selenium.run_js(
        """
        assert(() => pyodide.runPython("True"));
        assertThrows(() => pyodide.runPython("1/0"), "PythonError", /ZeroDivisionError/);
        await assertThrowsAsync(async () => await pyodide.runPythonAsync("1/0"), "PythonError", "division by zero");
        """
    )


def test_logs(selenium):
    selenium.run("print('seen in the logs')")

    assert "seen in the logs" in selenium.logs


def test_interpreter_is_shared_in_a_module(selenium, request):
    first = not hasattr(request.module, "shared")
    request.module.shared = True
    if first:
        selenium.run("kept = 1")
    assert 1 == selenium.run("kept")


def test_standalone_has_its_own(selenium_standalone):
    assert not selenium_standalone.run("'kept' in globals()")
    selenium_standalone.run("kept = 2")


def test_standalone_without_pyodide(selenium_standalone_noload):
    assert "function" == selenium_standalone_noload.run_js("return typeof loadPyodide;")
    assert not selenium_standalone_noload.run_js("return 'pyodide' in globalThis;")


def test_state_is_saved_and_restored(selenium):
    selenium.run_js(
        """
        const state = pyodide._api.saveState();
        pyodide.runPython("left_behind = 1");
        pyodide.registerJsModule("left_behind_module", { a: 1 });
        pyodide.runPython("import left_behind_module");
        pyodide._api.restoreState(state);
        state.destroy();
        assert(() => pyodide.runPython("'left_behind' in globals()") === false);
        assertThrows(() => pyodide.runPython("import left_behind_module"), "PythonError", /ModuleNotFoundError/);
        """
    )


def test_leaks_are_seen(selenium):
    selenium.enable_pyproxy_tracing()
    keys, proxies = selenium.get_num_hiwire_keys(), selenium.get_num_proxies()

    selenium.run_js("self.kept = pyodide.runPython('from js import Object; held = Object.new(); []');")
    assert keys + 1 <= selenium.get_num_hiwire_keys()
    assert proxies + 1 == selenium.get_num_proxies()

    selenium.run_js("self.kept.destroy(); pyodide.runPython('del held, Object');")
    assert keys == selenium.get_num_hiwire_keys()
    assert proxies == selenium.get_num_proxies()
    selenium.disable_pyproxy_tracing()


def test_forced_failures(selenium):
    assert not selenium.force_test_fail
    selenium.run_js("pyodide._api.fail_test = true;")
    assert selenium.force_test_fail
    selenium.clear_force_test_fail()
    assert not selenium.force_test_fail


def test_unknown_packages_are_reported(selenium):
    with pytest.raises(RuntimeError, match="No known package with name 'no-such-package'"):
        selenium.load_package("no-such-package")


def test_collect_garbage(selenium):
    if selenium.browser == "firefox":
        pytest.skip("The plugin cannot ask Firefox for that")
    selenium.collect_garbage()


def test_page_is_loaded_again(selenium_standalone_refresh):
    assert 2 == selenium_standalone_refresh.run("1 + 1")


def test_worker(selenium_webworker_standalone):
    assert 4 == selenium_webworker_standalone.run_webworker("import sys; 2 + 2")


def test_worker_as_a_page(selenium_worker):
    assert "DedicatedWorkerGlobalScope" == selenium_worker.run_js("return self.constructor.name;")
    assert 5 == selenium_worker.run("2 + 3")


def test_console(console_html_fixture):
    assert "Python console" == console_html_fixture.run_js("return document.title;")
