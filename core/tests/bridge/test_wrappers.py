"""pyodide.ffi.wrappers: nothing is left behind when a listener is removed or a timer has fired."""

import pytest

WAIT = "await new Promise((resolve) => setTimeout(resolve, 10));"


def proxies(pyodide) -> int:
    return pyodide.js("return pyodide._api.referenceCounts().proxies")


def test_listeners(pyodide) -> None:
    before = proxies(pyodide)
    assert [1, 1] == pyodide.js(
        """
        globalThis.target = new EventTarget();
        pyodide.runPython(`
          from js import target
          from pyodide.ffi.wrappers import add_event_listener, remove_event_listener
          log = []
          def listener(event):
              log.append(event.type)
          add_event_listener(target, "tick", listener)
          add_event_listener(target, "tick", listener)
        `);
        target.dispatchEvent(new Event("tick"));
        const first = pyodide.runPython("len(log)");
        pyodide.runPython("remove_event_listener(target, 'tick', listener)");
        target.dispatchEvent(new Event("tick"));
        return [first, pyodide.runPython("len(log)")];
        """
    )

    assert before == proxies(pyodide)


def test_listeners_are_told_apart_by_target_event_and_function(pyodide) -> None:
    assert "b:tick a:tock" == pyodide.js(
        """
        globalThis.a = new EventTarget();
        globalThis.b = new EventTarget();
        pyodide.runPython(`
          from js import a, b
          from pyodide.ffi.wrappers import add_event_listener, remove_event_listener
          log = []
          class Listener:
              def on(self, event):
                  log.append(("a:" if event.target == a else "b:") + event.type)
          listener = Listener()
          for target in (a, b):
              for event in ("tick", "tock"):
                  add_event_listener(target, event, listener.on)
          remove_event_listener(a, "tick", listener.on)
          remove_event_listener(b, "tock", listener.on)
          remove_event_listener(b, "tock", listener.on)
        `);
        for (const target of [a, b]) for (const name of ["tick", "tock"]) target.dispatchEvent(new Event(name));
        pyodide.runPython(`
          for target, event in ((a, "tock"), (b, "tick")):
              remove_event_listener(target, event, listener.on)
        `);
        return pyodide.runPython("' '.join(sorted(log, reverse=True))");
        """
    )


def test_an_object_that_has_no_events(pyodide) -> None:
    before = proxies(pyodide)
    assert pyodide.js(
        """
        globalThis.target = {};
        return pyodide.runPython(`
          from js import target
          from pyodide.ffi.wrappers import add_event_listener
          try:
              add_event_listener(target, "tick", print)
          except AttributeError:
              result = True
          result
        `);
        """
    )

    assert before == proxies(pyodide)


def test_timeouts(pyodide) -> None:
    before = proxies(pyodide)
    assert "fired" == pyodide.js(
        f"""
        pyodide.runPython(`
          from pyodide.ffi.wrappers import set_timeout, clear_timeout
          log = []
          fired = set_timeout(lambda: log.append("fired"), 1)
          cleared = set_timeout(lambda: log.append("cleared"), 1)
          clear_timeout(cleared)
        `);
        {WAIT}
        pyodide.runPython("clear_timeout(fired); clear_timeout(cleared)");
        return pyodide.runPython("' '.join(log)");
        """
    )

    assert before == proxies(pyodide)


def test_intervals(pyodide) -> None:
    before = proxies(pyodide)
    assert pyodide.js(
        f"""
        pyodide.runPython(`
          from pyodide.ffi.wrappers import set_interval, clear_interval
          log = []
          interval = set_interval(lambda: log.append(1), 1)
        `);
        while (pyodide.runPython("len(log)") < 2) {{
          {WAIT}
        }}
        pyodide.runPython("clear_interval(interval); clear_interval(interval)");
        const count = pyodide.runPython("len(log)");
        {WAIT}
        return pyodide.runPython("len(log)") === count;
        """
    )

    assert before == proxies(pyodide)


def test_an_interval_that_ends_itself(pyodide) -> None:
    before = proxies(pyodide)
    assert 1 == pyodide.js(
        f"""
        pyodide.runPython(`
          from pyodide.ffi.wrappers import set_interval, clear_interval
          log = []
          def tick():
              log.append(1)
              clear_interval(interval)
          interval = set_interval(tick, 1)
        `);
        {WAIT}
        return pyodide.runPython("len(log)");
        """
    )

    assert before == proxies(pyodide)


@pytest.mark.realms("chromium", "firefox")
def test_an_exception_in_a_callback_is_an_uncaught_error_of_the_page(pyodide) -> None:
    before = proxies(pyodide)
    messages = pyodide.js(
        f"""
        const messages = [];
        const listener = (event) => {{
          event.preventDefault();
          messages.push(event.message ?? "", event.error?.type);
        }};
        globalThis.addEventListener("error", listener);
        try {{
          pyodide.runPython("from pyodide.ffi.wrappers import set_timeout; t = set_timeout(lambda: 1 / 0, 1)");
          {WAIT}
        }} finally {{
          globalThis.removeEventListener("error", listener);
        }}
        return messages;
        """
    )

    assert "ZeroDivisionError" == messages[1]
    assert before == proxies(pyodide)
