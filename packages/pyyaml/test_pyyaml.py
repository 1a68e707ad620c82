from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pyyaml"])
def test_parser_and_emitter_are_written_in_c(pyodide):
    import yaml
    from yaml import _yaml

    assert yaml.__with_libyaml__
    assert _yaml.__file__.endswith(".so")
    assert (0, 2, 5) == _yaml.get_version()
    assert issubclass(yaml.CSafeLoader, _yaml.CParser)
    assert issubclass(yaml.CSafeDumper, _yaml.CEmitter)


@run_in_pyodide(packages=["pyyaml"])
def test_c_and_python_agree(pyodide):
    import yaml

    text = """
        defaults: &defaults {a: 1, b: [x, 'y z', "t\\u0041b"]}
        merged:
          <<: *defaults
          b: 2024-02-29
        folded: >-
          one
          two
        literal: |
          three
            four
        binary: !!binary aGVsbG8=
        set: !!set {p, q}
        numbers: [0x1F, 0o17, 1_000, .inf, 1e3, 1.5e+3, ~, yes, No]
        "ключ → 😀": ü
    """
    python, c = yaml.load(text, yaml.SafeLoader), yaml.load(text, yaml.CSafeLoader)
    assert python == c
    assert {"a": 1, "b": __import__("datetime").date(2024, 2, 29)} == c["merged"]
    assert (b"hello", {"p", "q"}, "one two", "three\n  four\n") == (c["binary"], c["set"], c["folded"], c["literal"])
    assert c == yaml.load(yaml.dump(c, Dumper=yaml.CSafeDumper, allow_unicode=True), yaml.CSafeLoader)
    events = [type(each).__name__ for each in yaml.parse(text, yaml.SafeLoader)]
    assert events == [type(each).__name__ for each in yaml.parse(text, yaml.CSafeLoader)]


@run_in_pyodide(packages=["pyyaml"])
def test_files_and_several_documents(pyodide):
    from pathlib import Path

    import yaml

    path = Path("/tmp/documents.yaml")
    with path.open("w", encoding="utf-16") as file:
        yaml.dump_all([{"n": n, "text": "ä" * n} for n in range(3)], file, Dumper=yaml.CSafeDumper, allow_unicode=True)
    with path.open("rb") as file:
        assert ["", "ä", "ää"] == [each["text"] for each in yaml.load_all(file, yaml.CSafeLoader)]


@run_in_pyodide(packages=["pyyaml"])
def test_errors_say_where(pyodide):
    import yaml

    for text, line, problem in (
        ("a: [1, 2\nb: 3\n", 1, "did not find expected ',' or ']'"),
        ("a: *unknown\n", 0, "found undefined alias"),
        ("a: 1\n\tb: 2\n", 1, "found a tab character that violates indentation"),
        ("x: !!python/object:os.system {}\n", 0, "could not determine a constructor"),
    ):
        try:
            yaml.load(text, yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            assert problem in error.problem, error.problem
            assert line == error.problem_mark.line
        else:
            raise AssertionError(f"{text!r} passed")


@run_in_pyodide(packages=["pyyaml"])
def test_exceptions_of_streams_pass_through_c(pyodide):
    import yaml

    class Broken:
        def read(self, size):
            raise ConnectionError("the line is dead")

        def write(self, data):
            raise ConnectionError("the line is dead")

    for attempt in (
        lambda: yaml.load(Broken(), yaml.CSafeLoader),
        lambda: yaml.dump({"a": "b"}, Broken(), Dumper=yaml.CSafeDumper),
    ):
        try:
            attempt()
        except ConnectionError as error:
            assert "the line is dead" == str(error)
        else:
            raise AssertionError("nothing was thrown")


@run_in_pyodide(packages=["pyyaml"])
def test_objects_of_ones_own(pyodide):
    import yaml

    class Point:
        def __init__(self, x, y):
            self.x, self.y = x, y

    class Loader(yaml.CSafeLoader):
        pass

    class Dumper(yaml.CSafeDumper):
        pass

    Dumper.add_representer(Point, lambda dumper, point: dumper.represent_sequence("!point", [point.x, point.y]))
    Loader.add_constructor("!point", lambda loader, node: Point(*loader.construct_sequence(node)))
    text = yaml.dump([Point(1, 2)], Dumper=Dumper)
    (point,) = yaml.load(text, Loader)
    assert (1, 2) == (point.x, point.y)
