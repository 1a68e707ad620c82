"""What larger programs do: import modules, compile code, parse, pickle, log, introspect, use the file system."""

import argparse
import ast
import configparser
import inspect
import io
import logging
import os
import pathlib
import pickle
import shutil
import sys
import tokenize
import traceback
import types
import typing
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

HEAVY = [
    "http.client",
    "email.message",
    "concurrent.futures",
    "importlib.metadata",
    "doctest",
    "difflib",
    "html.parser",
]


class Sums(unittest.TestCase):
    def test_addition(self):
        for i in range(60):
            with self.subTest(i=i):
                self.assertEqual(i + i, 2 * i)

    def test_error(self):
        with self.assertRaises(ZeroDivisionError):
            1 / 0


def import_again():
    for name in [
        name for name in sys.modules if name.partition(".")[0] in {module.partition(".")[0] for module in HEAVY}
    ]:
        del sys.modules[name]
    for name in HEAVY:
        __import__(name)


def compile_sources():
    for module in (argparse, inspect, logging, typing, traceback, pickle):
        source = inspect.getsource(module)
        code = compile(source, module.__name__, "exec")
        ast.unparse(ast.parse(source))
        list(tokenize.generate_tokens(io.StringIO(source).readline))
        exec(code, types.ModuleType("copy").__dict__ | {"__name__": "copy"})


def main():
    for _ in range(3):
        import_again()
    compile_sources()
    for i in range(300):
        exec(f"a = {i}\nfor k in range(3): a += k", {})
        eval("a * 2 + b", {"a": i, "b": 3})
    tree = {"list": list(range(300)), "dict": {str(i): (i, i * 0.5, None) for i in range(300)}, "text": "ü" * 50}
    for protocol in (2, 4, 5) * 6:
        pickle.loads(pickle.dumps(tree, protocol))
    document = ElementTree.Element("root")
    for i in range(300):
        ElementTree.SubElement(document, "item", id=str(i)).text = f"text {i}"
    parsed = ElementTree.fromstring(ElementTree.tostring(document))
    sum(int(item.get("id")) for item in parsed.iter("item"))
    parser = argparse.ArgumentParser()
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("files", nargs="*")
    for _ in range(40):
        parser.parse_args(["--verbose", "--count", "3", "a", "b"])
    parser.format_help()
    log = logging.getLogger("training")
    log.addHandler(logging.StreamHandler(io.StringIO()))
    log.setLevel(logging.INFO)
    for i in range(500):
        log.info("line %d of %s", i, "log")
        log.debug("not shown %d", i)
    config = configparser.ConfigParser()
    config.read_string("[a]\nb = 1\nc = %(b)s2\n" + "".join(f"[s{i}]\nk = v\n" for i in range(50)))
    config["a"]["c"]
    # A folder of a fixed name, and no dates of today: the counts should be the same every time.
    folder = pathlib.Path("files")
    folder.mkdir()
    for i in range(60):
        (folder / f"{i}.txt").write_text(f"line {i}\n" * 40)
    for path in sorted(folder.glob("*.txt")):
        with path.open() as lines:
            sum(len(line.rstrip().split()) for line in lines)
        os.path.join(folder, path.name), os.path.splitext(path), path.stat().st_size, path.suffix
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), "text" * 100)
    shutil.rmtree(folder)
    for _ in range(50):
        try:
            int("x")
        except ValueError:
            traceback.format_exc()
    inspect.signature(compile_sources), typing.get_type_hints(Sums.test_error)
    unittest.TextTestRunner(io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(Sums))


for _ in range(4):
    main()
