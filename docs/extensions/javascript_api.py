"""Describe the JavaScript API in MyST, from what typedoc reads in the TypeScript."""

import json
import subprocess
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from extensions.markdown import code, directive, item, section
from extensions.typescript_types import PUBLIC, Node, is_optional, parameter_text, parameters_text, type_text

CLASS, INTERFACE, ALIAS = 128, 256, 2097152
METHODS = {64, 2048}  # functions, too
ACCESSOR = 262144
CONSTRUCTOR = 512


class JavaScriptApi:
    """All that the entry points export, by name."""

    def __init__(self, node: str, docs: Path, result: Path) -> None:
        self._command = [node, "node_modules/typedoc/bin/typedoc", "--json", str(result)]
        self._docs = docs
        self._result = result

    @cached_property
    def exports(self) -> dict[str, Node]:
        """Read the TypeScript.

        Raises:
            CalledProcessError: typedoc could not.
        """
        subprocess.run(self._command, cwd=self._docs, check=True)
        project = json.loads(self._result.read_text())
        return {each["name"]: each for each in project["children"]}

    def describe(self, name: str, title: str) -> str:
        """Describe what is exported under a name; `title` is how users say it.

        Raises:
            KeyError: nothing is.
        """
        found = self.exports[name]
        if found["kind"] == CLASS:
            return directive("js:class", title, self._class(found))
        if found["kind"] == INTERFACE:
            return "\n".join(self._member(each, title) for each in _public(found))
        if found["kind"] == ALIAS:
            return directive("js:data", title, f"{_summary(found)}\n\n```ts\n{type_text(found['type'])}\n```")
        return self._member(found, title.rpartition(".")[0], title.rpartition(".")[2])

    def _class(self, found: Node) -> str:
        bases = [each["name"] for each in found.get("extendedTypes", [])]
        inherited = "Inherits from " + ", ".join(_link(each) for each in bases) + "." if bases else ""
        members = (
            self._member(each, "")
            for each in _public(found)
            if "inheritedFrom" not in each and each["kind"] != CONSTRUCTOR and "[hasInstance]" not in each["name"]
        )
        return "\n\n".join([_summary(found), inherited, *members])

    def _member(self, found: Node, owner: str, name: str | None = None) -> str:
        name = (name or found["name"]).replace("[", "[Symbol.")
        full = f"{owner}.{name}" if owner else name
        signatures = found.get("signatures", []) if found["kind"] in METHODS else []
        if not signatures:
            return self._attribute(found, full)
        (signature, *_) = signatures
        arguments = ", ".join(
            ("..." if each["flags"].get("isRest") else "") + each["name"] for each in signature.get("parameters", [])
        )
        return directive("js:function", f"{full}({arguments})", self._call(signature, name))

    def _attribute(self, found: Node, full: str) -> str:
        getter = found.get("getSignature", found)
        declared = getter.get("type")
        text = f"{_type(declared)} {_summary(getter)}"
        return directive("js:attribute", full, text + "\n\n" + _throws(getter))

    def _call(self, signature: Node, name: str) -> str:
        written = f"{name}({parameters_text(signature)}): {type_text(signature['type'])}"
        parameters = "".join(self._parameter(each) for each in signature.get("parameters", []))
        returned = _block(signature, "@returns")
        return (
            f"```ts\n{written}\n```\n\n{_summary(signature)}\n\n"
            + section("Arguments", parameters)
            + _sentence("Returns", returned)
            + _throws(signature)
        )

    def _parameter(self, parameter: Node) -> str:
        text = f"{code(parameter_text(parameter))} {_summary(parameter)}"
        options = self._options(parameter.get("type"))
        return item(text + "\n\n" + "".join(options))

    def _options(self, node: Node | None) -> Iterator[str]:
        """Describe the properties of an object that is passed."""
        if node is None or node["type"] != "reference" or node["name"] not in self.exports:
            return
        found = self.exports[node["name"]]
        if found["kind"] != INTERFACE:
            return
        for each in _public(found):
            signature = each.get("signatures", [None])[0]
            declared = f"({parameters_text(signature)}) => {type_text(signature['type'])}" if signature else None
            optional = "?" if is_optional(each) else ""
            written = f"{each['name']}{optional}: {declared or type_text(each.get('type'))}"
            yield item(f"{code(written)} {_summary(each)}" + _throws_inline(each))


def _public(found: Node) -> Iterator[Node]:
    return (each for each in found.get("children", []) if not each["name"].startswith("_"))


def _summary(found: Node) -> str:
    parts = found.get("comment", {}).get("summary", [])
    return "".join(str(each["text"]) for each in parts).strip()


def _block(found: Node, tag: str) -> str:
    blocks = [each["content"] for each in found.get("comment", {}).get("blockTags", []) if each["tag"] == tag]
    return " ".join("".join(part["text"] for part in content).strip() for content in blocks)


def _throws(found: Node) -> str:
    return _sentence("Throws", _block(found, "@throws"))


def _sentence(title: str, text: str) -> str:
    return f"**{title}** {text}\n\n" if text else ""


def _throws_inline(found: Node) -> str:
    thrown = _block(found, "@throws")
    return f" Throws {thrown}" if thrown else ""


def _type(node: Node) -> str:
    return (
        _link(node["name"]) if node["type"] == "reference" and not node.get("typeArguments") else code(type_text(node))
    )


def _link(name: str) -> str:
    return (
        f"{{js:class}}`~pyodide.ffi.{name}`"
        if name.startswith("Py") and name != "PyodideInterface"
        else code(PUBLIC.get(name, name))
    )
