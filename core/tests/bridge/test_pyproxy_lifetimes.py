"""How long proxies live: until destroy(), with the proxy that they came from, or as long as anybody has them."""

import pytest

HELP = """
    const messageOf = (use) => {
      try {
        return use();
      } catch (error) {
        return error.message.split("\\n")[0];
      }
    };
    const DESTROYED = "Object has already been destroyed";
    const makeObject = () => pyodide.runPython(`
      class C:
          def __init__(self): self.list = [1]
          def method(self): return self
          @classmethod
          def make(cls): return cls
      C()
    `);
"""


@pytest.mark.parametrize(
    "use",
    [
        "p.copy()",
        "p.toString()",
        "p.type",
        "p.append",
        "p.x = 1",
        "'x' in p",
        "delete p.x",
        "Reflect.ownKeys(p)",
        "p.length",
        "p[0]",
        "p.get(0)",
        "[...p]",
        "pyodide.globals.set('x', p)",
        "p.push(1)",
        "p.asJsonAdaptor()",
        "JSON.stringify(p)",
        "`${p}`",
    ],
)
def test_use_after_the_end(pyodide, use) -> None:
    assert "Object has already been destroyed" == pyodide.js(
        f"{HELP} const p = pyodide.runPython('[1]'); p.destroy(); return messageOf(() => {{ {use} }});"
    )


def test_a_message_of_ones_own(pyodide) -> None:
    assert ["why", "Object has already been destroyed"] == pyodide.js(
        f"""
        {HELP}
        const [a, b] = [pyodide.runPython("[]"), pyodide.runPython("[]")];
        a.destroy({{ message: "why" }});
        b.destroy("this is no option");
        a.destroy();
        return [messageOf(() => a.length), messageOf(() => b.length)];
        """
    )


def test_debug_mode_names_the_object(pyodide) -> None:
    assert [
        "Object has already been destroyed\n"
        "For more information about the cause of this error, use `pyodide.setDebug(true)`",
        'Object has already been destroyed\nThe object was of type "list" and had repr "[1, 2]"',
    ] == pyodide.js(
        """
        const messages = [];
        for (const debug of [false, true]) {
          const list = pyodide.runPython("[1, 2]");
          const before = pyodide.setDebug(debug);
          list.destroy();
          pyodide.setDebug(before);
          try {
            list.length;
          } catch (error) {
            messages.push(error.message);
          }
        }
        return messages;
        """
    )


def test_reading_twice_gives_the_same_proxy(pyodide) -> None:
    assert [True, True, True, True, False, False] == pyodide.js(
        f"""
        {HELP}
        const object = makeObject();
        const {{ list, method, make }} = object;
        const results = [object.list === list, object.method === method, object.make === make];
        const bound = object.method();
        results.push(bound.list.length === 1);
        bound.destroy();
        list.destroy();
        results.push(object.list === list);
        const other = pyodide.runPython("[1, 2]");
        object.list = other;
        other.destroy();
        results.push(object.list.length === 1);
        object.destroy();
        return results;
        """
    )


def test_methods_of_others_are_not_mistaken(pyodide) -> None:
    """The same function, bound to different objects."""
    assert ["a", "b", "own", "class"] == pyodide.js(
        """
        const object = pyodide.runPython(`
          class C:
              def __init__(self, name): self.name = name
              def method(self): return self.name
          def method(self): return getattr(self, "name", "class")
          class D(C):
              one = method
              two = classmethod(method)
          d = D("own")
          d
        `);
        pyodide.runPython("d.a = C('a').method; d.b = C('b').method");
        const results = [object.a(), object.b(), object.one(), object.two()];
        object.destroy();
        return results;
        """
    )


def test_attributes_are_destroyed_with_their_object(pyodide) -> None:
    assert ["This borrowed attribute proxy was automatically destroyed"] * 3 == pyodide.js(
        f"""
        {HELP}
        const object = makeObject();
        const {{ list, method }} = object;
        const append = list.append;
        object.destroy();
        return [() => list.length, () => method(), () => append(1)].map((use) => messageOf(use).slice(0, 57));
        """
    )


