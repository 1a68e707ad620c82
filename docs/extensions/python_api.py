"""Describe Python's API in MyST, from the sources: nothing is imported, so what needs the runtime is no obstacle."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import griffe

from extensions.markdown import code, directive, item, section
from extensions.python_signature import annotation_text, signature_text

# Where there is no JavaScript, these stand in for functions in C, which a stub describes, and for one in Python.
STAND_INS = "_pyodide.without_javascript."
# Values that are worth showing: texts, numbers.
PLAIN = re.compile(r"'[^']*'|\"[^\"]*\"|-?[\d.]+|True|False")


class PythonApi:
    """The modules that were asked for, and where users find what is in them."""

    def __init__(self, folders: list[Path], stub: Path, modules: list[str]) -> None:
        self._folders = folders
        self._stub = stub
        self._modules = modules

    @cached_property
    def _collection(self) -> griffe.ModulesCollection:
        loader = griffe.GriffeLoader(search_paths=self._folders, docstring_parser="google")
        for package in ["_pyodide", *dict.fromkeys(name.partition(".")[0] for name in self._modules)]:
            loader.load(package)
        loader.resolve_aliases()
        return loader.modules_collection

    @cached_property
    def _native(self) -> griffe.Module:
        return griffe.visit(self._stub.stem, self._stub, self._stub.read_text(), docstring_parser="google")

    @cached_property
    def public_names(self) -> dict[str, str]:
        """Where each object is for users, by where it is defined."""
        names: dict[str, str] = {}
        for module in self._modules:
            for name, found in self.members(module):
                names.setdefault(found.canonical_path, f"{module}.{name}")
        return names

    def members(self, module: str) -> Iterator[tuple[str, griffe.Object]]:
        """Give what a module exports, in the order of its `__all__`, else all public names of its own."""
        found = self._collection[module]
        names = [str(getattr(each, "name", each)) for each in found.exports or []]
        for name in names or [name for name, each in found.members.items() if each.is_public and not each.is_alias]:
            yield name, self._resolve(found[name], name)

    def _resolve(self, found: griffe.Object | griffe.Alias, name: str) -> griffe.Object:
        target: griffe.Object | griffe.Alias = found.final_target if isinstance(found, griffe.Alias) else found
        if target.is_module and name in target.members:
            target = target.members[name]  # a function whose module has its name
        if target.path.startswith(STAND_INS):
            for module in (self._native, self._collection["_pyodide.stack_switching"]):
                target = module.members.get(name, target)
        assert isinstance(target, griffe.Object)
        return target

    def describe(self, module: str, only: list[str]) -> str:
        """Describe a module's members, or some of them."""
        parts = [directive("py:currentmodule", module, "")]
        for name, found in self.members(module):
            if found.is_module or (only and name not in only):
                continue
            parts.append(self._object(name, found))
        return "\n".join(parts)

    def _object(self, path: str, found: griffe.Object, told: str = "") -> str:
        """Describe an object; `told` is what its class tells of it."""
        text = self._docstring(found) or told
        match found:
            case griffe.Function():
                kind = "py:method" if found.parent and found.parent.is_class else "py:function"
                options = {"async": ""} if "async" in found.labels else {}
                options |= {label: "" for label in ("classmethod", "staticmethod") if label in found.labels}
                signature = signature_text(found, self.public_names)
                return directive(kind, f"{path}{signature}", text, options)
            case griffe.Class():
                is_error = any(str(base).endswith(("Error", "Exception")) for base in found.bases)
                bases = [annotation_text(base, self.public_names) for base in found.bases]
                inherits = f"Inherits from {', '.join(_base(each) for each in bases)}.\n\n" if bases else ""
                attributes = _attributes(found)
                members = "\n".join(
                    self._object(f"{path}.{each.name}", each, attributes.get(each.name, ""))
                    for each in _public_members(found)
                )
                return directive(
                    "py:exception" if is_error else "py:class",
                    path + self._class_signature(found),
                    f"{text}\n\n{inherits}{members}",
                )
            case griffe.Attribute():
                options = {"type": annotation_text(found.annotation, self.public_names)} if found.annotation else {}
                if PLAIN.fullmatch(str(found.value)):
                    options["value"] = str(found.value)
                kind = "py:attribute" if found.parent and found.parent.is_class else "py:data"
                return directive(kind, path, text, options)
        raise TypeError(f"{path} is a {found.kind}, which has no description")

    def _class_signature(self, found: griffe.Class) -> str:
        init = found.members.get("__init__")
        return signature_text(init, self.public_names, returns=False) if isinstance(init, griffe.Function) else ""

    def _docstring(self, found: griffe.Object) -> str:
        if found.docstring is None:
            return ""
        return "\n\n".join(_section(each) for each in found.docstring.parsed)


def _public_members(found: griffe.Class) -> Iterator[griffe.Object]:
    for name, member in found.members.items():
        if isinstance(member, griffe.Object) and not name.startswith("_"):
            yield member


def _attributes(found: griffe.Class) -> dict[str, str]:
    """Return what the description of a class says of its attributes."""
    sections = found.docstring.parsed if found.docstring else []
    parts = (each for each in sections if isinstance(each, griffe.DocstringSectionAttributes))
    return {each.name: each.description for part in parts for each in part.value}


def _base(text: str) -> str:
    name, bracket, arguments = text.partition("[")
    return f"{{py:class}}`{name}`" + (f" `{bracket}{arguments.replace('~', '')}`" if bracket else "")


def _section(found: griffe.DocstringSection) -> str:
    match found:
        case griffe.DocstringSectionText():
            return str(found.value)
        case griffe.DocstringSectionParameters() | griffe.DocstringSectionOtherParameters():
            return _list("Arguments", ((code(each.name), each.description) for each in found.value))
        case griffe.DocstringSectionAttributes():
            return ""  # each stands with its attribute
        case griffe.DocstringSectionRaises():
            return _list("Raises", ((f"{{py:exc}}`{each.annotation}`", each.description) for each in found.value))
        case griffe.DocstringSectionReturns() | griffe.DocstringSectionYields():
            return section("Returns", "\n\n".join(each.description for each in found.value))
        case griffe.DocstringSectionExamples():
            return "\n\n".join(text if kind.value == "text" else f"```pycon\n{text}\n```" for kind, text in found.value)
        case griffe.DocstringSectionAdmonition():
            return f"**{found.title}** {found.value.description}"
    raise TypeError(f"a section of the kind {found.kind} is not known to {__name__}")


def _list(title: str, rows: Iterable[tuple[str, str]]) -> str:
    return section(title, "".join(item(f"{name}: {' '.join(text.split())}") for name, text in rows))
