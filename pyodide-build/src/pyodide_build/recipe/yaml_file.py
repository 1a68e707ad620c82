"""Read a YAML file as nothing but text, lists and mappings, and remember on which lines they stand."""

import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

from pyodide_build.errors import RecipeError

# Aliases could otherwise make much of little.
MAX_NODES = 10_000
# What scalars look like (YAML 1.2, core schema), and << of YAML 1.1, which is then a key that nobody knows.
TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map", "merge"))

Place = tuple[str | int, ...]


@dataclass
class Document:
    """What a file says, and where: `lines` has the line of each key, by the keys that lead to it."""

    file: Path
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int | None:
        """Return the line of a value, or of what it would be in."""
        for length in range(len(place), 0, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return None


def read_yaml(file: Path) -> Document:
    """Read a file. Scalars stay as they are written, so that `version: 1.10` is not 1.1.

    Raises:
        RecipeError: naming the line that is no YAML, or has what recipes do without: tags, repeated keys.
    """
    try:
        text = file.read_text(encoding="utf-8")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # YAML allows it: the last one before an alias counts
            root = YAML(typ="safe", pure=True).compose(text)
    except OSError as error:
        raise RecipeError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RecipeError(f"{file} cannot be read: it is no UTF-8 ({error.reason})") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise RecipeError(f"{file}{line}: this is no YAML: {error.problem or error.context}") from error
    except (YAMLError, ValueError) as error:
        raise RecipeError(f"{file}: this is no YAML: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise RecipeError(f"{file}: lists or mappings are nested too deeply") from error
    document = Document(file)
    if root is not None:
        document.data = Reader(document).value(root, ())
    return document


class Reader:
    """Turns the nodes of a document into values."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._count = 0
        self._around: list[Node] = []

    def value(self, node: Node, place: Place) -> Any:
        """Return what a node says; None where nothing is written.

        Raises:
            RecipeError: it says what recipes do without.
        """
        self._count += 1
        if self._count > MAX_NODES:
            raise self._refuse(node, f"there are more than {MAX_NODES} values, counting those that aliases repeat")
        if str(node.tag) not in TAGS:
            raise self._refuse(node, f"tags mean nothing here: leave out {node.tag}")
        if isinstance(node, ScalarNode):
            return node.value if node.value or node.style else None
        if any(node is each for each in self._around):
            raise self._refuse(node, "an alias leads to what it is in")
        self._around.append(node)
        value: Any = self._sequence(node, place) if isinstance(node, SequenceNode) else self._mapping(node, place)
        self._around.pop()
        return value

    def _sequence(self, node: SequenceNode, place: Place) -> list[Any]:
        found = []
        for number, each in enumerate(node.value):
            self._remember(each, (*place, number))
            found.append(self.value(each, (*place, number)))
        return found

    def _mapping(self, node: Node, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, each in node.value:
            if not isinstance(key, ScalarNode):
                raise self._refuse(key, "a key has to be a word")
            name = str(key.value)
            if name in found:
                first = self.document.line((*place, name))
                raise self._refuse(key, f"the key {name} is there for the second time; the first is on line {first}")
            self._remember(key, (*place, name))
            found[name] = self.value(each, (*place, name))
        return found

    def _remember(self, node: Node, place: Place) -> None:
        self.document.lines[place] = node.start_mark.line + 1

    def _refuse(self, node: Node, problem: str) -> RecipeError:
        return RecipeError(f"{self.document.file}, line {node.start_mark.line + 1}: {problem}")