def test_attributes_outlive_the_deletion_of_the_attribute(pyodide) -> None:
    assert 1 == pyodide.js(
        f"""
        {HELP}
        const object = makeObject();
        const {{ list }} = object;
        delete object.list;
        const {{ length }} = list;
        object.destroy();
        return length;
        """
    )


def test_an_attribute_may_go_first(pyodide) -> None:
    assert ["Object has already been destroyed", 1] == pyodide.js(
        f"""
        {HELP}
        const object = makeObject();
        const {{ list }} = object;
        list.destroy();
        const results = [messageOf(() => list.length), object.list.length];
        object.destroy();
        return results;
        """
    )


def test_copies_share_attributes(pyodide) -> None:
    """What was lent ends with the last of the copies."""
    assert [True, 1, "This borrowed attribute proxy"] == pyodide.js(
        f"""
        {HELP}
        const object = makeObject();
        const {{ list }} = object;
        const copy = object.copy();
        const results = [copy.list === list];
        object.destroy();
        results.push(list.length);
        copy.destroy();
        results.push(messageOf(() => list.length).slice(0, 29));
        return results;
        """
    )


def test_a_copied_attribute_stays(pyodide) -> None:
    assert 1 == pyodide.js(
        f"""
        {HELP}
        const object = makeObject();
        const list = object.list.copy();
        object.destroy();
        const {{ length }} = list;
        list.destroy();
        return length;
        """
    )


def test_items_are_not_lent(pyodide) -> None:
    assert [False, 1] == pyodide.js(
        """
        const dict = pyodide.runPython("{'a': [1]}");
        const [first, second] = [dict.get("a"), dict.get("a")];
        dict.destroy();
        const results = [first === second, first.length];
        first.destroy();
        second.destroy();
        return results;
        """
    )


def test_destroying_in_a_finalizer(pyodide) -> None:
    """What destroy() sets free may destroy others, and the same again."""
    assert ["gone"] == pyodide.js(
        """
        const seen = [];
        const end = () => { seen.push("gone"); object.destroy(); };
        const make = pyodide.runPython(`
          class C:
              def __init__(self, end): self.end = end
              def __del__(self): self.end()
          C
        `);
        const object = make(end);
        make.destroy();
        pyodide.runPython("del C");
        object.destroy();
        return seen;
        """
    )


@pytest.mark.realms("node20", "node24")
def test_the_garbage_collector_destroys(pyodide) -> None:
    """Proxies that nobody has any more; the attributes that were read from them stay."""
    assert [True, True] == pyodide.js(
        f"""
        (await import("node:v8")).setFlagsFromString("--expose-gc");
        const gc = (await import("node:vm")).runInNewContext("gc");
        {HELP}
        const {{ proxies }} = pyodide._api.referenceCounts();
        let kept = (() => {{
          for (let i = 0; i < 2000; i++) pyodide.runPython("[1]");
          return makeObject().list;
        }})();
        const collected = async (left) => {{
          for (let i = 0; i < 100 && pyodide._api.referenceCounts().proxies > left; i++) {{
            await new Promise((resolve) => setTimeout(resolve, 10));
            gc();
          }}
          return pyodide._api.referenceCounts().proxies <= left;
        }};
        const results = [(await collected(proxies + 2)) && kept.length === 1];
        kept.destroy();
        kept = undefined;
        results.push(await collected(proxies));
        return results;
        """
    )


def test_disposal(pyodide) -> None:
    assert ["destroyed", True] == pyodide.js(
        f"""
        {HELP}
        const list = pyodide.runPython("[]");
        const dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");
        list[dispose]();
        return [messageOf(() => list.length).slice(-9), pyodide.ffi.PyProxy.prototype[dispose] !== undefined];
        """
    )
